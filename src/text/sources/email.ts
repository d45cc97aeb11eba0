import { keepString, splitLines } from './lines.ts'
import { readMail, tellMail, type ReadMail } from './email-message.ts'
import { SourceTooLong, type SourceItem, type SourceParser } from './source.ts'

/** Takes bytes, as strings of one character a byte (`latin1`), because every part of a mail has an encoding of its own. */
export interface MailParser extends SourceParser {
  readonly takes: 'bytes'
  push(chunk: string): Promise<SourceItem[]>
  end(): Promise<SourceItem[]>
}

/**
 * Most of one mail that is kept while it is read, in bytes, without what is attached: attached files are passed over as
 * they come, so a mail with a film weighs what its words weigh.
 */
const mostOfOneMail = 20_000_000

/** The line an mbox puts before each mail: `From sam@example.org Tue Nov 12 09:16:02 2024`. */
const separator = /^From \S+ +\w{3} \w{3} +\d{1,2} \d\d:\d\d(?::\d\d)?\b.*\d{4}/

export function isMboxSeparator(line: string): boolean {
  return separator.test(line)
}

/**
 * Reads one mail (`.eml`) or a box of them (`.mbox`: mboxo, mboxrd, and what Gmail, Thunderbird and Apple Mail write).
 * A mail that stands in the box twice (Gmail writes one for each of its labels) is read once. Throws `SourceTooLong`.
 */
export function parseEmail(): MailParser {
  const seen = new Set<string>()
  const nameAlike = makeNameAlike()
  let waiting: { raw: string; line: number }[] = []
  let mail: MailCollector | null = null
  let isBox: boolean | null = null
  let wasBlank = true

  const finish = (): void => {
    if (mail !== null && !mail.isEmpty()) waiting.push({ raw: mail.end(), line: mail.line })
    mail = null
  }
  const lines = splitLines((line, number) => {
    if (isBox === null) {
      if (line.trim() === '') return
      isBox = isMboxSeparator(line)
    }
    if (isBox && wasBlank && isMboxSeparator(line)) {
      finish()
      mail = new MailCollector(number)
      wasBlank = false
      return
    }
    wasBlank = line === ''
    mail ??= new MailCollector(number)
    // mboxrd: a line of words that begins with "From " came with a mark before it.
    mail.take(isBox && /^>+From /.test(line) ? line.slice(1) : line)
  })
  const handOver = async (): Promise<SourceItem[]> => {
    const items: SourceItem[] = []
    const ready = waiting
    waiting = []
    for (const { raw, line } of ready) {
      const read = await readMail(raw, line)
      const mail = tellMail(read)
      if (mail !== null && seen.has(mail)) continue
      if (mail !== null) seen.add(mail)
      items.push(...nameAlike(read.items).map((item) => (mail === null ? item : { ...item, mail })))
    }
    return items
  }
  return {
    takes: 'bytes',
    async push(chunk) {
      lines.push(chunk)
      return handOver()
    },
    async end() {
      lines.end()
      finish()
      return handOver()
    },
  }
}

/**
 * Reads one mail whose bytes come in pieces, as strings of one character a byte. For mails that come one by one (a
 * mailbox on a server). Throws `SourceTooLong`.
 */
export function parseOneMail(): { push: (chunk: string) => void; end: () => Promise<ReadMail> } {
  const mail = new MailCollector(1)
  const lines = splitLines((line) => mail.take(line))
  return {
    push: (chunk) => lines.push(chunk),
    end: () => {
      lines.end()
      return readMail(mail.end(), 1)
    },
  }
}

/**
 * One label for each address in one source, the first it came with: `Sam <sam@example.org>` and `S. Jones
 * <sam@example.org>` are one person, and no reader of labels has to know it.
 */
export function makeNameAlike(): (items: readonly SourceItem[]) => SourceItem[] {
  const known = new Map<string, string>()
  const alike = (label: string | null): string | null => {
    const address = /<?([^\s<>]+@[^\s<>]+)>?$/.exec(label ?? '')?.[1]
    if (label === null || address === undefined) return label
    const first = known.get(address)
    if (first === undefined) known.set(keepString(address), keepString(label))
    return first ?? label
  }
  return (items) =>
    items.map((item): SourceItem => {
      if (item.kind === 'passage') return { ...item, label: alike(item.label) }
      return item.said ? { ...item, said: { ...item.said, label: alike(item.said.label) } } : item
    })
}

/** Gathers the lines of one mail and passes over what is attached to it. */
class MailCollector {
  readonly line: number
  #pieces: string[] = []
  #length = 0
  #boundaries = new Set<string>()
  #header = ''
  #isInHeader = true
  #isPassedOver = false

  constructor(line: number) {
    this.line = line
  }

  isEmpty(): boolean {
    return this.#pieces.every((piece) => piece.trim() === '')
  }

  take(line: string): void {
    if (line.startsWith('--') && this.#boundaries.size > 0) {
      const name = line.slice(2).trimEnd()
      if (this.#boundaries.has(name) || this.#boundaries.has(name.replace(/--$/, ''))) {
        this.#isPassedOver = false
        this.#isInHeader = true
        this.#header = ''
        return this.#keep(line)
      }
    }
    if (this.#isInHeader) {
      if (line === '') {
        this.#isInHeader = false
        this.#readHeader()
      } else if (this.#header.length < 100_000) {
        this.#header += /^[ \t]/.test(line) ? ` ${line.trim()}` : `\n${line}`
      }
      return this.#keep(line)
    }
    if (!this.#isPassedOver) this.#keep(line)
  }

  end(): string {
    return this.#pieces.join('\r\n')
  }

  #readHeader(): void {
    const type = /^content-type:\s*(.*)$/im.exec(this.#header)?.[1] ?? 'text/plain'
    const boundary = /boundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/i.exec(type)
    const name = boundary?.[1] ?? boundary?.[2]
    if (name !== undefined && this.#boundaries.size < 200) this.#boundaries.add(name.trimEnd())
    const isWords = /^(?:text\/(?:plain|html|calendar|enriched)|multipart\/|message\/)/i.test(type)
    const isAttached = /^content-disposition:\s*attachment/im.test(this.#header) && !/^message\//i.test(type)
    this.#isPassedOver = !isWords || (isAttached && !/^text\/calendar/i.test(type))
  }

  #keep(line: string): void {
    this.#length += line.length + 2
    if (this.#length > mostOfOneMail) throw new SourceTooLong(this.line)
    this.#pieces.push(line)
  }
}
