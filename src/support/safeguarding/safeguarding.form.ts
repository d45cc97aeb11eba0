import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import { isId, newBlindId } from '../../platform/ids.ts'
import {
  duties,
  withholdings,
  type Duty,
  type Filed,
  type Known,
  type RecordWords,
  type Said,
} from './safeguarding.ts'
import { safeguardingWords } from './safeguarding.words.ts'

export { duties, withholdings } from './safeguarding.ts'

const words = safeguardingWords['en-GB']

export const mostLetters = 4000

/** The day a decision may wait until, at the earliest and at the latest. */
export type Days = { first: string; last: string }

/** What was typed, to show again. */
export type TypedRecord = {
  space: string
  name: string
  duty: string
  happened: string
  why: string
  acted: string
  wish: string
  third: string
  withheld: string
  implicated: readonly string[]
  sending: string
} & TypedSaid

export type TypedSaid = { telling: string; decision: string; until: string; sending: string }

export function readSaid(fields: Fields): TypedSaid {
  return {
    telling: fields.text('telling'),
    decision: fields.text('decision'),
    until: fields.text('until'),
    sending: readSending(fields),
  }
}

export function emptySaid(): TypedSaid {
  return { telling: '', decision: '', until: '', sending: newBlindId() }
}

export function emptyRecord(space: string): TypedRecord {
  const nothing = { name: '', duty: '', happened: '', why: '', acted: '', wish: '', third: '', withheld: '' }
  return { space, ...nothing, implicated: [], ...emptySaid() }
}

export function readRecord(fields: Fields): TypedRecord {
  return {
    space: fields.text('space'),
    name: fields.text('name'),
    duty: fields.text('duty'),
    happened: fields.text('happened'),
    why: fields.text('why'),
    acted: fields.text('acted'),
    wish: fields.text('wish'),
    third: fields.text('third'),
    withheld: fields.text('withheld'),
    implicated: fields.all('implicated').filter((one) => isId(one)),
    ...readSaid(fields),
  }
}

/** Whom the form names: one, or a sentence why not. */
export function pickKnown(typed: { space: string; name: string }, known: readonly Known[]): Parsed<Known> {
  if (known.length === 1) return { ok: true, input: known[0]! }
  const sentence =
    known.length > 1 ? words.whoSeveral : typed.name || typed.space ? words.whoUnknown : words.whoMissing
  return { ok: false, problems: [{ field: known.length > 1 ? 'space' : 'name', sentence }] }
}

export function parseRecord(
  typed: TypedRecord,
  known: readonly Known[],
  days: Days,
): Parsed<Omit<Filed, 'kind' | 'rooms'>> {
  const about = pickKnown(typed, known)
  const duty = duties.find((one) => one === typed.duty)
  const third = parseThird(typed)
  const said = parseSaid(typed, days)
  const problems = [
    ...(about.ok ? [] : about.problems),
    ...(duty ? [] : [{ field: 'duty', sentence: words.dutyMissing }]),
    ...(['happened', 'why', 'acted', 'wish'] as const).flatMap((name) => checkText(name, typed[name])),
    ...(third.ok ? [] : third.problems),
    ...(said.ok ? [] : said.problems),
  ]
  if (!about.ok || !third.ok || !said.ok || problems.length > 0) return { ok: false, problems }
  const { happened, why, acted, wish } = typed
  return {
    ok: true,
    input: {
      about: about.input,
      duty: duty as Duty,
      words: { why, account: { happened, acted, wish }, thirdParties: third.input },
      implicated: typed.implicated,
      said: said.input,
      sending: typed.sending,
    },
  }
}

function parseThird(typed: TypedRecord): Parsed<RecordWords['thirdParties']> {
  if (!typed.third) return { ok: true, input: null }
  const withheld = withholdings.find((one) => one === typed.withheld)
  const problems = [
    ...checkText('third', typed.third),
    ...(withheld ? [] : [{ field: 'withheld', sentence: words.withheldMissing }]),
  ]
  return withheld && problems.length === 0
    ? { ok: true, input: { words: typed.third, withheld } }
    : { ok: false, problems }
}

export function parseSaid(typed: TypedSaid, days: Days): Parsed<Said> {
  const kind = (['told', 'wait'] as const).find((one) => one === typed.telling)
  const isDay = /^\d{4}-\d\d-\d\d$/.test(typed.until) && typed.until >= days.first && typed.until <= days.last
  const problems: FieldProblem[] = [
    ...(kind ? [] : [{ field: 'telling', sentence: words.tellingMissing }]),
    ...checkText('decision', typed.decision),
    ...(kind === 'wait' && !isDay ? [{ field: 'until', sentence: words.dayMissing(days.last) }] : []),
  ]
  if (!kind || problems.length > 0) return { ok: false, problems }
  const said: Said =
    kind === 'told' ? { kind, words: typed.decision } : { kind, words: typed.decision, until: typed.until }
  return { ok: true, input: said }
}

export function parseImplicated(fields: Fields): Parsed<string> {
  const accountId = fields.text('account')
  return isId(accountId)
    ? { ok: true, input: accountId }
    : { ok: false, problems: [{ field: 'account', sentence: words.nameMissing }] }
}

export function checkText(field: string, text: string): FieldProblem[] {
  if (!text) return [{ field, sentence: words.missing }]
  return text.length > mostLetters ? [{ field, sentence: words.tooLong(mostLetters) }] : []
}

export function readSending(fields: Fields): string {
  const sending = fields.text('sending')
  return isId(sending) ? sending : newBlindId()
}
