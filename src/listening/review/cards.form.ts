import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import { isId } from '../../platform/ids.ts'
import type { CardAnswer, CardPlace } from './cards.ts'
import { tidyReplacement } from './replacement.ts'
import { longestNote, problemOfReplacement } from './review.form.ts'
import { reviewWords } from './review.words.ts'

const words = reviewWords['en-GB'].problems

/** Which card: `?card=…&source=…&from=40`, as sent. What is no card is the first. */
export function parseCardPlace(card: string | null, source: string | null, from: string | null): CardPlace {
  return {
    entity: readEntity(card),
    sourceId: isId(source) ? source : null,
    from: from !== null && /^\d{1,6}$/.test(from) ? Number(from) : 0,
  }
}

/** What was sent from a card, kept to be shown again. */
export type CardFields = {
  entity: string | null
  replacement: string
  note: string
  ticked: readonly string[]
  other: string
}

export function readCardFields(fields: Fields): CardFields {
  return {
    entity: readEntity(fields.text('card')),
    replacement: tidyReplacement(fields.text('put')),
    note: fields.text('note'),
    ticked: fields.all('mention').filter((id) => isId(id)),
    other: fields.text('other'),
  }
}

/** An answer to a card. Anything but another clear answer changes the words: the careful way. */
export function parseCardAnswer(fields: Fields): Parsed<CardAnswer> {
  const { entity, replacement, note, ticked, other } = readCardFields(fields)
  const source = fields.text('source')
  const card = {
    entity: entity ?? '',
    stamp: fields.text('stamp'),
    sourceId: isId(source) ? source : null,
    next: readEntity(fields.text('next')),
  }
  const answer = fields.text('answer')
  if (answer === 'part') return { ok: true, input: { ...card, answer, ticked } }
  if (answer === 'same') return { ok: true, input: { ...card, answer, other: readEntity(other) ?? '' } }
  if (answer === 'leave') {
    const isLong = note.length > longestNote
    return isLong ? wrong('note', words.longNote) : { ok: true, input: { ...card, answer, note } }
  }
  const sentence = problemOfReplacement(replacement)
  if (sentence) return wrong('put', sentence)
  const suggested = fields.text('suggested')
  return { ok: true, input: { ...card, answer: 'accept', replacement, suggested, ticked } }
}

function readEntity(value: string | null): string | null {
  return value !== null && /^(?:[0-9a-f]{32}|[0-9a-f]{64})$/.test(value) ? value : null
}

function wrong(field: string, sentence: string): { ok: false; problems: FieldProblem[] } {
  return { ok: false, problems: [{ field, sentence }] }
}
