import { describe, expect, test } from 'vitest'
import { bytesOf, letter, read, readBytes } from '../../../test/made-letters.ts'
import { recogniseSource } from './recognise.ts'
import type { SourceItem } from './source.ts'

/*
 * Mails written by us in the forms of the programs that write them. `own` is what must be read as the sender's words,
 * in order; a pair is [the question above, the answer].
 */
type Variant = [what: string, body: string, own: (string | [context: string, answer: string])[]]

const plain: Variant[] = [
  ['words alone', 'I felt at home when I had a key.\n', ['I felt at home when I had a key.']],
  ['two paragraphs', 'I felt at home.\n\nThen I did not.\n', ['I felt at home.\n\nThen I did not.']],
  ['the mark of a signature', 'A key of my own.\n-- \nSam Jones\n07700 900123\n', ['A key of my own.']],
  [
    'Gmail',
    'A key.\n\nOn Tue, 12 Nov 2024 at 09:16, The Team <team@example.org> wrote:\n\n> What made it home?\n',
    ['A key.'],
  ],
  [
    'Gmail, broken at 72 characters, a narrow space in the time',
    'A key.\n\nOn Tue, Nov 12, 2024 at 9:16\u202fAM The Lighthouse Listening Team\n<listening.team@example.org> wrote:\n\n> What made it home?\n',
    ['A key.'],
  ],
  [
    'answers between the questions',
    'Hello, see below.\n\nOn 12/11/2024 09:16, The Team wrote:\n> Hello Sam,\n>\n> What made it feel like home?\n\nA key of my own.\nAnd the kettle.\n\n> And what did not?\n\nThe letters.\n\n> Thank you,\n> The Team\n',
    [
      'Hello, see below.',
      ['Hello Sam,\n\nWhat made it feel like home?', 'A key of my own.\nAnd the kettle.'],
      ['And what did not?', 'The letters.'],
    ],
  ],
  [
    'the answer below',
    'On 12/11/2024 09:16, The Team wrote:\n> What made it home?\n\nA key.\n',
    [['What made it home?', 'A key.']],
  ],
  [
    'a question quoted twice: only the newest quoting is the question',
    '> > My first answer.\n> And then?\n\nThen I moved.\n',
    [['And then?', 'Then I moved.']],
  ],
  [
    'Outlook',
    'A key.\n\n-----Original Message-----\nFrom: The Team [mailto:team@example.org]\nSent: 12 November 2024 09:16\nTo: Sam\nSubject: What helps?\n\nWhat made it home?\n',
    ['A key.'],
  ],
  [
    'Outlook without a mark, only a rule',
    'A key.\n\n________________________________\nFrom: The Team <team@example.org>\nSent: 12 November 2024 09:16\nTo: Sam Jones <sam@example.org>\nSubject: What helps?\n\nWhat made it home?\n',
    ['A key.'],
  ],
  [
    'Outlook, bold fields',
    'A key.\n\n*From:* The Team <team@example.org>\n*Sent:* 12 November 2024 09:16\n*To:* Sam\n*Subject:* What helps?\n\nWhat made it home?\n',
    ['A key.'],
  ],
  [
    'Outlook, German',
    'Ein Schlüssel.\n\n-----Ursprüngliche Nachricht-----\nVon: Das Team\nGesendet: Dienstag, 12. November 2024 09:16\nAn: Sam\nBetreff: Was hilft?\n\nWas?\n',
    ['Ein Schlüssel.'],
  ],
  [
    'Outlook, French',
    'Une clé.\n\nDe : Équipe <team@example.org>\nEnvoyé : mardi 12 novembre 2024 09:16\nÀ : Sam\nObjet : Bonjour\n\nQuoi ?\n',
    ['Une clé.'],
  ],
  [
    'Outlook, Spanish',
    'Una llave.\n\nDe: Equipo <team@example.org>\nEnviado el: martes, 12 de noviembre de 2024 9:16\nPara: Sam\nAsunto: Hola\n\n¿Qué?\n',
    ['Una llave.'],
  ],
  [
    'Outlook, Welsh',
    'Allwedd.\n\nOddi wrth: Y Tîm <team@example.org>\nAnfonwyd: 12 Tachwedd 2024 09:16\nAt: Sam\nPwnc: Helo\n\nBeth?\n',
    ['Allwedd.'],
  ],
  [
    'Outlook, Arabic',
    'مفتاح.\n\nمن: الفريق <team@example.org>\nتم الإرسال: 12 نوفمبر 2024\nإلى: سام\nالموضوع: مرحبا\n\nماذا؟\n',
    ['مفتاح.'],
  ],
  ['German', 'Ein Schlüssel.\n\nAm 12.11.24 um 09:16 schrieb Das Team:\n> Was?\n', ['Ein Schlüssel.']],
  [
    'German, Gmail',
    'Ein Schlüssel.\n\nAm Di., 12. Nov. 2024 um 09:16 Uhr schrieb Das Team <\nteam@example.org>:\n\n> Was?\n',
    ['Ein Schlüssel.'],
  ],
  [
    'French',
    'Une clé.\n\nLe mar. 12 nov. 2024 à 09:16, Équipe <team@example.org> a écrit :\n\n> Quoi ?\n',
    ['Une clé.'],
  ],
  [
    'Spanish',
    'Una llave.\n\nEl mar, 12 nov 2024 a las 9:16, Equipo (<team@example.org>) escribió:\n\n> ¿Qué?\n',
    ['Una llave.'],
  ],
  [
    'Welsh',
    'Allwedd.\n\nAr Maw, 12 Tach 2024 am 09:16, Y Tîm <team@example.org> ysgrifennodd:\n\n> Beth?\n',
    ['Allwedd.'],
  ],
  [
    'Arabic',
    'مفتاح.\n\nفي الثلاثاء، 12 نوفمبر 2024 في 9:16 ص تمت كتابة ما يلي بواسطة الفريق <team@example.org>:\n\n> ماذا؟\n',
    ['مفتاح.'],
  ],
  [
    'Apple Mail',
    'A key.\n\n> On 12 Nov 2024, at 09:16, The Team <team@example.org> wrote:\n> \n> What made it home?\n',
    ['A key.'],
  ],
  [
    'Yahoo',
    'A key.\n\n    On Tuesday, 12 November 2024 at 09:16:02 GMT, The Team <team@example.org> wrote:  \n \n What made it home?\n',
    ['A key.'],
  ],
  [
    'a phone',
    'A key.\n\nSent from my iPhone\n\n> On 12 Nov 2024, at 09:16, The Team <team@example.org> wrote:\n> \n> What?\n',
    ['A key.'],
  ],
  [
    'Outlook on a phone',
    'A key.\n\nGet Outlook for Android<https://aka.ms/AAb9ysg>\n________________________________\nFrom: The Team <team@example.org>\nSent: 12 November 2024\nTo: Sam\nSubject: x\n\nWhat?\n',
    ['A key.'],
  ],
  ['a German phone', 'Ein Schlüssel.\n\nVon meinem iPhone gesendet\n', ['Ein Schlüssel.']],
  ['a Welsh phone', 'Allwedd.\n\nAnfonwyd o fy iPhone\n', ['Allwedd.']],
  [
    'a landlord who wrote is somebody’s story, not an attribution',
    'In 2019 the landlord wrote:\nout by Friday.\nSo I went.\n',
    ['In 2019 the landlord wrote:\nout by Friday.\nSo I went.'],
  ],
  [
    'small print',
    'A key.\n\nThis email and any attachments are confidential and intended solely for the\naddressee. If you have received it in error, delete it.\n\nRegistered charity 1234567\n',
    ['A key.'],
  ],
  [
    'wrapped by the program: whole paragraphs again',
    'When I came out they gave me a key and a kettle and said that the rest\nwould come in time, and it did, slowly, because somebody rang me every\nweek to ask.\n\nShort lines\nstay short.\n',
    [
      'When I came out they gave me a key and a kettle and said that the rest would come in time, and it did, slowly, because somebody rang me every week to ask.\n\nShort lines\nstay short.',
    ],
  ],
  ['a closing without a name is words when nothing else is', 'Thanks\n', ['Thanks']],
  [
    'an answer after a P.S.',
    'A key.\n\nBest wishes\nSam\n\nPS I forgot the kettle.\n',
    ['A key.\n\nBest wishes\nSam\n\nPS I forgot the kettle.'],
  ],
]

test.each(plain)('plain text: %s', async (_, body, own) => {
  expect(ownWords(await read(letter(body)))).toEqual(own)
})

const html: Variant[] = [
  [
    'Gmail',
    '<div dir="ltr">A key.<div><br></div><div>And the kettle.</div><div class="gmail_signature" data-smartmail="gmail_signature">Sam Jones</div></div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Tue, 12 Nov 2024 at 09:16, The Team &lt;<a href="mailto:team@example.org">team@example.org</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="border-left:1px solid">What made it home?</blockquote></div>',
    ['A key.\n\nAnd the kettle.'],
  ],
  [
    'Gmail, answers between',
    '<div class="gmail_quote"><div class="gmail_attr">On Tue, 12 Nov 2024 at 09:16, Team &lt;team@example.org&gt; wrote:<br></div><blockquote class="gmail_quote"><div>What made it home?</div></blockquote><div>A key.</div><blockquote class="gmail_quote"><div>What did not?</div></blockquote><div>The letters.</div></div>',
    [
      ['What made it home?', 'A key.'],
      ['What did not?', 'The letters.'],
    ],
  ],
  [
    'Outlook',
    '<html><head><style>p {margin:0}</style></head><body><div class="WordSection1"><p class="MsoNormal">A key.<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>From:</b> The Team &lt;team@example.org&gt; <br><b>Sent:</b> 12 November 2024 09:16<br><b>To:</b> Sam<br><b>Subject:</b> What helps?</p></div></div><p class="MsoNormal">What made it home?</p></div></body></html>',
    ['A key.'],
  ],
  [
    'Outlook on the web',
    '<div class="elementToProof">A key.</div><div id="Signature"><p>Sam</p></div><div id="appendonsend"></div><hr tabindex="-1"><div id="divRplyFwdMsg"><font><b>From:</b> Team &lt;team@example.org&gt;<br><b>Sent:</b> 12 November 2024<br><b>To:</b> Sam<br><b>Subject:</b> x</font></div><div>What?</div>',
    ['A key.'],
  ],
  [
    'Apple Mail',
    '<html><body>A key.<div><br><blockquote type="cite"><div>On 12 Nov 2024, at 09:16, The Team &lt;team@example.org&gt; wrote:</div><br><div>What?</div></blockquote></div></body></html>',
    ['A key.'],
  ],
  [
    'Yahoo',
    '<div>A key.</div><div id="ydp1yahoo_quoted_1" class="yahoo_quoted"><div>On Tuesday, 12 November 2024 at 09:16:02 GMT, Team &lt;team@example.org&gt; wrote:</div><div>What?</div></div>',
    ['A key.'],
  ],
  [
    'Thunderbird',
    '<p>A key.</p><div class="moz-cite-prefix">On 12/11/2024 09:16, The Team wrote:<br></div><blockquote type="cite"><p>What?</p></blockquote><div class="moz-signature">-- <br>Sam</div>',
    ['A key.'],
  ],
  [
    'an indent of the writer’s own',
    '<div>As he said</div><blockquote style="margin:0 0 0 40px;border:none;padding:0px">keep going</blockquote>',
    ['As he said\n\nkeep going'],
  ],
  [
    'hidden text, scripts, pictures',
    '<div style="display:none">preview</div><script>x()</script><p>A key.<img src="https://tracker.example/x.gif" alt="logo"></p>',
    ['A key.'],
  ],
  ['an emoji sent as a picture', '<p>A key <img alt="🙂" src="cid:1"></p>', ['A key 🙂']],
  [
    'lists and cells',
    '<ul><li>a key</li><li>a kettle</li></ul><table><tr><td>one</td><td>two</td></tr></table>',
    ['- a key\n- a kettle\n\none two'],
  ],
  ['line breaks', '<p>one<br>two<br><br>three &amp; more</p>', ['one\ntwo\n\nthree & more']],
  ['tags that never close', '<div><p>A key.<blockquote type="cite">What?', ['A key.']],
]

test.each(html)('HTML: %s', async (_, body, own) => {
  expect(ownWords(await read(letter(body, { 'Content-Type': 'text/html; charset=utf-8' })))).toEqual(own)
})

describe('what a mail is written in', () => {
  const encodings: [what: string, head: Record<string, string>, body: string, words: string][] = [
    [
      'quoted-printable, windows-1252',
      { 'Content-Type': 'text/plain; charset=windows-1252', 'Content-Transfer-Encoding': 'quoted-printable' },
      'It wasn=92t mine =80 a=\r\nnd caf=E9',
      'It wasn’t mine € and café',
    ],
    [
      '8-bit, iso-8859-15',
      { 'Content-Type': 'text/plain; charset=iso-8859-15' },
      'caf\xe9 \xa4 5',
      'café € 5',
    ],
    [
      'base64, UTF-8',
      { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Transfer-Encoding': 'base64' },
      Buffer.from('Tŷ â chroeso').toString('base64'),
      'Tŷ â chroeso',
    ],
    ['koi8-r', { 'Content-Type': 'text/plain; charset=koi8-r' }, '\xeb\xcc\xc0\xde', 'Ключ'],
    ['iso-2022-jp', { 'Content-Type': 'text/plain; charset=iso-2022-jp' }, '\x1b$B80\x1b(B', '鍵'],
    ['a charset nobody knows', { 'Content-Type': 'text/plain; charset=x-none' }, 'key', 'key'],
  ]
  test.each(encodings)('%s', async (_, head, body, words) => {
    expect(ownWords(await readBytes(bytesOf(letter('', head)) + body))).toEqual([words])
  })

  test('format=flowed: paragraphs are whole, and an answer below a flowed question stays an answer', async () => {
    const items = await read(
      letter('I walked \nand walked.\n\n> What made it \n> feel like home? \nA key.\n', {
        'Content-Type': 'text/plain; charset=utf-8; format=flowed',
      }),
    )
    expect(ownWords(items)).toEqual(['I walked and walked.', ['What made it feel like home?', 'A key.']])
  })

  test('plain and HTML: the HTML, and once', async () => {
    const both = letter(
      '--b\nContent-Type: text/plain\n\nA key\nof my own.\n--b\nContent-Type: text/html\n\n<p>A key of my own.</p>\n--b--\n',
      { 'Content-Type': 'multipart/alternative; boundary="b"' },
    )
    expect(ownWords(await read(both))).toEqual(['A key of my own.'])
  })

  test('names of what came along, at the first words', async () => {
    const body = `--b\nContent-Type: text/plain\n\nA key.\n--b\nContent-Type: image/jpeg; name="k.jpg"\nContent-Disposition: attachment; filename="my key.jpg"\nContent-Transfer-Encoding: base64\n\n${'A'.repeat(76)}\n--b--\n`
    const items = await read(letter(body, { 'Content-Type': 'multipart/mixed; boundary=b' }))
    expect(items).toMatchObject([{ kind: 'passage', text: 'A key.', attachments: ['my key.jpg'] }])
  })
})

describe('who and when', () => {
  const senders: [from: string, label: string | null, more?: Record<string, string>][] = [
    ['Sam Jones <Sam.Jones@Example.org>', 'Sam Jones <sam.jones@example.org>'],
    ['sam@example.org', 'sam@example.org'],
    ['"sam@example.org" <sam@example.org>', 'sam@example.org'],
    ['=?utf-8?q?Si=C3=A2n?= <sian@example.org>', 'Siân <sian@example.org>'],
    ['"Jones, Sam" <sam@example.org>', 'Jones, Sam <sam@example.org>'],
    [
      "'Sam Jones' via Peers <peers@list.example>",
      'Sam Jones <sam@example.org>',
      { 'List-ID': '<peers.list.example>', 'X-Original-From': 'Sam Jones <sam@example.org>' },
    ],
    ['Sam Jones via Peers <peers@list.example>', 'Sam Jones', { 'List-ID': '<peers.list.example>' }],
    ['', null],
  ]
  test.each(senders)('%s', async (from, label, more = {}) => {
    expect(await read(letter('A key.', { From: from, ...more }))).toMatchObject([{ kind: 'passage', label }])
  })

  const dates: [value: string, at: string | null][] = [
    ['Tue, 12 Nov 2024 09:16:02 +0100 (CET)', '2024-11-12T09:16:02'],
    ['12 Nov 2024 23:59 -0800', '2024-11-12T23:59:00'],
    ['yesterday', null],
  ]
  test.each(dates)('%s', async (value, at) => {
    expect(await read(letter('A key.', { Date: value }))).toMatchObject([{ at }])
  })
})

describe('not the sender’s words', () => {
  const notices: [what: string, head: Record<string, string>, reason: string][] = [
    ['away', { 'Auto-Submitted': 'auto-replied' }, 'auto-reply'],
    ['away, by its subject', { Subject: 'Automatic reply: What helps?' }, 'auto-reply'],
    ['away, Welsh', { Subject: 'Ateb awtomatig: helo' }, 'auto-reply'],
    [
      'not delivered',
      { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=x' },
      'bounce',
    ],
    ['not delivered, by its sender', { From: 'MAILER-DAEMON@mx.example.org' }, 'bounce'],
    [
      'opened',
      { 'Content-Type': 'multipart/report; report-type=disposition-notification; boundary=x' },
      'receipt',
    ],
    ['an invitation', { 'Content-Type': 'text/calendar; method=REQUEST' }, 'invitation'],
  ]
  test.each(notices)('%s', async (_, head, reason) => {
    const items = await read(letter('I am away.', head))
    expect(items).toMatchObject([{ kind: 'notice', reason }])
  })

  test('an automatic reply can be made words after all', async () => {
    expect(await read(letter('I am away.', { 'Auto-Submitted': 'auto-replied' }))).toMatchObject([
      { said: { label: 'Sam Jones <sam@example.org>', text: 'I am away.', at: '2024-11-12T09:16:02' } },
    ])
  })

  const forwards: [what: string, mark: string, heading: string][] = [
    [
      'Gmail',
      '---------- Forwarded message ---------',
      'From: Jo Ash <jo@example.org>\nDate: Mon, 11 Nov 2024 at 10:00\nSubject: Home\nTo: Sam <sam@example.org>',
    ],
    [
      'Apple',
      'Begin forwarded message:',
      'From: Jo Ash <jo@example.org>\nSubject: Home\nDate: 11 November 2024 at 10:00:00 GMT\nTo: Sam <sam@example.org>',
    ],
    [
      'Thunderbird, German',
      '-------- Weitergeleitete Nachricht --------',
      'Betreff: Home\nDatum: 11 Nov 2024 10:00:00\nVon: Jo Ash <jo@example.org>\nAn: Sam <sam@example.org>',
    ],
    [
      'Gmail, Spanish',
      '---------- Mensaje reenviado ---------',
      'De: Jo Ash <jo@example.org>\nFecha: 11 Nov 2024, 10:00\nAsunto: Home\nPara: <sam@example.org>',
    ],
  ]
  test.each(forwards)('forwarded: %s', async (_, mark, heading) => {
    const items = await read(
      letter(`Jo asked me to send you this.\n\n${mark}\n${heading}\n\nMine was the garden.\n`),
    )
    expect(items).toMatchObject([
      { kind: 'passage', text: 'Jo asked me to send you this.' },
      {
        kind: 'not-understood',
        text: 'Mine was the garden.',
        said: { label: 'Jo Ash <jo@example.org>', text: 'Mine was the garden.', at: '2024-11-11T10:00:00' },
      },
    ])
  })

  test('a mail that came along whole', async () => {
    const inner =
      'From: Jo Ash <jo@example.org>\nDate: Mon, 11 Nov 2024 10:00:00 +0000\nSubject: Home\n\nMine was the garden.\n'
    const body = `--b\nContent-Type: text/plain\n\nSee this.\n--b\nContent-Type: message/rfc822\nContent-Disposition: attachment\n\n${inner}\n--b--\n`
    expect(await read(letter(body, { 'Content-Type': 'multipart/mixed; boundary=b' }))).toMatchObject([
      { kind: 'passage', text: 'See this.' },
      { kind: 'not-understood', text: 'Mine was the garden.', said: { label: 'Jo Ash <jo@example.org>' } },
    ])
  })

  test('a signature nobody marked is shown as a notice', async () => {
    expect(
      await read(letter('A key.\n\nKind regards,\n\nSam Jones\nPeer worker, Lighthouse\n07700 900123\n')),
    ).toMatchObject([
      { kind: 'passage', text: 'A key.' },
      {
        kind: 'notice',
        reason: 'signature',
        said: { text: 'Kind regards,\n\nSam Jones\nPeer worker, Lighthouse\n07700 900123' },
      },
    ])
  })

  test('a mail without words', async () => {
    expect(await read(letter('\n> What?\n'))).toMatchObject([{ kind: 'notice', reason: 'no-words' }])
  })
})

test('mails are recognised, pages of notes are not', () => {
  expect(recogniseSource('a.eml', letter('x'))).toEqual({ format: 'email' })
  expect(recogniseSource('a.txt', letter('x'))).toEqual({ format: 'email' })
  expect(recogniseSource('Inbox', `From - Tue Nov 12 09:16:02 2024\n${letter('x')}`)).toEqual({
    format: 'email',
  })
  expect(recogniseSource('jp.eml', letter('\x1b$B80\x1b(B'.repeat(50)))).toEqual({ format: 'email' })
  expect(recogniseSource('n.txt', 'From: Sam\nDate: Monday\n\nWe talked.')).toEqual({ format: 'document' })
})

function ownWords(items: readonly SourceItem[]): (string | [string, string])[] {
  return items.flatMap((item): (string | [string, string])[] =>
    item.kind === 'passage' ? [item.context === undefined ? item.text : [item.context, item.text]] : [],
  )
}
