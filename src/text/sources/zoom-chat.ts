import { parseLines } from './line-parser.ts'
import { isBlank, trimMarks } from './lines.ts'
import { asWords, LONGEST_ITEM, SourceTooLong } from './source.ts'
import type { SourceItem, TextParser } from './source.ts'
import { rememberNames } from './speakers.ts'

/** `00:03:55⇥Manu:⇥text`, as it lies beside a recording in the cloud: the time is an offset. */
const cloudLine = /^(\d{1,3}:\d\d:\d\d)\t ?([^\t]{1,200}?)\s*:\t(.*)$/s
/** `09:15:02 From Manu to Everyone: text`, as saved from a computer; the oldest have no `to`. */
const savedLine = /^(?:(\d{4})-(\d\d)-(\d\d)[ T])?(\d{1,3}:\d\d:\d\d)\s+(?:From|Von|De|Da|Gan|من)\s+(.*)$/s
const toSomebody =
  /^([^:]{1,200}?)\s+(?:to|an|a|à|at|إلى)\s+([^:]{1,200}?)\s*(\((?:Direct Message|Privately|Direktnachricht|Privat|Mensaje directo|En privado|Message direct|En privé|Privé)\))?\s*:(?:\s|$)(.*)$/is
const toAll = /^(.{1,200}?)\s*:(?:\s|$)(.*)$/s
/** Those who are many. Anybody else was written to alone, whether the line says so or not. */
const everybody =
  /^(?:everyone(?: in .*)?|all(?: .*)?|hosts? and panelists.*|panelists.*|waiting room.*|.* participants|meeting group chat|.*\bgroup|alle(?: .*)?|todos(?: .*)?|tout le monde(?: .*)?|tous(?: .*)?|pawb|الجميع)$/is
/** The same in a line that lies beside a recording. */
const privateLabel = /^(.{1,200}?)\s+to\s+.{1,200}?\s*\((?:Direct Message|Privately)\)$/is

const reaction = /^(?:Reacted to ["“][^]*["”] with \S[^\n]*|Removed an? \S[^\n]* reaction from ["“][^]*["”])$/
const replyStart = /^Replying to ["“]/
const replyLine = /^Replying to ["“][^]*?["”][ \t]*(?=\n|$)/

/** The chat opens within this many seconds when its times count from the start of a recording. */
const latestFirstOffset = 2 * 3600

interface Message {
  label: string | null
  at: string | null
  line: number
  text: string
  isPrivate: boolean
}

/** True when a line starts a message in one of the forms Zoom saves. */
export function isZoomChatLine(line: string): boolean {
  return cloudLine.test(line) || savedLine.test(line)
}

/**
 * Zoom's `chat.txt`, from the cloud or saved on a computer. Reactions are notices; `Replying to "…"` is a
 * notice of its own line and the answer below it the passage, so that words of somebody else never stand
 * among a person's. Messages to one person are notices (`private`): they were not said to the call.
 * `at` is an offset (`00:03:55`) for recordings, a local date-time where the line has a date, and null where
 * it is only a time of day: without its date that would be read as an offset.
 * Throws `SourceTooLong`.
 */
export function parseZoomChat(): TextParser {
  const items: SourceItem[] = []
  let open: Message | null = null
  let isTimeOfDay: boolean | null = null
  const nameOf = rememberNames()

  const readMessage = (line: string, number: number): Message | null => {
    const code = line.charCodeAt(0)
    if (code < 48 || code > 57) return null
    const cloud = cloudLine.exec(line)
    if (cloud !== null) {
      const alone = privateLabel.exec(cloud[2] ?? '')
      return {
        label: nameOf(alone?.[1] ?? cloud[2] ?? ''),
        at: writeOffset(cloud[1] ?? ''),
        line: number,
        text: cloud[3] ?? '',
        isPrivate: alone !== null,
      }
    }
    const saved = savedLine.exec(line)
    if (saved === null) return null
    const rest = saved[5] ?? ''
    const direct = toSomebody.exec(rest)
    const [name, text] = direct === null ? (toAll.exec(rest)?.slice(1, 3) ?? []) : [direct[1], direct[4]]
    if (name === undefined || text === undefined) return null
    const time = writeOffset(saved[4] ?? '')
    isTimeOfDay ??= toSeconds(time) > latestFirstOffset
    const at =
      saved[1] !== undefined ? `${saved[1]}-${saved[2]}-${saved[3]}T${time}` : isTimeOfDay ? null : time
    const isPrivate = direct !== null && (direct[3] !== undefined || !everybody.test(direct[2] ?? ''))
    return { label: nameOf(name), at, line: number, text, isPrivate }
  }

  const finish = (): void => {
    if (open === null) return
    const { label, at, line, text, isPrivate } = open
    open = null
    const words = trimMarks(text)
    const first = text.slice(0, text.length - text.trimStart().length).split('\n').length - 1
    if (words === '') {
      items.push({ kind: 'notice', text: `${label ?? ''}:`, reason: 'system', line })
      return
    }
    if (isPrivate || reaction.test(words)) {
      const reason = isPrivate ? 'private' : 'reaction'
      items.push({ kind: 'notice', text: words, reason, line, said: { label, text: words, at } })
      return
    }
    const reply = replyStart.test(words) ? replyLine.exec(words) : null
    if (reply === null) {
      items.push({ kind: 'passage', label, text: words, at, line })
      return
    }
    const quoted = trimMarks(reply[0])
    items.push({ kind: 'notice', text: quoted, reason: 'reaction', line, said: { label, text: quoted, at } })
    const after = words.slice(reply[0].length)
    const answer = trimMarks(after)
    if (answer === '') return
    const blanks = after.slice(0, after.indexOf(answer))
    const below = first + countLines(reply[0]) + countLines(blanks)
    items.push({ kind: 'passage', label, text: answer, at, line: line + below })
  }

  return parseLines(
    items,
    (line, number) => {
      const message = readMessage(line, number)
      if (message !== null) {
        finish()
        open = message
        return
      }
      if (open === null) {
        if (isBlank(line)) return
        const words = trimMarks(line)
        items.push({ kind: 'not-understood', text: words, line: number, said: asWords(words) })
        return
      }
      open.text += `\n${line.charCodeAt(0) === 9 ? line.slice(1) : line}`
      if (open.text.length > LONGEST_ITEM) throw new SourceTooLong(open.line)
    },
    finish,
  )
}

function countLines(text: string): number {
  return text.split('\n').length - 1
}

function writeOffset(time: string): string {
  return time.length === 7 ? `0${time}` : time
}

function toSeconds(time: string): number {
  const [hours, minutes, seconds] = time.split(':')
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
}
