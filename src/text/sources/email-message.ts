import PostalMime, { type Email } from 'postal-mime'
import { readHtmlLines } from './email-html.ts'
import { readPlainLines, type MailLine } from './email-lines.ts'
import { isAutomaticSubject } from './email-marks.ts'
import { partMail, type MailParts } from './email-parts.ts'
import type { NoticeReason, SourceItem } from './source.ts'
import { readWhen } from './when.ts'

/** What a mail says of itself. */
type MailIdentity = { messageId: string; from: string; date: string }

/** One mail taken apart. `line` of every item is the line the mail begins on. */
export type ReadMail = { identity: MailIdentity; items: SourceItem[] }

/**
 * What tells a mail from every other, wherever it lies: its own number with its sender and its date; without a number
 * its sender, its date to the second, how long its words are and how they begin. Null where it has neither: then two
 * that are alike may be two.
 */
export function tellMail({ identity, items }: ReadMail): string | null {
  const { messageId, from, date } = identity
  if (messageId !== '') return [messageId, from, date].join('\n')
  const words = items.flatMap((item) => (item.kind === 'passage' ? [item.text] : [])).join('\n\n')
  if (from === '' || date === '' || words === '') return null
  return ['', from, date, words.length, words.slice(0, 300)].join('\n')
}

/**
 * Reads one mail, given as bytes in a string (one character a byte). Gives passages (the sender's own words, each with
 * the question it answers), and what is no words of the sender's: a notice for what a program sent, a line not
 * understood for a mail of somebody else's that was sent on.
 */
export async function readMail(raw: string, line: number): Promise<ReadMail> {
  const { text, isFlowed, delSp } = takeOffFlowed(raw)
  let mail: Email
  try {
    mail = await PostalMime.parse(Buffer.from(text, 'latin1'), {
      forceRfc822Attachments: true,
      maxNestingDepth: 60,
      maxHeadersSize: 1024 * 1024,
    })
  } catch {
    const head = raw.slice(0, 300).trim()
    const items: SourceItem[] = head === '' ? [] : [{ kind: 'not-understood', text: head, line }]
    return { identity: { messageId: '', from: '', date: '' }, items }
  }
  const header = (key: string): string => mail.headers.find((one) => one.key === key)?.value.trim() ?? ''
  const label = readSender(mail, header)
  const at = readDate(header('date'))
  const identity = {
    messageId: header('message-id'),
    from: mail.from?.address?.toLowerCase() ?? '',
    date: header('date'),
  }
  const parts = readParts(mail, { isFlowed, delSp })
  const attachments = mail.attachments
    .filter((one) => one.mimeType !== 'text/calendar' && !(one.related && one.mimeType.startsWith('image/')))
    .map((one) => one.filename ?? one.description ?? one.mimeType)
  const subject = mail.subject?.trim() ?? ''
  const own = parts.own.map((one) => one.text).join('\n\n')

  const reason = readReason(mail, header, subject)
  if (reason !== null) {
    const shown = [subject, own].filter((one) => one !== '').join('\n') || identity.from || reason
    const said = own === '' ? undefined : { label, text: own, at }
    return { identity, items: [{ kind: 'notice', text: shown, reason, line, ...(said && { said }) }] }
  }

  const items: SourceItem[] = parts.own.map((one, index) => ({
    kind: 'passage',
    label,
    text: one.text,
    at,
    line,
    ...(one.context !== undefined && { context: one.context }),
    // They came with the mail as a whole: with its first words.
    ...(index === 0 && attachments.length > 0 && { attachments }),
  }))
  for (const signature of parts.signatures) {
    items.push({
      kind: 'notice',
      reason: 'signature',
      text: signature,
      line,
      said: { label, text: signature, at },
    })
  }
  if (parts.forwarded !== null && parts.forwarded.text !== '')
    items.push(writeForwarded(parts.forwarded, line))
  for (const inner of mail.attachments.filter((one) => one.mimeType === 'message/rfc822')) {
    items.push(...(await readInner(inner.content, line)))
  }
  if (items.length === 0) {
    const shown = [subject, ...attachments].filter((one) => one !== '').join('\n') || identity.from || '…'
    items.push({ kind: 'notice', reason: attachments.length > 0 ? 'media' : 'no-words', text: shown, line })
  }
  return { identity, items }
}

/**
 * `format=flowed` is read by us (email-lines.ts): the library joins a quoted line with the answer below it when the
 * quoted one ends in a space, which takes the answer away from who gave it.
 */
function takeOffFlowed(raw: string): { text: string; isFlowed: boolean; delSp: boolean } {
  let isFlowed = false
  let delSp = false
  const text = raw.replace(/^(?:content-type:|[ \t]).*$/gim, (line) =>
    line.replace(/format="?flowed"?|delsp="?yes"?/gi, (parameter) => {
      if (/^f/i.test(parameter)) isFlowed = true
      else delSp = true
      return 'x-was="flowed"'
    }),
  )
  return isFlowed ? { text, isFlowed, delSp } : { text: raw, isFlowed, delSp }
}

/**
 * HTML first: who is quoted stands in its structure, and its paragraphs are whole. Plain text when there is no HTML, or
 * when the HTML holds nothing of the sender's and the plain text does.
 */
function readParts(mail: Email, flowed: { isFlowed: boolean; delSp: boolean }): MailParts {
  const plain = (): MailParts => partMail(readPlainLines(mail.text ?? '', flowed))
  if (mail.html === undefined) return plain()
  const html = partMail(unquotePlain(readHtmlLines(mail.html)))
  if (html.own.length > 0 || html.forwarded !== null || mail.text === undefined) return html
  return plain()
}

/** Programs that turn plain text into HTML leave its `>` marks standing in it. */
function unquotePlain(lines: readonly MailLine[]): MailLine[] {
  return lines.map((line) => {
    const marks = /^(?:>\s?)+/.exec(line.text)
    if (line.depth > 0 || marks === null) return line
    return { ...line, text: line.text.slice(marks[0].length), depth: marks[0].replace(/\s/g, '').length }
  })
}

/**
 * `Sam Jones <sam@example.org>`, or the address alone. A list that sends in its own name ("Sam via Peer group") says
 * elsewhere who wrote; its own address names nobody.
 */
function readSender(mail: Email, header: (key: string) => string): string | null {
  const from = mail.from
  if (from === undefined || from.group !== undefined) return null
  const name = cleanName(from.name, from.address)
  if (header('list-id') !== '' && /\bvia\b/i.test(name)) {
    const original = /([^<\s]+@[^>\s]+)/.exec(header('x-original-from') || header('x-original-sender'))?.[1]
    const own = cleanName(name.replace(/\s+via\s.*$/i, ''), '')
    if (original !== undefined) return writeLabel(own, original)
    return own || null
  }
  return writeLabel(name, from.address)
}

function writeLabel(name: string, address: string): string | null {
  const plain = address.trim().toLowerCase()
  if (name === '') return plain || null
  return plain === '' ? name : `${name} <${plain}>`
}

function cleanName(name: string, address: string): string {
  const plain = name
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/^['"\s<]+|['"\s>]+$/g, '')
    .replace(/[<>]/g, '')
    .slice(0, 120)
  return plain.toLowerCase() === address.trim().toLowerCase() ? '' : plain
}

/** The wall clock of whoever wrote: `Tue, 12 Nov 2024 09:16:02 +0000 (GMT)` without its zone. */
function readDate(value: string): string | null {
  const plain = value.replace(/\(.*?\)/g, '').trim()
  return readWhen(plain.slice(0, 60), 'day-month')
}

const isNoticeOf = (value: string, words: RegExp): boolean => value !== '' && words.test(value)

/** Why a mail is a program's and not somebody's, or null. */
function readReason(mail: Email, header: (key: string) => string, subject: string): NoticeReason | null {
  const type = header('content-type').toLowerCase()
  if (type.startsWith('multipart/report')) return /disposition-notification/.test(type) ? 'receipt' : 'bounce'
  const sender = mail.from?.address?.toLowerCase() ?? ''
  if (header('x-failed-recipients') !== '' || /^(?:mailer-daemon|postmaster)@/.test(sender)) return 'bounce'
  if (
    isNoticeOf(header('auto-submitted'), /^auto-(?:replied|generated|notified)/i) ||
    isNoticeOf(header('precedence'), /^auto_?reply/i) ||
    header('x-autoreply') !== '' ||
    header('x-autorespond') !== '' ||
    isAutomaticSubject(subject)
  ) {
    return 'auto-reply'
  }
  if (type.startsWith('text/calendar')) return 'invitation'
  if (mail.attachments.some((one) => one.mimeType === 'text/calendar' && one.method)) return 'invitation'
  return null
}

function writeForwarded(forwarded: NonNullable<MailParts['forwarded']>, line: number): SourceItem {
  const { text } = forwarded
  const at = forwarded.when === null ? null : readWhen(forwarded.when.slice(0, 60), 'day-month')
  return { kind: 'not-understood', text, line, said: { label: readInnerLabel(forwarded.from), text, at } }
}

/** "Sam Jones <sam@example.org>", "Sam Jones [mailto:sam@example.org]", "Sam Jones". */
function readInnerLabel(from: string | null): string | null {
  if (from === null) return null
  const address = /([^\s<>[\]():;"]+@[^\s<>[\]():;"]+)/.exec(from)?.[1] ?? ''
  const name = from.replace(/[<[(].*$/, '').replace(/^\*|\*$/g, '')
  return writeLabel(cleanName(name.includes('@') ? '' : name, address), address)
}

/** A mail that came along whole: somebody else's words, which nobody shows until a listener says so. */
async function readInner(content: ArrayBuffer | Uint8Array | string, line: number): Promise<SourceItem[]> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as Uint8Array)
  if (bytes.length > 2_000_000) return []
  const mail = await PostalMime.parse(bytes, { maxRfc822NestingDepth: 0, maxNestingDepth: 60 }).catch(
    () => null,
  )
  if (mail === null) return []
  const header = (key: string): string => mail.headers.find((one) => one.key === key)?.value.trim() ?? ''
  const text = readParts(mail, { isFlowed: false, delSp: false })
    .own.map((one) => one.text)
    .join('\n\n')
  if (text === '') return []
  const said = { label: readSender(mail, header), text, at: readDate(header('date')) }
  return [{ kind: 'not-understood', text, line, said }]
}
