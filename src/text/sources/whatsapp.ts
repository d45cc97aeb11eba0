import { parseLines } from './line-parser.ts'
import { cleanLabel, isBlank, keepString, splitLines, trimMarks } from './lines.ts'
import { asWords, LONGEST_ITEM, SourceTooLong } from './source.ts'
import type { NoticeReason, SourceItem, TextParser } from './source.ts'
import { makeHeader, readHeader } from './whatsapp-header.ts'
import type { WhatsappHeader, WhatsappStyle } from './whatsapp-header.ts'
import {
  classifyProgramLine,
  findFile,
  findMediaAfterWords,
  findNoticeReason,
  isDocumentLine,
  isPlainGroupNotice,
  isStartOfGroupNotice,
  mayBeSender,
  withoutEditedMark,
} from './whatsapp-notices.ts'

/** How one export writes its lines; decided once for the whole file by `surveyWhatsapp`. */
export interface WhatsappDialect {
  style: WhatsappStyle
  dayMonth: 'day-month' | 'month-day' | 'year-month'
  /**
   * `seen`: a number over 12, a year of four digits in front, dots between the numbers, or the date in a file's name
   * leaves one reading. `order`: only one
   * reading keeps the dates ascending. `assumed`: nothing tells; British day-month.
   */
  dayMonthEvidence: 'seen' | 'order' | 'assumed'
  clock: '12h' | '24h'
  /** Lines that start a message */
  messages: number
  /** What every line that starts a message has in common; a line with another shape is somebody's words */
  shape: number
}

interface Tally {
  header: Pick<WhatsappHeader, 'style' | 'hasClockOf12' | 'isYearFirst' | 'hasDots'>
  lines: number
  onlyDayMonth: number
  onlyMonthDay: number
  lastDayMonth: number
  lastMonthDay: number
  backwardsDayMonth: number
  backwardsMonthDay: number
  lastYearMonth: number
  backwardsYearMonth: number
}

const datedFile = /-20\d\d(?:(\d\d)(\d\d)-WA|-(\d\d)-(\d\d)-\d\d-)/

/**
 * First pass over an export: how it writes dates and times. An export is written in one go by one phone,
 * so the commonest shape is the file's; other lines that look like a header were typed or pasted.
 */
export function surveyWhatsapp(): { push(chunk: string): void; end(): WhatsappDialect } {
  const header = makeHeader()
  const tallies = new Map<number, Tally>()
  const lines = splitLines((line) => {
    if (readHeader(line, header) === -1) return
    const [first, second, third] = header.numbers
    let tally = tallies.get(header.shape)
    if (tally === undefined) {
      tally = {
        header: {
          style: header.style,
          hasClockOf12: header.hasClockOf12,
          isYearFirst: header.isYearFirst,
          hasDots: header.hasDots,
        },
        lines: 0,
        onlyDayMonth: 0,
        onlyMonthDay: 0,
        lastDayMonth: 0,
        lastMonthDay: 0,
        backwardsDayMonth: 0,
        backwardsMonthDay: 0,
        lastYearMonth: 0,
        backwardsYearMonth: 0,
      }
      tallies.set(header.shape, tally)
    }
    tally.lines += 1
    if (header.isYearFirst) return
    if (first > 12 && second <= 12) tally.onlyDayMonth += 1
    else if (second > 12 && first <= 12) tally.onlyMonthDay += 1
    else if (first !== second && line.indexOf('-20') !== -1) {
      // WhatsApp dates the names of files itself: `IMG-20241112-WA0001.jpg`, `00000012-AUDIO-2024-11-12-09-15-40.opus`.
      const dated = datedFile.exec(line)
      const month = Number(dated?.[1] ?? dated?.[3])
      const day = Number(dated?.[2] ?? dated?.[4])
      if (month === second && day === first) tally.onlyDayMonth += 1
      else if (month === first && day === second) tally.onlyMonthDay += 1
    }
    const dayMonth = third * 10_000 + second * 100 + first
    const monthDay = third * 10_000 + first * 100 + second
    if (dayMonth < tally.lastDayMonth) tally.backwardsDayMonth += 1
    if (monthDay < tally.lastMonthDay) tally.backwardsMonthDay += 1
    const yearMonth = third < 100 && second <= 12 ? first * 10_000 + second * 100 + third : -1
    if (yearMonth < tally.lastYearMonth) tally.backwardsYearMonth += 1
    tally.lastYearMonth = yearMonth
    tally.lastDayMonth = dayMonth
    tally.lastMonthDay = monthDay
  })
  return {
    push: lines.push,
    end() {
      lines.end()
      let shape = -1
      let most: Tally | null = null
      for (const [each, tally] of tallies) {
        if (most === null || tally.lines > most.lines) {
          shape = each
          most = tally
        }
      }
      return {
        style: most?.header.style ?? 'dash',
        clock: most?.header.hasClockOf12 === true ? '12h' : '24h',
        messages: most?.lines ?? 0,
        shape,
        ...decideDayMonth(most),
      }
    },
  }
}

function decideDayMonth(tally: Tally | null): Pick<WhatsappDialect, 'dayMonth' | 'dayMonthEvidence'> {
  if (tally === null) return { dayMonth: 'day-month', dayMonthEvidence: 'assumed' }
  if (tally.header.isYearFirst) return { dayMonth: 'year-month', dayMonthEvidence: 'seen' }
  // `24/11/30, 24/12/01`: years of two digits in front, which no number over 12 would tell from days.
  if (tally.backwardsYearMonth === 0 && tally.backwardsDayMonth > 0 && tally.backwardsMonthDay > 0) {
    return { dayMonth: 'year-month', dayMonthEvidence: 'order' }
  }
  if (tally.onlyDayMonth > tally.onlyMonthDay) return { dayMonth: 'day-month', dayMonthEvidence: 'seen' }
  if (tally.onlyMonthDay > tally.onlyDayMonth) return { dayMonth: 'month-day', dayMonthEvidence: 'seen' }
  // No country writes the month first and parts it by dots.
  if (tally.header.hasDots) return { dayMonth: 'day-month', dayMonthEvidence: 'seen' }
  if (tally.backwardsMonthDay > 0 && tally.backwardsDayMonth === 0) {
    return { dayMonth: 'day-month', dayMonthEvidence: 'order' }
  }
  if (tally.backwardsDayMonth > 0 && tally.backwardsMonthDay === 0) {
    return { dayMonth: 'month-day', dayMonthEvidence: 'order' }
  }
  return { dayMonth: 'day-month', dayMonthEvidence: 'assumed' }
}

/** A hostile file could give every line a label of its own; past this many the memory of them is emptied. */
const mostLabels = 10_000

/**
 * Second pass: messages, notices and what could not be understood. Lines after a header and before the
 * next belong to that message. Two items can come from one message: a caption and the mark of its file
 * are a passage and a notice, since one is the person's and the other the program's.
 * Throws `SourceTooLong`.
 */
export function parseWhatsapp(dialect: WhatsappDialect): TextParser {
  const header = makeHeader()
  const names = new Map<string, string | null>()
  const twoDigits = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'))
  const items: SourceItem[] = []

  let isOpen = false
  let label: string | null = null
  /** What a listener may take for the sender of a line that we took for the program's */
  let maybeLabel: string | null = null
  let maybeText: string | null = null
  let hasSender = false
  let at = ''
  let line = 0
  /** The line as it stands, for a message of nothing */
  let opener = ''
  let first = ''
  let more = ''
  let moreLine = 0
  /** Sender of the notice about encryption: on iOS the group's own name stands there. */
  let groupName: string | null = null

  let dateNumbers: [number, number, number] = [-1, -1, -1]
  let date: string | null = null

  /** Neighbouring messages mostly share their day, so the last date is kept. */
  const dateOf = (numbers: [number, number, number]): string | null => {
    if (numbers[0] !== dateNumbers[0] || numbers[1] !== dateNumbers[1] || numbers[2] !== dateNumbers[2]) {
      dateNumbers = [numbers[0], numbers[1], numbers[2]]
      date = writeDate(numbers, dialect.dayMonth)
    }
    return date
  }

  const takeLine = (text: string, number: number): void => {
    const rest = readHeader(text, header)
    const day = rest === -1 || header.shape !== dialect.shape ? null : dateOf(header.numbers)
    if (day === null) {
      takeContinuation(text, number)
      return
    }
    finishMessage()
    isOpen = true
    maybeLabel = null
    maybeText = null
    line = number
    opener = text
    at = `${day}T${twoDigits[header.hour]}:${twoDigits[header.minute]}:${twoDigits[header.second]}`
    let colon = text.indexOf(': ', rest)
    if (colon === -1 && text.charCodeAt(text.length - 1) === 58) colon = text.length - 1
    if (colon !== -1) {
      const raw = text.slice(rest, colon)
      let name = names.get(raw)
      if (name === undefined) {
        name = isStartOfGroupNotice(raw) || isMarkedLine(raw) ? null : keepString(cleanLabel(raw))
        if (names.size >= mostLabels) names.clear()
        names.set(keepString(raw), name)
      }
      if (name !== null) {
        hasSender = true
        label = name === '' ? null : name
        first = text.slice(colon + 2)
        return
      }
      if (mayBeSender(raw)) {
        maybeLabel = cleanLabel(raw) || null
        maybeText = text.slice(colon + 2)
      }
    }
    hasSender = false
    label = null
    first = text.slice(rest)
  }

  const takeContinuation = (text: string, number: number): void => {
    if (!isOpen) {
      if (isBlank(text)) return
      const words = trimMarks(text)
      items.push({ kind: 'not-understood', text: words, line: number, said: asWords(words) })
      return
    }
    if (moreLine === 0) {
      if (isBlank(text)) {
        more += '\n'
        return
      }
      moreLine = number
    }
    more += `\n${text.charCodeAt(0) === 0x200e ? text.slice(1) : text}`
    if (first.length + more.length > LONGEST_ITEM) throw new SourceTooLong(line)
  }

  const finishMessage = (): void => {
    if (!isOpen) return
    isOpen = false
    if (moreLine === 0) more = ''
    const opening = trimMarks(first)
    const continued = more
    const continuedLine = moreLine
    const isMarked = isMarkedLine(first)
    more = ''
    moreLine = 0
    if (opening === '' && continued === '') {
      items.push({ kind: 'notice', text: trimMarks(opener), reason: 'system', line })
      return
    }
    if (!hasSender || isMarked) {
      giveNotice(classifyProgramLine(opening), opening, continued, continuedLine)
      return
    }
    const reason = findNoticeReason(opening)
    if (reason !== null) {
      giveNotice(reason, opening, continued, continuedLine)
      return
    }
    if (label !== null && label === groupName && isPlainGroupNotice(opening)) {
      giveNotice(classifyProgramLine(opening), opening, continued, continuedLine)
      return
    }
    if (first.indexOf('\u200e') > 0 && giveWordsAndMark(opening, continued, continuedLine)) return
    givePassage(continued === '' ? first : first + continued, line)
  }

  const giveNotice = (
    reason: NoticeReason,
    opening: string,
    continued: string,
    continuedLine: number,
  ): void => {
    if (reason === 'encryption' && groupName === null) groupName = label
    if (hasSender && reason === 'media') {
      giveMedia(opening, findFile(opening), continued, continuedLine)
      return
    }
    const text = trimMarks(opening + continued)
    const said =
      maybeText === null
        ? { label, text, at }
        : { label: maybeLabel, text: trimMarks(maybeText + continued), at }
    items.push({ kind: 'notice', text, reason, line, said })
  }

  /** A file named with words under it goes with them; one without, or without a name, is a notice. */
  const giveMedia = (mark: string, file: string | null, caption: string, captionLine: number): void => {
    if (file !== null && trimMarks(caption) !== '') {
      givePassage(caption, line, [file])
      return
    }
    const attachments = file === null ? undefined : [file]
    const said = { label, text: '', at, ...(attachments && { attachments }) }
    items.push({ kind: 'notice', text: mark, reason: 'media', line, said })
    givePassage(caption, captionLine)
  }

  const givePassage = (text: string, from: number, attachments?: string[]): void => {
    if (text === '') return
    const words = trimMarks(withoutEditedMark(trimMarks(text)))
    if (words === '') {
      const said = { label, text: '', at, ...(attachments && { attachments }) }
      items.push({ kind: 'notice', text: trimMarks(text), reason: 'system', line: from, said })
      return
    }
    if (attachments === undefined) items.push({ kind: 'passage', label, text: words, at, line: from })
    else items.push({ kind: 'passage', label, text: words, at, line: from, attachments })
  }

  const giveWordsAndMark = (opening: string, continued: string, continuedLine: number): boolean => {
    if (isDocumentLine(opening)) {
      const mark = findMediaAfterWords(opening)
      giveMedia(opening, mark?.file ?? null, continued, continuedLine)
      return true
    }
    const parts = findMediaAfterWords(opening)
    if (parts === null) return false
    if (parts.file !== null) {
      givePassage(parts.words + continued, line, [parts.file])
      return true
    }
    givePassage(parts.words + continued, line)
    items.push({
      kind: 'notice',
      text: parts.mark,
      reason: 'media',
      line,
      said: { label, text: '', at },
    })
    return true
  }

  return parseLines(items, takeLine, finishMessage)
}

/** iOS puts U+200E in front of everything it writes itself; before it, in a chat from right to left, may stand U+200F. */
function isMarkedLine(text: string): boolean {
  const first = text.charCodeAt(0)
  return first === 0x200e || (first === 0x200f && text.charCodeAt(1) === 0x200e)
}

/** `2024-11-12`, or null when the numbers are no date in this reading. Years of two digits are 2000-2099. */
function writeDate(
  numbers: [number, number, number],
  dayMonth: 'day-month' | 'month-day' | 'year-month',
): string | null {
  const [first, second, third] = numbers
  const [year, month, day] =
    dayMonth === 'year-month'
      ? [first, second, third]
      : dayMonth === 'month-day'
        ? [third, first, second]
        : [third, second, first]
  if (month < 1 || month > 12 || day < 1 || day > 31) return null
  const fullYear = year < 100 ? 2000 + year : year
  if (fullYear < 2009 || fullYear > 2100) return null
  return `${fullYear}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
