import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import type { RequestKind } from './requests.ts'
import { requestsWords } from './requests.words.ts'

const words = requestsWords['en-GB']

export type TypedRequest = { kind: string; howKnown: string }

export function readRequest(fields: Fields): TypedRequest {
  return { kind: fields.text('kind'), howKnown: fields.text('howKnown') }
}

export function parseRequest(typed: TypedRequest): Parsed<{ kind: RequestKind; howKnown: string }> {
  const kind = (['phrase', 'print'] as const).find((one) => one === typed.kind)
  const problems: FieldProblem[] = []
  if (!kind) problems.push({ field: 'kind', sentence: words.kindMissing })
  if (!typed.howKnown) problems.push({ field: 'howKnown', sentence: words.howMissing })
  if (typed.howKnown.length > 500) problems.push({ field: 'howKnown', sentence: words.howLong })
  if (!kind || problems.length > 0) return { ok: false, problems }
  return { ok: true, input: { kind, howKnown: typed.howKnown } }
}
