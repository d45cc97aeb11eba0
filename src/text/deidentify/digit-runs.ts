import { textBefore } from './folding.ts'
import type { Proposal, ProposalType, ReasonCode } from './proposal.ts'

type Group = { digits: string; start: number; end: number; gap: string }

/**
 * Numbers made of digits alone: phone numbers in any spacing, NHS numbers, sort codes and accounts, cards,
 * references, and any other long number. `text` is folded. A checksum raises confidence, never lowers it.
 * `knownPhones` holds the last nine or more digits of each number that came as a label.
 */
export function findDigitRuns(text: string, knownPhones: ReadonlySet<string>): Proposal[] {
  const found: Proposal[] = []
  for (const match of text.matchAll(runPattern)) {
    const groups = listGroups(match[0], match.index)
    if (knownPhones.size > 0) found.push(...findKnown(groups, knownPhones))
    let at = 0
    while (at < groups.length) {
      const skipped = isSortCode(text, groups[at]) ? 0 : countDateGroups(groups, at)
      const read = skipped > 0 ? null : classify(text, groups, at)
      const hit = read && swallowsDate(groups, at, read) ? classifyLong(groups[at]) : read
      if (hit) {
        const start = groups[at]?.start ?? 0
        const end = groups[at + hit.count - 1]?.end ?? start
        found.push(propose(text, start, end, hit))
      }
      at += skipped || hit?.count || 1
    }
  }
  return found
}

/** Between two digits: a few signs and spaces, one line break, or a bracketed (0). Read once, never again. */
const runPattern = /\d(?:[\s.,()/*·•\-\u200b-\u200f\u2060-\u2069\ufeff]{0,4}\d)*/g

type Hit = { count: number; type: ProposalType; reason: ReasonCode; confidence: number }

function listGroups(run: string, offset: number): Group[] {
  const groups: Group[] = []
  let last = 0
  for (const match of run.matchAll(/\d+/g)) {
    const start = offset + match.index
    groups.push({ digits: match[0], start, end: start + match[0].length, gap: run.slice(last, match.index) })
    last = match.index + match[0].length
  }
  return groups
}

function propose(text: string, start: number, end: number, { type, reason, confidence }: Hit): Proposal {
  // A bracket before the number belongs to it only when it closes inside it: "(0161) 496 0000".
  const isBracketed = /^[^(]*\)/.test(text.slice(start, end))
  const opens = isBracketed ? /(?:\+\(|\(\+?|\+)$/ : /\+$/
  const from = start - (opens.exec(textBefore(text, start, 2))?.[0].length ?? 0)
  const extension = /^\)?[\s,]{0,2}(?:ext(?:ension)?\.?|x)\s{0,2}\d{1,5}\b/i.exec(text.slice(end, end + 24))
  const to = end + (reason === 'phone-number' && extension ? extension[0].length : 0)
  return { start: from, end: to, type, reason, confidence, entity: text.slice(start, end).replace(/\D/g, '') }
}

function findKnown(groups: readonly Group[], knownPhones: ReadonlySet<string>): Proposal[] {
  const digits = groups.map((group) => group.digits).join('')
  if (digits.length < 9 || digits.length > 2000) return []
  const found: Proposal[] = []
  for (const phone of knownPhones) {
    for (let at = digits.indexOf(phone); at >= 0; at = digits.indexOf(phone, at + phone.length)) {
      const first = groupAt(groups, at)
      const last = groupAt(groups, at + phone.length - 1)
      if (!first || !last) continue
      const area = { start: first.start, end: last.end }
      found.push({ ...area, type: 'CONTACT', confidence: 1, reason: 'known-contact', entity: phone })
    }
  }
  return found
}

function groupAt(groups: readonly Group[], digitIndex: number): Group | undefined {
  let passed = 0
  return groups.find((group) => (passed += group.digits.length) > digitIndex)
}

/** "Sort code 18.07.30" is no day in July. */
function isSortCode(text: string, group: Group | undefined): boolean {
  return /\bsort\s?code[^.!?\d]{0,20}$/i.test(textBefore(text, group?.start ?? 0, 32))
}

/** How many groups are a date or clock times, which are no numbers of anybody's. */
function countDateGroups(groups: readonly Group[], at: number): number {
  const [a, b, c, d] = groups.slice(at, at + 4)
  if (!a || !b) return 0
  const sign = b.gap.trim()
  if (c && /^[/.-]$/.test(sign) && c.gap.trim() === sign && d?.gap.trim() !== sign) {
    const isDay = a.digits.length <= 2 && Number(a.digits) >= 1 && Number(a.digits) <= 31
    const isMonth = b.digits.length <= 2 && Number(b.digits) >= 1 && Number(b.digits) <= 12
    const year = Number(c.digits)
    if (isDay && isMonth && c.digits.length === 4 && year >= 1900 && year < 2100) return 3
    if (isDay && isMonth && c.digits.length === 2 && sign !== '-') return 3
    if (a.digits.length === 4 && isMonth && c.digits.length === 2 && Number(c.digits) <= 31) return 3
  }
  const isHour = a.digits.length <= 2 && Number(a.digits) < 24
  const isClock = isHour && b.gap === '.' && /^[0-5]\d$/.test(b.digits) && c?.gap !== '.'
  return isClock && !a.gap.includes('.') ? 2 : 0
}

/** "Room 4417, 03/05/2022": a number and a date are no phone number. */
function swallowsDate(groups: readonly Group[], at: number, { count, reason, confidence }: Hit): boolean {
  if (reason !== 'phone-number' || confidence >= 0.98) return false
  for (let index = at + 1; index <= at + count - 3; index++)
    if (countDateGroups(groups, index) === 3) return true
  return false
}

/** The longest of the readings that fit the groups from `at` on. */
function classify(text: string, groups: readonly Group[], at: number): Hit | null {
  const first = groups[at]
  if (!first) return null
  const before = textBefore(text, first.start, 48).toLowerCase()
  const sizes = listSizes(groups, at)
  return (
    (/\+\(?$/.test(before) || first.digits.startsWith('0')
      ? null
      : classifyCard(before, groups, at, sizes)) ??
    classifyInternational(before, groups, at) ??
    classifyBank(before, groups, at) ??
    classifyCard(before, groups, at, sizes) ??
    classifyNhs(before, groups, at) ??
    classifyPhone(before, groups, at, sizes) ??
    classifyWithCue(before, sizes) ??
    classifyLong(first)
  )
}

/** Digits so far after each group, while there are no more than 20. */
function listSizes(groups: readonly Group[], at: number): number[] {
  const sizes: number[] = []
  let sum = 0
  for (let index = at; index < groups.length && index < at + 20; index++) {
    sum += groups[index]?.digits.length ?? 0
    if (sum > 20) break
    sizes.push(sum)
  }
  return sizes
}

function joined(groups: readonly Group[], at: number, count: number): string {
  return groups
    .slice(at, at + count)
    .map((group) => group.digits)
    .join('')
}

function shape(groups: readonly Group[], at: number, count: number): string {
  return groups
    .slice(at, at + count)
    .map((group) => group.digits.length)
    .join(' ')
}

function classifyInternational(before: string, groups: readonly Group[], at: number): Hit | null {
  const isPlus = /\+\(?$/.test(before)
  const lead = joined(groups, at, 3)
  const isUk = /^(?:00)?44/.test(lead) && (isPlus || lead.startsWith('00') || /^44\(?0?\)?[1-37]/.test(lead))
  if (!isPlus && !isUk && !/^00[1-9]/.test(lead)) return null
  const most = isUk ? (lead.startsWith('00') ? 15 : 13) : 15
  const least = isUk ? (lead.startsWith('00') ? 13 : 11) : 8
  let best = 0
  listSizes(groups, at).forEach((size, index) => {
    const isUkDone =
      isUk && best > 0 && /^(?:00)?44[1-9]/.test(joined(groups, at, index + 1)) && size > least + 1
    if (size >= least && size <= most && !isUkDone) best = index + 1
  })
  if (best === 0) return null
  return { count: best, type: 'CONTACT', reason: 'phone-number', confidence: isPlus ? 0.98 : 0.9 }
}

function classifyBank(before: string, groups: readonly Group[], at: number): Hit | null {
  const hasCue = /(?:sort\s*code|s\/c|account|acc(?:t|ount)?\.?|a\/c|bank)[^.!?]{0,30}$/.test(before)
  const hit = { type: 'CODE', reason: 'bank-account' } as const
  if (/^2 2 2 (?:8|4 4)$/.test(shape(groups, at, 4)) || shape(groups, at, 5) === '2 2 2 4 4') {
    const count = shape(groups, at, 4) === '2 2 2 8' ? 4 : 5
    return { ...hit, count, confidence: 0.95 }
  }
  if (shape(groups, at, 2) === '6 8') return { ...hit, count: 2, confidence: hasCue ? 0.95 : 0.8 }
  const isThree = shape(groups, at, 3) === '2 2 2'
  if (isThree && hasCue) return { ...hit, count: 3, confidence: 0.95 }
  const isHyphened = groups[at + 1]?.gap === '-' && groups[at + 2]?.gap === '-' && groups[at + 3]?.gap !== '-'
  if (isThree && isHyphened) return { ...hit, count: 3, confidence: 0.6 }
  if (hasCue && /^(?:6|7|8)$/.test(shape(groups, at, 1))) return { ...hit, count: 1, confidence: 0.9 }
  return null
}

const cardShapes = new Set([
  '4 4 4 4',
  '4 6 5',
  '4 4 4 4 3',
  '4 4 4 1',
  '4 6 4',
  '6 13',
  '8 8',
  '4 4 4 3',
  '4 12',
])

function classifyCard(
  before: string,
  groups: readonly Group[],
  at: number,
  sizes: readonly number[],
): Hit | null {
  const hasCue = /(?:card|visa|mastercard|debit|credit|amex)[^.!?]{0,30}$/.test(before)
  for (let count = Math.min(5, sizes.length); count >= 1; count--) {
    const size = sizes[count - 1] ?? 0
    if (size < 13 || size > 19) continue
    if (count > 1 && !cardShapes.has(shape(groups, at, count)) && !hasCue) continue
    const isChecked = hasLuhn(joined(groups, at, count))
    return { count, type: 'CODE', reason: 'payment-card', confidence: isChecked ? 0.98 : 0.8 }
  }
  const whole = sizes.findLastIndex((size) => size >= 13 && size <= 19)
  return hasCue && whole >= 0
    ? { count: whole + 1, type: 'CODE', reason: 'payment-card', confidence: 0.85 }
    : null
}

function classifyNhs(before: string, groups: readonly Group[], at: number): Hit | null {
  const hasCue = /\bnhs\b[^.!?]{0,30}$/.test(before)
  const count = shape(groups, at, 3) === '3 3 4' ? 3 : shape(groups, at, 1) === '10' ? 1 : 0
  if (count === 0) return null
  const digits = joined(groups, at, count)
  if (digits.startsWith('0') && !hasCue) return null
  const isMobile = digits.startsWith('7') && !hasCue && !hasNhsCheck(digits)
  if (isMobile) return { count, type: 'CONTACT', reason: 'phone-number', confidence: 0.8 }
  const confidence = hasCue || hasNhsCheck(digits) ? 0.95 : 0.75
  return { count, type: 'CODE', reason: 'nhs-number', confidence }
}

function classifyPhone(
  before: string,
  groups: readonly Group[],
  at: number,
  sizes: readonly number[],
): Hit | null {
  const hit = { type: 'CONTACT', reason: 'phone-number' } as const
  const hasCue =
    /\b(?:phone|telephone|tel|mob(?:ile)?|mobile|ring|rang|call|text|dial|whatsapp|contact|number|num|no|fax|(?:get|reach|got) (?:me|him|her|us|them) on)\b[^.!?]{0,25}$/.test(
      before,
    )
  const [first] = groups.slice(at, at + 1)
  if (first?.digits.startsWith('0')) {
    for (const wanted of [11, 10, 12, 9]) {
      const index = sizes.indexOf(wanted)
      if (index < 0) continue
      const digits = joined(groups, at, index + 1)
      const isCounting = index >= 8 && '0123456789101112'.startsWith(digits)
      if (isCounting || (wanted === 9 && index > 3)) continue
      const isLikely = /^0(?:[1237]\d{9}|[12]\d{8}|8\d{8,9})$/.test(digits)
      return { ...hit, count: index + 1, confidence: isLikely ? 0.97 : 0.75 }
    }
  }
  const ten = sizes.indexOf(10)
  const isMobile =
    first?.digits.startsWith('7') && ten >= 0 && ten <= 3 && (first.digits.length >= 3 || hasCue)
  if (isMobile) return { ...hit, count: ten + 1, confidence: 0.8 }
  const short = sizes.findLastIndex((size) => size >= 6 && size <= 11)
  const isLocal =
    hasCue &&
    !numberCue.test(before) &&
    short >= 0 &&
    short <= 4 &&
    (first?.digits.length ?? 0) >= 3 &&
    !isThousands(groups, at)
  return isLocal ? { ...hit, count: short + 1, confidence: 0.75 } : null
}

const numberCue =
  /\b(?:ref(?:erence)?|case|claim|account|customer|crime|policy|tenancy|booking|application|licence|license|passport|membership|prison(?:er)?|custody|warrant|crn|utr|pnc|urn|id|pin|passcode|password|badge|payroll|roll|hospital|patient|national insurance|ni|nino|nhs|card|code|railcard|pass|oyster|council tax|rent|home office|ho|brp|arc|port|permit|benefit|pip|esa|uc|universal credit)\b(?:\s+(?:number|no|num|ref(?:erence)?|code|id))?(?:\s*(?:is|was|number|:|#|=|-|\.|it's|that's))*\s*[#(]?$/

function classifyWithCue(before: string, sizes: readonly number[]): Hit | null {
  if (!numberCue.test(before)) return before.endsWith('#') && (sizes[0] ?? 0) >= 4 ? cued(1, 0.7) : null
  const isPin = /\b(?:pin|passcode|password|code)\b/.test(before)
  const count = sizes.findLastIndex((size) => size >= (isPin ? 4 : 5)) + 1
  if (count === 0) return null
  const reason = /passport/.test(before) ? 'passport-number' : 'reference-number'
  return { ...cued(count, 0.85), reason }
}

function cued(count: number, confidence: number): Hit {
  return { count, type: 'CODE', reason: 'reference-number', confidence }
}

function classifyLong(group: Group | undefined): Hit | null {
  const digits = group?.digits ?? ''
  if (digits.length < 7 || /0{3}$/.test(digits)) return null
  return { count: 1, type: 'CODE', reason: 'long-number', confidence: 0.6 }
}

function isThousands(groups: readonly Group[], at: number): boolean {
  return groups[at + 1]?.gap === ',' && groups[at + 1]?.digits.length === 3
}

function hasLuhn(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at])
    const doubled = at % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

function hasNhsCheck(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < 9; at++) sum += Number(digits[at]) * (10 - at)
  return (11 - (sum % 11)) % 11 === Number(digits[9])
}
