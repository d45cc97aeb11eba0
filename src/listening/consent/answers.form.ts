import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import { askedWords } from './asked.words.ts'
import type { Answered } from './consent.ts'
import { voiceAnswersWords } from './answers.words.ts'
import { detailOf, longestDetail, uses, type Use } from './uses.ts'

export { detailOf } from './uses.ts'

const words = voiceAnswersWords['en-GB']
const asked = askedWords['en-GB']
const longestHow = 500

/** What was chosen and typed, to show it again: `answer` of each use is yes, no or '' (as it was). */
export type TypedSpoken = {
  answer: Partial<Record<Use, string>>
  text: Partial<Record<Use, string>>
  hats: string
  hearers: string
  way: string
  how: string
}

export type Spoken = {
  answers: Answered[]
  hats: string
  hearers: 'one' | 'group'
  way: 'spoken' | 'written'
  how: string
}

export function readSpoken(fields: Fields): TypedSpoken {
  const each = (name: string) => Object.fromEntries(uses.map((use) => [use, fields.text(`${name}-${use}`)]))
  return {
    answer: each('answer'),
    text: each('text'),
    hats: fields.text('hats'),
    hearers: fields.text('hearers'),
    way: fields.text('way'),
    how: fields.text('how'),
  }
}

/** `isRead`: whether this voice may be read as it stands. */
export function parseSpoken(typed: TypedSpoken, isRead: boolean): Parsed<Spoken> {
  const problems: FieldProblem[] = []
  const answers = uses.flatMap((use): Answered[] => {
    const answer = typed.answer[use]
    if (answer !== 'yes' && answer !== 'no') return []
    const kind = detailOf[use]
    const text = (typed.text[use] ?? '').replace(/\s+/g, ' ')
    if (answer === 'no' || !kind) return [{ use, answer: answer === 'yes', text: '' }]
    const said = asked[use]
    if (!text && 'missing' in said) problems.push({ field: `text-${use}`, sentence: said.missing })
    if (text.length > longestDetail[kind]) {
      problems.push({ field: `text-${use}`, sentence: asked.tooLong(longestDetail[kind]) })
    }
    return [{ use, answer: true, text }]
  })
  const mayRead = typed.answer.read === 'yes' || (isRead && typed.answer.read !== 'no')
  if (typed.answer.quote === 'yes' && !mayRead) {
    problems.push({ field: 'answer-read', sentence: words.readFirst })
  }
  if (typed.hats.length > longestDetail.hats) {
    problems.push({ field: 'hats', sentence: asked.tooLong(longestDetail.hats) })
  }
  if (answers.some((one) => one.answer) && !typed.how) problems.push({ field: 'how', sentence: words.noHow })
  if (typed.how.length > longestHow) problems.push({ field: 'how', sentence: words.longHow })
  if (problems.length > 0) return { ok: false, problems }
  return {
    ok: true,
    input: {
      answers,
      hats: typed.hats,
      hearers: typed.hearers === 'group' ? 'group' : 'one',
      way: typed.way === 'written' ? 'written' : 'spoken',
      how: typed.how,
    },
  }
}
