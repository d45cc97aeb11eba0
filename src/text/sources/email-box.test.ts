import { describe, expect, test } from 'vitest'
import { bytesOf, letter, read, readBytes } from '../../../test/made-letters.ts'
import { SourceTooLong } from './source.ts'

describe('a box of mails', () => {
  const one = letter('First.', { 'Message-ID': '<1@example.org>' })
  const two = letter('>From here on\nSecond.', {
    'Message-ID': '<2@example.org>',
    From: 'Jo <jo@example.org>',
  })
  const box = `From 1234@xxx Tue Nov 12 09:16:02 +0000 2024\n${one}\n\nFrom - Tue Nov 12 09:17:02 2024\n${two}\n\nFrom sam@example.org Tue Nov 12 09:18:02 2024\n${one}\n`

  test('each mail once, on the line it begins, a line of words that begins with From unmarked', async () => {
    expect(await read(box)).toMatchObject([
      { kind: 'passage', text: 'First.', line: 1, label: 'Sam Jones <sam@example.org>' },
      { kind: 'passage', text: 'From here on\nSecond.', label: 'Jo <jo@example.org>' },
    ])
    expect((await read(box))[1]!.line).toBe(one.split('\n').length + 3)
  })

  test('one address has one label, the first it came with', async () => {
    const again = letter('Third.', { From: '"S. J." <sam@example.org>' })
    const items = await read(
      `From a@b Tue Nov 12 09:16:02 2024\n${one}\n\nFrom a@b Tue Nov 12 09:16:02 2024\n${again}\n`,
    )
    expect(items).toMatchObject([
      { label: 'Sam Jones <sam@example.org>' },
      { label: 'Sam Jones <sam@example.org>' },
    ])
  })

  test('cut anywhere, the items are the same', async () => {
    const whole = await read(box)
    for (const size of [1, 7, 64]) expect(await readBytes(bytesOf(box), size)).toEqual(whole)
  })

  test('"From" at the beginning of a line of words starts no new mail', async () => {
    const items = await read(
      `From a@b Tue Nov 12 09:16:02 2024\n${letter('One.\n\nFrom then on it was home.')}\n`,
    )
    expect(items).toMatchObject([{ text: 'One.\n\nFrom then on it was home.' }])
  })

  test('what is attached is passed over, however large', async () => {
    const film = `${'A'.repeat(76)}\n`.repeat(400_000)
    const body = `--b\nContent-Type: text/plain\n\nA key.\n--b\nContent-Type: video/mp4; name=film.mp4\nContent-Transfer-Encoding: base64\n\n${film}--b--\n`
    const items = await readBytes(
      bytesOf(letter(body, { 'Content-Type': 'multipart/mixed; boundary=b' })),
      65_536,
    )
    expect(items).toMatchObject([{ text: 'A key.', attachments: ['film.mp4'] }])
  })

  test('words without an end stop the reading', async () => {
    const endless = letter('word '.repeat(20).concat('\n').repeat(250_000))
    await expect(readBytes(bytesOf(endless), 65_536)).rejects.toBeInstanceOf(SourceTooLong)
  })

  test('damage of every kind gives items or nothing, never a fault', async () => {
    for (let at = 0; at < box.length; at += 13) {
      for (const item of await read(box.slice(0, at))) expect(item.text).not.toBe('')
      await read(box.slice(at))
    }
  })
})
