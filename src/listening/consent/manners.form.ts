import type { FieldProblem, Fields } from '../../platform/http/fields.ts'
import { manners, type Asking, type Manner } from './manners.ts'
import { mannersWords } from './manners.words.ts'

const words = mannersWords['en-GB']
const longestSaid = 5000

/** What was chosen and typed, to show it again. */
export type TypedManner = { manner: string; said: string }

export function readManner(fields: Fields): TypedManner {
  return { manner: fields.text('manner'), said: fields.raw('said').trim() }
}

/** `isNeeded`: somebody said yes, so how they were asked must be known. */
export function parseManner(
  typed: TypedManner,
  isNeeded: boolean,
): { asking: Omit<Asking, 'how'>; problems: FieldProblem[] } {
  const manner = manners.find((one): one is Manner => one === typed.manner) ?? null
  const problems: FieldProblem[] = []
  if (isNeeded && !manner) problems.push({ field: 'manner', sentence: words.missing })
  if (manner === 'form' && !typed.said) problems.push({ field: 'said', sentence: words.noForm })
  if (typed.said.length > longestSaid) problems.push({ field: 'said', sentence: words.tooLong })
  return { asking: { manner, said: typed.said }, problems }
}
