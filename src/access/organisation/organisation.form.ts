import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import type { HelpLine, Organisation } from './organisation.ts'
import { organisationWords } from './organisation.words.ts'

const words = organisationWords['en-GB']
const mostLines = 12
export const mostName = 200

/** The field of a part of a help line, counted from 0: names repeat, ids do not. */
export function lineId(part: keyof HelpLine, index: number): string {
  return `field-line-${part}-${index + 1}`
}

/** What was typed, line by line, up to the last one with anything in it: shown again, they keep their places. */
function readTypedLines(fields: Fields): HelpLine[] {
  const names = fields.all('line-name')
  const numbers = fields.all('line-number')
  const whens = fields.all('line-when')
  const length = Math.max(names.length, numbers.length, whens.length)
  const lines = Array.from({ length }, (_, index) => ({
    name: (names[index] ?? '').trim(),
    number: (numbers[index] ?? '').trim(),
    when: (whens[index] ?? '').trim(),
  }))
  return lines.slice(0, lines.findLastIndex(hasWords) + 1)
}

export function parseOrganisation(fields: Fields): Parsed<Organisation> {
  const name = fields.text('name')
  const operator = fields.text('operator').replace(/\s+/g, ' ')
  const typed = readTypedLines(fields)
  const helpLines = typed.filter(hasWords)
  const problems = [
    ...checkLine('name', name, words.nameMissing),
    ...checkLine('operator', operator, words.operatorMissing),
    ...typed.flatMap(checkHelpLine),
  ]
  if (helpLines.length > mostLines) problems.push({ field: null, sentence: words.tooManyLines(mostLines) })
  return problems.length ? { ok: false, problems } : { ok: true, input: { name, operator, helpLines } }
}

/** The form as it was typed, to show it again. */
export function readTyped(fields: Fields): Organisation {
  return {
    name: fields.text('name'),
    operator: fields.text('operator'),
    helpLines: readTypedLines(fields),
  }
}

/** One line of text that must be there and may have `mostName` letters. */
export function checkLine(field: string, text: string, missing: string): FieldProblem[] {
  if (!text) return [{ field, sentence: missing }]
  if (text.length > mostName) return [{ field, sentence: words.tooLong(mostName) }]
  return []
}

function checkHelpLine(line: HelpLine, index: number): FieldProblem[] {
  if (!hasWords(line)) return []
  const at = (part: keyof HelpLine, sentence: string): FieldProblem => ({
    field: `line-${part}-${index + 1}`,
    href: `#${lineId(part, index)}`,
    sentence,
  })
  const problems: FieldProblem[] = []
  if (!line.name) problems.push(at('name', words.lineNameMissing(index + 1)))
  if (!line.number) problems.push(at('number', words.lineNumberMissing(index + 1)))
  else if (!/^\+?[\d() -]{2,30}$/.test(line.number)) {
    problems.push(at('number', words.lineNumberWrong(index + 1)))
  }
  for (const part of ['name', 'when'] as const) {
    if (line[part].length > mostName) problems.push(at(part, words.tooLong(mostName)))
  }
  return problems
}

function hasWords(line: HelpLine): boolean {
  return Boolean(line.name || line.number || line.when)
}
