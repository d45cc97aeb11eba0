/**
 * A number the way all its writings are the same, with the country: `447700900123`. A number without a country is
 * read as a British one.
 */
export function wholeNumber(number: string): string {
  return readNumber(number).whole
}

/** How one telephone number is told in two writings. */
export type NumberMatch = 'same' | 'with-country' | null

/** Shorter ones (short codes, the end of a number) say nothing. */
const fewest = 7

/** A number's digits without what only says how to dial it: `+`, `00`, the `(0)` after a country, spaces. */
function digitsOf(number: string): string {
  return number.replace(/\(0\)/g, '').replace(/\D/g, '')
}

/**
 * What a number comes under so that its other writings meet it: its last nine digits, which no way of dialling
 * changes (all it has when it is shorter). Null for what is too short to be one.
 */
export function keyOfNumber(number: string): string | null {
  const digits = digitsOf(number).replace(/^0+/, '')
  return digits.length < fewest ? null : digits.slice(-9)
}

/**
 * Whether two writings are one number. `same`: digit by digit once dialling signs are gone, `07700 900123` and
 * `+44 7700 900123` among them, for a number without a country is read as a British one; `with-country`: one is
 * written with another country and the rest is the same (`0171 1234567` and `+49 171 1234567`).
 */
export function compareNumbers(one: string, other: string): NumberMatch {
  const [a, b] = [readNumber(one), readNumber(other)]
  if (keyOfNumber(one) === null || keyOfNumber(other) === null) return null
  if (a.whole === b.whole) return 'same'
  if (a.hasCountry === b.hasCountry) return null
  const [national, international] = a.hasCountry ? [b, a] : [a, b]
  const rest = international.whole.length - national.subscriber.length
  return rest >= 1 && rest <= 3 && international.whole.endsWith(national.subscriber) ? 'with-country' : null
}

function readNumber(number: string): { whole: string; hasCountry: boolean; subscriber: string } {
  const digits = digitsOf(number)
  if (/^\s*\(?\+/.test(number)) return { whole: digits, hasCountry: true, subscriber: digits }
  if (digits.startsWith('00')) return { whole: digits.slice(2), hasCountry: true, subscriber: digits }
  // A table program drops the nought, and messengers the plus: 7700900123, 447700900123.
  if (/^44\d{10}$/.test(digits)) return { whole: digits, hasCountry: true, subscriber: digits }
  const subscriber = digits.replace(/^0/, '')
  return { whole: `44${subscriber}`, hasCountry: false, subscriber }
}
