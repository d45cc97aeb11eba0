/** Which number comes first in a date like 12/11/2024. */
export type DayMonthOrder = 'day-month' | 'month-day'

const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/**
 * Reads the forms of date and time that tables hold: Unix milliseconds or seconds (given as UTC), ISO 8601,
 * `12/11/2024 09:16`, `12 November 2024`, `Nov 12, 2024 9:16 PM`, `Wed Jul 27 22:09:49 WIB 2022`. Returns a
 * local date-time without zone (`2024-11-12T09:16:00`; midnight where no time stands), or null. A date that is
 * none in `order` gives null rather than the other reading: one file is read one way.
 */
export function readWhen(cell: string, order: DayMonthOrder): string | null {
  const text = cell.trim()
  if (text === '' || text.length > 60) return null
  if (/^\d{10}(?:\.\d+)?$|^\d{13}$/.test(text)) {
    const date = new Date(text.length === 13 ? Number(text) : Number(text) * 1000)
    return date.toISOString().slice(0, 19)
  }
  const time = readTime(text)
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(text)
  if (iso !== null) return write(Number(iso[1]), Number(iso[2]), Number(iso[3]), time)
  const numeric = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)/.exec(text)
  if (numeric !== null) {
    const [a, b] = [Number(numeric[1]), Number(numeric[2])]
    return write(toYear(numeric[3] ?? ''), order === 'day-month' ? b : a, order === 'day-month' ? a : b, time)
  }
  const dayFirst =
    /^(?:\p{L}{3,9},? )?(\d{1,2})(?:st|nd|rd|th)?[ -](\p{L}{3,9})\.?,?[ -](\d{4}|\d{2})(?!\d)/u.exec(text)
  if (dayFirst !== null)
    return write(toYear(dayFirst[3] ?? ''), toMonth(dayFirst[2] ?? ''), Number(dayFirst[1]), time)
  const monthFirst =
    /^(?:\p{L}{3,9},? )?(\p{L}{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? |,? .*? )(\d{4})(?!\d)/u.exec(text)
  if (monthFirst !== null)
    return write(Number(monthFirst[3]), toMonth(monthFirst[1] ?? ''), Number(monthFirst[2]), time)
  return null
}

/** How a column's dates must be read: a number over 12 in one place decides, else British day-month. */
export function decideOrder(cells: string[]): DayMonthOrder {
  let dayFirst = 0
  let monthFirst = 0
  for (const cell of cells) {
    const numeric = /^\s*(\d{1,2})[-/.](\d{1,2})[-/.]\d{2}/.exec(cell)
    if (numeric === null) continue
    if (Number(numeric[1]) > 12) dayFirst += 1
    else if (Number(numeric[2]) > 12) monthFirst += 1
  }
  return monthFirst > dayFirst ? 'month-day' : 'day-month'
}

function readTime(text: string): [number, number, number] | null {
  const match = /(?:^|[T\s,])(\d{1,2}):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*([ap])?\.?\s?m?/i.exec(text)
  if (match === null) return [0, 0, 0]
  const half = match[4]?.toLowerCase()
  const hour = Number(match[1])
  const minute = Number(match[2])
  const second = Number(match[3] ?? 0)
  if (hour > 23 || minute > 59 || second > 59 || (half !== undefined && hour > 12)) return null
  return [half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0), minute, second]
}

function toYear(text: string): number {
  return text.length === 2 ? 2000 + Number(text) : Number(text)
}

function toMonth(name: string): number {
  return monthNames.indexOf(name.slice(0, 3).toLowerCase()) + 1
}

function write(
  year: number,
  month: number,
  day: number,
  time: [number, number, number] | null,
): string | null {
  if (time === null || month < 1 || month > 12 || day < 1 || year < 1900 || year > 2100) return null
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null
  const [hour, minute, second] = time.map((n) => String(n).padStart(2, '0'))
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}T${hour}:${minute}:${second}`
}
