import { describe, expect, test } from 'vitest'
import { read } from '../../../test/whatsapp-export.ts'

describe('notices are not words', () => {
  const android: [string, string][] = [
    ['Messages and calls are end-to-end encrypted. Only people in this chat can read them.', 'encryption'],
    ['Los mensajes y las llamadas están cifrados de extremo a extremo.', 'encryption'],
    ['Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.', 'encryption'],
    ['Les messages et les appels sont chiffrés de bout en bout.', 'encryption'],
    ['الرسائل والمكالمات مشفّرة تمامًا بين الطرفين.', 'encryption'],
    ['Your security code with Sam changed. Tap to learn more.', 'encryption'],
    ['Jo created group "Frontline: listening"', 'group'],
    ['Jo changed the subject from "Frontline: one" to "Frontline: two"', 'group'],
    ['Jo creó el grupo "Calle: voces".', 'group'],
    ['Jo hat die Gruppe „Haus: Stimmen“ erstellt.', 'group'],
    ['Jo a créé le groupe « Maison : voix ».', 'group'],
    ['أنشأ Jo المجموعة "بيت: صوت"', 'group'],
    ['Jo ha creato il gruppo "Casa: voci"', 'system'],
    ['Jo added +44 7700 900123', 'joined-or-left'],
    ['+44 7700 900123 left', 'joined-or-left'],
    ['Sam salió del grupo.', 'joined-or-left'],
    ['Jo hat Sam hinzugefügt.', 'joined-or-left'],
    ['Sam a quitté le groupe.', 'joined-or-left'],
    ['غادر Sam', 'joined-or-left'],
    ['Jo changed their phone number. You are currently chatting with their new number.', 'group'],
    ['+44 7700 900123 changed to +44 7700 900456', 'group'],
    ['Missed voice call', 'call'],
    ['Jo: null', 'media'],
    ['Jo: <Media omitted>', 'media'],
    ['Jo: <Multimedia omitido>', 'media'],
    ['Jo: <Medien ausgeschlossen>', 'media'],
    ['Jo: <Médias omis>', 'media'],
    ['Jo: <تم استبعاد الوسائط>', 'media'],
    ['Jo: PTT-20250328-WA0014.opus (archivo adjunto)', 'media'],
    ['Jo: IMG-20250328-WA0001.jpg (file attached)', 'media'],
    ['Jo: location: https://maps.google.com/?q=51.4,-3.1', 'media'],
    ['Jo: You deleted this message', 'deleted'],
    ['Jo: This message was deleted', 'deleted'],
    ['Jo: Eliminaste este mensaje', 'deleted'],
    ['Jo: Diese Nachricht wurde gelöscht.', 'deleted'],
    ['Jo: Ce message a été supprimé', 'deleted'],
    ['Jo: تم حذف هذه الرسالة', 'deleted'],
    ['Jo: Dilëwyd y neges hon', 'deleted'],
  ]
  test.each(android)('Android: %s', (rest, reason) => {
    const text = rest.startsWith('Jo: ') ? rest.slice(4) : rest
    expect(read(`12/11/2024, 09:15 - ${rest}`)).toMatchObject([{ kind: 'notice', text, reason, line: 1 }])
  })

  const iphone: [string, string][] = [
    ['Our group: \u200eMessages and calls are end-to-end encrypted.', 'encryption'],
    ['Our group: \u200eYou created group “Our group”', 'group'],
    ['Our group: \u200eRudi Ash added you', 'joined-or-left'],
    ['Our group: \u200eTe añadieron al grupo', 'joined-or-left'],
    ['Our group: \u200eSam a rejoint le groupe à l’aide d’un lien', 'joined-or-left'],
    ['Our group: \u200eSam ist der Gruppe über einen Link beigetreten', 'joined-or-left'],
    ['Our group: \u200eانضم Sam باستخدام رابط', 'joined-or-left'],
    ['Our group: \u200f\u200eانضم Sam باستخدام رابط', 'joined-or-left'],
    ['Our group: \u200eGadawodd Sam', 'joined-or-left'],
    ['Our group: \u200eCreodd Jo y grŵp “Cartref: lleisiau”', 'group'],
    ['Jo: \u200e<View once voice message omitted>', 'media'],
    ['Our group: \u200eJo hat den Namen geändert', 'system'],
    ['Jo: \u200e<attached: 00000012-AUDIO-2024-11-12-09-15-40.opus>', 'media'],
    ['Jo: \u200e<adjunto: 00000012-PHOTO-2024.jpg>', 'media'],
    ['Jo: \u200eimage omitted', 'media'],
    ['Jo: \u200eBild weggelassen', 'media'],
    ['Jo: minutes.pdf • \u200e2 pages \u200edocument omitted', 'media'],
    ['Jo: \u200eThis message was deleted.', 'deleted'],
    ['Jo: \u200eMissed video call', 'call'],
    ['Jo: \u200eVoice call. \u200e5 min', 'call'],
    ['Jo: \u200eSomething in a language we have never seen', 'system'],
  ]
  test.each(iphone)('iOS: %s', (rest, reason) => {
    expect(read(`[12/11/2024, 09:15:01] ${rest}`)).toMatchObject([{ kind: 'notice', reason, line: 1 }])
  })

  test('a poll is one notice with all its lines', () => {
    const poll = '\u200ePOLL:\nWhich day?\n\u200eOPTION: Mon (3 votes)'
    expect(read(`[12/11/2024, 09:15:01] Jo: ${poll}\n[12/11/2024, 09:15:02] Jo: ok`)).toMatchObject([
      { kind: 'notice', text: 'POLL:\nWhich day?\nOPTION: Mon (3 votes)', reason: 'poll', line: 1 },
      { kind: 'passage', label: 'Jo', text: 'ok', at: '2024-11-12T09:15:02', line: 4 },
    ])
  })

  test('a group notice whose mark was lost is found by the name of the group', () => {
    const found = read(
      '[12/11/2024, 09:15:01] Our group: Messages and calls are end-to-end encrypted.\n' +
        '[12/11/2024, 09:15:02] Our group: You created group “Our group”\n' +
        '[12/11/2024, 09:15:03] Jo: I added sugar and he left',
    )
    expect(found.map((item) => item.kind)).toEqual(['notice', 'notice', 'passage'])
  })

  test.each([
    'This message was deleted and I was cross',
    'they said: no',
    'I left. Sam added me again',
    'null and void',
    'He wrote "Messages and calls are end-to-end encrypted" on the wall',
    'Missed voice calls make me anxious',
    'a < b and b > c',
  ])('words stay words: %s', (text) => {
    expect(read(`12/11/2024, 09:15 - Jo: ${text}`)).toMatchObject([{ kind: 'passage', label: 'Jo', text }])
  })
})

describe('what a program adds to words is taken off', () => {
  test.each([
    'I think so \u200e<This message was edited>',
    'I think so <This message was edited>',
    'I think so \u200e<Se editó este mensaje.>',
    'I think so \u200e<Diese Nachricht wurde bearbeitet.>',
    'I think so \u200e<Ce message a été modifié>',
    'I think so \u200e<تم تعديل هذه الرسالة>',
  ])('%j', (text) => {
    expect(read(`[12/11/2024, 09:15:01] Jo: ${text}`)).toMatchObject([
      { kind: 'passage', text: 'I think so' },
    ])
  })

  test('blank lines inside a message stay, those around it do not', () => {
    expect(read('12/11/2024, 09:15 - Jo: one\n\ntwo\n\n\n12/11/2024, 09:16 - Jo: three\n\n')).toMatchObject([
      { text: 'one\n\ntwo', line: 1 },
      { text: 'three', line: 6 },
    ])
  })

  test.each(['EVENT:', 'ENCUESTA:', 'SONDAGE\u00a0:', 'UMFRAGE:', 'استطلاع:'])(
    '%s is a notice with all its lines',
    (mark) => {
      expect(read(`12/11/2024, 09:15 - Jo: ${mark}\nTea\nOn Monday`)).toMatchObject([
        { kind: 'notice', reason: 'poll', said: { label: 'Jo' } },
      ])
    },
  )

  test('a message of nothing is said, not dropped', () => {
    expect(read('12/11/2024, 09:15 - Jo: ')).toEqual([
      { kind: 'notice', text: '12/11/2024, 09:15 - Jo:', reason: 'system', line: 1 },
    ])
  })
})

describe('files that came with a message', () => {
  const named: [what: string, text: string, file: string][] = [
    ['Android', 'IMG-20241112-WA0001.jpg (file attached)', 'IMG-20241112-WA0001.jpg'],
    ['Android, mark in front', '\u200eIMG-20241112-WA0001.jpg (file attached)', 'IMG-20241112-WA0001.jpg'],
    ['Android, Spanish', 'PTT-20241112-WA0014.opus (archivo adjunto)', 'PTT-20241112-WA0014.opus'],
    ['Android, German', 'PTT-20241112-WA0014.opus (Datei angehängt)', 'PTT-20241112-WA0014.opus'],
    ['Android, French', 'VID-20241112-WA0002.mp4 (fichier joint)', 'VID-20241112-WA0002.mp4'],
    ['Android, Arabic', '\u200fIMG-20241112-WA0001.jpg (الملف مرفق)', 'IMG-20241112-WA0001.jpg'],
    [
      'Android, a language unknown to us',
      'PTT-20241112-WA0014.opus (bijlage toegevoegd)',
      'PTT-20241112-WA0014.opus',
    ],
    ['Android, a file of somebody’s', 'Our minutes (May).pdf (file attached)', 'Our minutes (May).pdf'],
    [
      'iOS',
      '\u200e<attached: 00000012-AUDIO-2024-11-12-09-15-40.opus>',
      '00000012-AUDIO-2024-11-12-09-15-40.opus',
    ],
    ['iOS, Spanish', '\u200e<adjunto: 00000012-PHOTO-2024.jpg>', '00000012-PHOTO-2024.jpg'],
    ['iOS, German', '\u200e<Anhang: 00000012-PHOTO-2024.jpg>', '00000012-PHOTO-2024.jpg'],
    ['iOS, French', '\u200e<pièce jointe\u00a0: 00000012-PHOTO-2024.jpg>', '00000012-PHOTO-2024.jpg'],
    ['iOS, Arabic', '\u200e<مرفق: 00000012-PHOTO-2024.jpg>', '00000012-PHOTO-2024.jpg'],
    ['iOS, a language unknown to us', '\u200e<anexado: 00000012-PHOTO-2024.jpg>', '00000012-PHOTO-2024.jpg'],
    [
      'iOS, a document',
      'minutes.pdf • \u200e2 pages \u200e<attached: 00000013-minutes.pdf>',
      '00000013-minutes.pdf',
    ],
  ]
  test.each(named)('alone, a notice that names it: %s', (_, text, file) => {
    expect(read(`[12/11/2024, 09:15:01] ~ Sam: ${text}`)).toMatchObject([
      {
        kind: 'notice',
        reason: 'media',
        line: 1,
        said: { label: 'Sam', text: '', at: '2024-11-12T09:15:01', attachments: [file] },
      },
    ])
  })
  test.each(named)('with words below, theirs: %s', (_, text, file) => {
    expect(read(`[12/11/2024, 09:15:01] Jo: ${text}\nour garden`)).toEqual([
      {
        kind: 'passage',
        label: 'Jo',
        text: 'our garden',
        at: '2024-11-12T09:15:01',
        line: 1,
        attachments: [file],
      },
    ])
  })

  test('words in front of the mark', () => {
    expect(
      read('[12/11/2024, 09:15:01] Jo: our garden \u200e<attached: 00000013-PHOTO.jpg>\nin May'),
    ).toEqual([
      {
        kind: 'passage',
        label: 'Jo',
        text: 'our garden\nin May',
        at: '2024-11-12T09:15:01',
        line: 1,
        attachments: ['00000013-PHOTO.jpg'],
      },
    ])
  })

  test('a file that is not in the export is a notice, its caption words', () => {
    expect(read('[12/11/2024, 09:15:02] Jo: \u200eimage omitted\nand the gate')).toEqual([
      {
        kind: 'notice',
        text: 'image omitted',
        reason: 'media',
        line: 1,
        said: { label: 'Jo', text: '', at: '2024-11-12T09:15:02' },
      },
      { kind: 'passage', label: 'Jo', text: 'and the gate', at: '2024-11-12T09:15:02', line: 2 },
    ])
    expect(read('[12/11/2024, 09:15:02] Jo: our garden \u200eimage omitted')).toMatchObject([
      { kind: 'passage', text: 'our garden' },
      { kind: 'notice', text: 'image omitted', reason: 'media', said: { label: 'Jo', text: '' } },
    ])
  })
})

describe('what a notice would be as words', () => {
  const at = '2024-11-12T09:15:00'
  test.each([
    ['Jo: This message was deleted', { label: 'Jo', text: 'This message was deleted', at }],
    ['Jo: null', { label: 'Jo', text: '', at }],
    ['Jo added Sam', { label: null, text: 'Jo added Sam', at }],
    ['Jo created group "Home: us"', { label: null, text: 'Jo created group "Home: us"', at }],
    ['Jo "Red: I was there', { label: 'Jo "Red', text: 'I was there', at }],
    ['Jo: \u200eSomething new: yes\nand more', { label: 'Jo', text: 'Something new: yes\nand more', at }],
  ])('%s', (rest, said) => {
    expect(read(`12/11/2024, 09:15 - ${rest}`)).toMatchObject([{ kind: 'notice', said }])
  })
})
