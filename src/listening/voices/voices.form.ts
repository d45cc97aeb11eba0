import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import { isId } from '../../platform/ids.ts'
import { parseManner, readManner, type TypedManner } from '../consent/manners.form.ts'
import type { Asking } from '../consent/manners.ts'
import type { Part, VoiceAnswer } from './voices.ts'
import { voicesWords } from './voices.words.ts'

const words = voicesWords['en-GB'].problems
const longestHow = 500

/** What was ticked, to show again: names of boxes such as `read-<voice>`. */
export type TypedAnswers = TypedManner & { ticked: ReadonlySet<string>; how: string }

export function readTypedAnswers(fields: Fields): TypedAnswers {
  return {
    ...readManner(fields),
    ticked: new Set([...fields.namesFrom('read-'), ...fields.namesFrom('quote-')]),
    how: fields.text('how'),
  }
}

/**
 * The form of the list: for each voice shown `was-<id>` says what was ticked before (`read`, `quote`), its number
 * last. Only what somebody changed becomes an answer, so that an old page takes nothing back.
 */
export function parseAnswers(fields: Fields): Parsed<Asking & { answers: VoiceAnswer[] }> {
  const { ticked, how, ...typed } = readTypedAnswers(fields)
  const problems: FieldProblem[] = []
  const answers = fields.namesFrom('was-').flatMap((name): VoiceAnswer[] => {
    const voiceId = name.slice('was-'.length)
    if (!isId(voiceId)) return []
    const was = fields.text(name).split(' ')
    const now = { read: ticked.has(`read-${voiceId}`), quote: ticked.has(`quote-${voiceId}`) }
    const changed = {
      ...(now.read === was.includes('read') ? {} : { read: now.read }),
      ...(now.quote === was.includes('quote') ? {} : { quote: now.quote }),
    }
    if (Object.keys(changed).length === 0) return []
    if (now.quote && !now.read) {
      const sentence = words.quoteWithoutRead(Number(was.at(-1)))
      problems.push({ field: `read-${voiceId}`, sentence })
    }
    return [{ voiceId, ...changed }]
  })
  if (answers.length === 0) problems.push({ field: null, sentence: words.noChange })
  const isAnyYes = answers.some((answer) => answer.read || answer.quote)
  const { asking, problems: unsaid } = parseManner(typed, isAnyYes)
  problems.push(...unsaid)
  if (isAnyYes && !how) problems.push({ field: 'how', sentence: words.noHow })
  if (how.length > longestHow) problems.push({ field: 'how', sentence: words.longHow })
  return problems.length > 0 ? { ok: false, problems } : { ok: true, input: { ...asking, answers, how } }
}

export function parsePart(fields: Fields): Parsed<Part> {
  const part = (['contributor', 'facilitator', 'not-a-contributor'] as const).find(
    (one) => one === fields.text('part'),
  )
  return part ? { ok: true, input: part } : { ok: false, problems: [{ field: null, sentence: words.noPart }] }
}

/** What somebody looks for: a name, a number, an address. */
export function parseFind(fields: Fields): Parsed<string> {
  const typed = fields.text('name').slice(0, 200)
  return typed
    ? { ok: true, input: typed }
    : { ok: false, problems: [{ field: 'name', sentence: words.noName }] }
}

/** One of the things a voice brought. */
export function parseContribution(fields: Fields): Parsed<string> {
  const id = fields.text('contribution')
  return isId(id)
    ? { ok: true, input: id }
    : { ok: false, problems: [{ field: null, sentence: words.noPassage }] }
}

export type TypedMove = { passageIds: readonly string[]; to: string }

/** Passages somebody else said, and that voice's number; null for somebody new. */
export function parseMove(fields: Fields): Parsed<{ passageIds: string[]; toNumber: number | null }> {
  const passageIds = fields.all('passage').filter((id) => isId(id))
  const typed = fields.text('to').replace(/^voice\s*/i, '')
  const problems: FieldProblem[] = []
  if (passageIds.length === 0) problems.push({ field: 'passage', sentence: words.noPassage })
  if (typed !== '' && !/^\d{1,6}$/.test(typed)) problems.push({ field: 'to', sentence: words.noNumber })
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, input: { passageIds, toNumber: typed === '' ? null : Number(typed) } }
}

export function readTypedMove(fields: Fields): TypedMove {
  return { passageIds: fields.all('passage'), to: fields.text('to') }
}

/** No other voice has the number somebody wrote. */
export function noSuchNumber(number: number): FieldProblem {
  return { field: 'to', sentence: words.noVoice(number) }
}

/** The voice chosen as the same person. */
export function parseOther(fields: Fields): Parsed<string> {
  const other = fields.text('other')
  return isId(other)
    ? { ok: true, input: other }
    : { ok: false, problems: [{ field: 'other', sentence: words.noOther }] }
}
