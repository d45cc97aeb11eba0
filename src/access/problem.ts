import type { FieldProblem } from '../platform/http/fields.ts'

/** What a field's own line says, when it is among the things to put right. */
export function findSentence(problems: readonly FieldProblem[], field: string): string | undefined {
  return problems.find((problem) => problem.field === field)?.sentence
}
