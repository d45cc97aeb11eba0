import { parseEmail } from '../src/text/sources/email.ts'
import type { SourceItem } from '../src/text/sources/source.ts'

/** A mail of Sam's, unless `head` says otherwise; a field of '' is left out. */
export function letter(body: string, head: Record<string, string> = {}): string {
  const fields = {
    From: 'Sam Jones <sam@example.org>',
    To: 'team@example.org',
    Subject: 'What helps?',
    Date: 'Tue, 12 Nov 2024 09:16:02 +0000',
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    ...head,
  }
  const lines = Object.entries(fields).filter(([, value]) => value !== '')
  return `${lines.map(([name, value]) => `${name}: ${value}`).join('\n')}\n\n${body}`
}

/** A text as the parser of mail takes it: a character a byte. */
export function bytesOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

export async function read(text: string): Promise<SourceItem[]> {
  return readBytes(bytesOf(text))
}

/** What the parser makes of mail that comes in pieces of this size. */
export async function readBytes(bytes: string, size = bytes.length): Promise<SourceItem[]> {
  const parser = parseEmail()
  const items: SourceItem[] = []
  for (let at = 0; at < bytes.length; at += size)
    items.push(...(await parser.push(bytes.slice(at, at + size))))
  items.push(...(await parser.end()))
  return items
}

/** What is read as the sender's words, in order; a pair is [the question above, the answer]. */
export function ownWords(items: readonly SourceItem[]): (string | [string, string])[] {
  return items.flatMap((item): (string | [string, string])[] =>
    item.kind === 'passage' ? [item.context === undefined ? item.text : [item.context, item.text]] : [],
  )
}
