import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import { clearancesWords } from './clearances.words.ts'

const words = clearancesWords['en-GB']
const mostReason = 1000

/** One word, and a reason somebody can judge. */
export function parseClearance(fields: Fields): Parsed<{ word: string; reason: string }> {
  const word = fields.text('word')
  const reason = fields.text('reason')
  const problems: FieldProblem[] = []
  if (!word) problems.push({ field: 'word', sentence: words.wordMissing })
  else if (!/^[\p{L}\p{M}]{1,60}$/u.test(word)) problems.push({ field: 'word', sentence: words.wordWrong })
  if (reason.length < 10) problems.push({ field: 'reason', sentence: words.reasonMissing })
  if (reason.length > mostReason) problems.push({ field: 'reason', sentence: words.tooLong(mostReason) })
  return problems.length > 0 ? { ok: false, problems } : { ok: true, input: { word, reason } }
}
