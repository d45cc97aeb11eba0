import { describe, expect, it } from 'vitest'
import { deidentify, prepareKnownNames } from './deidentify.ts'
import { nationalDigits, readLabel } from './labels.ts'

const stretches = (text: string, names: string[]) =>
  deidentify(text, { known: { names } }).map(({ start, end }) => text.slice(start, end))
const confidence = (text: string, names: string[]) =>
  deidentify(text, { known: { names } })[0]?.confidence ?? 0

describe('readLabel', () => {
  it.each([
    ['Sam Okafor (she/her)', ['Sam Okafor']],
    ['Sam Okafor she/her', ['Sam Okafor']],
    ['Sam Okafor [Host]', ['Sam Okafor']],
    ['~ Sam', ['Sam']],
    ['\u200e~\u202fSam\u202c', ['Sam']],
    ['Sam 🌈', ['Sam']],
    ['Okafor, Sam', ['Okafor, Sam']],
    ['Sam (Samuel Okafor)', ['Sam', 'Samuel Okafor']],
    ['Sam | Riverside Trust', ['Sam', 'Riverside Trust']],
    ['Sam - Riverside', ['Sam', 'Riverside']],
    ['Sam’s iPhone', ['Sam']],
    ['iPhone de Sam', ['Sam']],
    ['李小明', ['李小明']],
    ['أمينة', ['أمينة']],
    ...[
      'iPhone',
      'iPhone (2)',
      'Galaxy S9',
      'admin',
      'Zoom user',
      'Guest 3',
      'Participant 12',
      'Speaker 1',
    ].map((label) => [label, []] as [string, string[]]),
    ...['', '~', '😀', '(she/her)', 'X', 'DESKTOP-4F2K', 'Host', 'Unknown', 'Me'].map(
      (label) => [label, []] as [string, string[]],
    ),
  ])('%j', (label, names) => {
    expect(readLabel(label).names).toEqual(names)
  })

  it('reads numbers and addresses', () => {
    expect(readLabel('+44 7700 900123')).toEqual({ names: [], phones: ['7700900123'], emails: [] })
    expect(readLabel('Sam.Okafor@X.org')).toEqual({
      names: ['sam okafor'],
      phones: [],
      emails: ['sam.okafor@x.org'],
    })
    expect(readLabel('info@x.org').names).toEqual([])
    expect(nationalDigits('+44 (0)7700 900123')).toBe('7700900123')
    expect(nationalDigits('0044 7700 900123')).toBe('7700900123')
    expect(nationalDigits('07700900123')).toBe('7700900123')
  })
})

describe('known names', () => {
  it.each([
    ['We saw Sam Okafor there.', ['Sam Okafor']],
    ['we saw sam okafor there', ['sam okafor']],
    ['SAM was there, Sam’s bag too, and sam’s coat.', ['SAM', 'Sam', 'sam']],
    ['That was sams idea.', ['sams']],
    ['Ask Okafor, Sam or Okafor.', ['Okafor, Sam', 'Okafor']],
    ['Sam\nOkafor and S. Okafor and Sam O.', ['Sam\nOkafor', 'S. Okafor', 'Sam O.']],
    ['samokafor was typing, sam_okafor92 too', ['samokafor', 'sam_okafor']],
    ['Okafer said it, and Okaforr, and Okfaor.', ['Okafer', 'Okaforr', 'Okfaor']],
    ['A sample of the same samosa.', []],
    ['Sám Okáfor', ['Sám Okáfor']],
    ['Sa\u200bm', []],
  ])('%j', (text, expected) => {
    expect(stretches(text, ['Sam Okafor (she/her)'])).toEqual(expected)
  })

  it.each([
    [
      "Siobhan O'Brien-Smith",
      "we met siobhan o’brien-smith, Smith, O'Brien and OBrien",
      ['siobhan o’brien-smith', 'Smith', "O'Brien", 'OBrien'],
    ],
    ['~ Łukasz', 'lukasz and Łukasz came', ['lukasz', 'Łukasz']],
    ['Jo', 'I rang jo and Jo rang me', ['jo', 'Jo']],
    ['JB', 'JB came, jb came', ['JB']],
    ['أمينة', 'قالت أمينة وأمينة', ['أمينة', 'وأمينة']],
    ['李小明', '我叫李小明。', ['李小明']],
    ['Владимир', 'владимир пришёл', ['владимир']],
    [
      '+44 7700 900123',
      'it is 0-7-7-0-0-9-0-0-1-2-3 or 7700 900 123',
      ['0-7-7-0-0-9-0-0-1-2-3', '7700 900 123'],
    ],
    [
      '+44 7700 900123',
      'seven seven double oh nine double oh one two three',
      ['seven seven double oh nine double oh one two three'],
    ],
    ['sam.okafor@x.org', 'Sam . okafor, sam.okafor @ x.org', ['Sam . okafor', 'sam.okafor @ x.org']],
    ['Sam’s iPhone', 'sam left the iPhone there', ['sam']],
    ['The Hub', 'The others were at the hub. We like The Hub.', ['The Hub']],
  ])('%s in %j', (label, text, expected) => {
    expect(stretches(text, [label])).toEqual(expected)
  })

  it('takes a name that is an ordinary word only with a capital, and doubts it at the start of a sentence', () => {
    const names = ['Will Hope', 'May', 'Mark']
    expect(stretches('I will hope that they may mark it.', names)).toEqual([])
    expect(stretches('So Will came, and I asked Hope.', names)).toEqual(['Will', 'Hope'])
    expect(stretches('Will you? May I? Will said so.', names)).toEqual(['Will', 'May', 'Will'])
    expect(confidence('So Will came.', names)).toBeGreaterThan(confidence('Will said so.', names))
    expect(confidence('Will said so.', names)).toBeGreaterThan(confidence('Will you?', names))
    expect(confidence('It was in May.', names)).toBeLessThan(confidence('I saw May there.', names))
    expect(stretches('we left and will said no', names)).toEqual(['will'])
  })

  it('gives all mentions of one person the same entity', () => {
    const found = deidentify('Sam Okafor; sam; Okafor’s; SAM', { known: { names: ['Sam Okafor'] } })
    expect(new Set(found.map(({ entity }) => entity))).toEqual(new Set(['sam okafor']))
    expect(found).toHaveLength(4)
  })

  it('is the same prepared or not', () => {
    const labels = ['Sam Okafor', '+44 7700 900123', 'May']
    const text = 'Sam rang 07700 900123 in May. '
    expect(deidentify(text, { known: prepareKnownNames(labels) })).toEqual(
      deidentify(text, { known: { names: labels } }),
    )
  })
})
