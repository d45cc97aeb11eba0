import { isMark, isSpace } from './lines.ts'

/**
 * What stands before the sender in an exported line. One object is reused for every line of a file:
 * an allocation for each line is what makes the difference between fast and slow here.
 */
export interface WhatsappHeader {
  /** Which phone wrote it: `[…]` iOS, `… - ` Android, `…: ` iOS before 2016 */
  style: WhatsappStyle
  /** One number for everything that is the same on every line of one export */
  shape: number
  numbers: [number, number, number]
  isYearFirst: boolean
  /** Dots part the numbers of the date */
  hasDots: boolean
  hour: number
  minute: number
  second: number
  hasClockOf12: boolean
}

export type WhatsappStyle = 'bracket' | 'dash' | 'colon'

export function makeHeader(): WhatsappHeader {
  return {
    style: 'dash',
    shape: -1,
    numbers: [0, 0, 0],
    isYearFirst: false,
    hasDots: false,
    hour: 0,
    minute: 0,
    second: 0,
    hasClockOf12: false,
  }
}

/** Morning (0) or afternoon (12) as phones write it, without dots, spaces and marks. */
const halfOfDay = new Map<string, 0 | 12>([
  ['am', 0],
  ['pm', 12],
  ['a', 0],
  ['p', 12],
  ['ص', 0],
  ['م', 12],
  ['صباحا', 0],
  ['مساء', 12],
  ['morgens', 0],
  ['vorm', 0],
  ['vormittags', 0],
  ['mittags', 12],
  ['nachm', 12],
  ['nachmittags', 12],
  ['abends', 12],
  ['nachts', 0],
  ['yb', 0],
  ['yh', 12],
])

/** Small words some phones write between date and time. */
const betweenDateAndTime = ['at ', 'um ', 'à ', 'a las ', 'a la ', 'am ', 'klo ', 'kl. ', 'às ']

/**
 * Reads the date and time at the start of an exported line into `into` and returns where the sender
 * starts, or -1 when the line does not start like one. Checks ranges that hold in every reading of the
 * date; which number is the day is the caller's to decide. Digits may be European, Arabic or Persian.
 */
export function readHeader(line: string, into: WhatsappHeader): number {
  const length = line.length
  let i = 0
  while (i < length && isMark(line.charCodeAt(i))) i += 1
  const hasBracket = line.charCodeAt(i) === 91
  if (hasBracket) i = skipGap(line, i + 1)
  if (toDigit(line.charCodeAt(i)) === -1) return -1

  let separator = 0
  let firstWidth = 0
  for (let group = 0; group < 3; group += 1) {
    let value = 0
    let width = 0
    for (let digit = toDigit(line.charCodeAt(i)); digit !== -1; digit = toDigit(line.charCodeAt(i))) {
      value = value * 10 + digit
      width += 1
      i += 1
      if (width > 4) return -1
    }
    if (width === 0 || width === 3) return -1
    into.numbers[group] = value
    if (group === 0) firstWidth = width
    i = skipMarks(line, i)
    if (group === 2) break
    const code = line.charCodeAt(i)
    if (code !== 47 && code !== 46 && code !== 45) return -1
    if (group === 0) separator = code
    else if (code !== separator) return -1
    i = skipGap(line, i + 1)
  }

  if (line.charCodeAt(i) === 46) i += 1
  const comma = line.charCodeAt(i)
  const hasComma = comma === 44 || comma === 0x060c
  if (hasComma) i += 1
  const beforeTime = i
  i = skipGap(line, i)
  if (i === beforeTime) return -1
  if (toDigit(line.charCodeAt(i)) === -1) {
    const word = betweenDateAndTime.find((each) => line.startsWith(each, i))
    if (word === undefined) return -1
    i = skipGap(line, i + word.length)
  }

  let hour = toDigit(line.charCodeAt(i))
  if (hour === -1) return -1
  i += 1
  const hourUnit = toDigit(line.charCodeAt(i))
  if (hourUnit !== -1) {
    hour = hour * 10 + hourUnit
    i += 1
  }
  let timeSeparator = line.charCodeAt(i)
  if (timeSeparator !== 58 && timeSeparator !== 46) {
    // French Canada writes "09 h 15".
    i = skipGap(line, i)
    timeSeparator = line.charCodeAt(i)
    if (timeSeparator !== 104) return -1
    i = skipGap(line, i + 1) - 1
  }
  const minute = readTwo(line, i + 1)
  if (minute === -1 || minute > 59 || hour > 23) return -1
  i += 3
  let second = 0
  const hasSeconds = line.charCodeAt(i) === timeSeparator && readTwo(line, i + 1) !== -1
  if (hasSeconds) {
    second = readTwo(line, i + 1)
    if (second > 59) return -1
    i += 3
  }

  i = skipGap(line, i)
  let code = line.charCodeAt(i)
  into.hasClockOf12 = false
  if (code !== 93 && code !== 45 && code !== 58 && code !== 0x2013) {
    let name = ''
    const latest = Math.min(length, i + 16)
    while (i < latest && code !== 93 && code !== 45 && code !== 58 && code !== 0x2013) {
      // Without dots, spaces and the vowel signs some Arabic phones write.
      if (code !== 46 && !isSpace(code) && !isMark(code) && (code < 0x064b || code > 0x0652)) name += line[i]
      i += 1
      code = line.charCodeAt(i)
    }
    const half = halfOfDay.get(name.toLowerCase())
    if (half === undefined || hour > 12) return -1
    hour = (hour % 12) + half
    into.hasClockOf12 = true
  }

  let style: WhatsappStyle
  if (hasBracket) {
    if (code !== 93) return -1
    style = 'bracket'
  } else if (code === 45 || code === 0x2013) {
    style = 'dash'
  } else if (code === 58) {
    style = 'colon'
  } else {
    return -1
  }
  i += 1
  if (i < length && !isSpace(line.charCodeAt(i))) return -1
  while (i < length && isSpace(line.charCodeAt(i))) i += 1

  into.style = style
  into.hour = hour
  into.minute = minute
  into.second = second
  into.isYearFirst = firstWidth === 4 || into.numbers[0] > 31
  into.hasDots = separator === 46
  into.shape =
    (style === 'bracket' ? 0 : style === 'dash' ? 1 : 2) +
    (separator === 47 ? 0 : separator === 46 ? 4 : 8) +
    (hasComma ? 16 : 0) +
    (hasSeconds ? 32 : 0) +
    (into.isYearFirst ? 64 : 0) +
    (into.hasClockOf12 ? 128 : 0)
  return i
}

function toDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48
  if (code >= 0x0660 && code <= 0x0669) return code - 0x0660
  if (code >= 0x06f0 && code <= 0x06f9) return code - 0x06f0
  return -1
}

function readTwo(line: string, at: number): number {
  const tens = toDigit(line.charCodeAt(at))
  const units = toDigit(line.charCodeAt(at + 1))
  return tens === -1 || units === -1 ? -1 : tens * 10 + units
}

function skipMarks(line: string, from: number): number {
  let i = from
  while (isMark(line.charCodeAt(i))) i += 1
  return i
}

function skipGap(line: string, from: number): number {
  let i = from
  for (let code = line.charCodeAt(i); isSpace(code) || isMark(code); code = line.charCodeAt(i)) i += 1
  return i
}
