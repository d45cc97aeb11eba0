import { describe, expect, test } from 'vitest'
import { bytesOf, letter, ownWords, read, readBytes } from '../../../test/made-letters.ts'
import { recogniseSource } from './recognise.ts'

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
