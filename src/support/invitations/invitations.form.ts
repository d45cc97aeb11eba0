import { readPhrase } from '../../access/phrases/phrases.ts'
import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import { rooms as allRooms, type OpenRoom } from '../looks/looks.ts'
import { codeLength, type Change } from './invitations.ts'
import { invitationsWords } from './invitations.words.ts'

const words = invitationsWords['en-GB']

/** The words of a card, as they were typed or came with its address. */
export function parseCode(text: string): Parsed<string[]> {
  const { words: code, unknown } = readPhrase(text)
  const wrong = (sentence: string): { ok: false; problems: FieldProblem[] } => ({
    ok: false,
    problems: [{ field: 'card', sentence }],
  })
  if (code.length === 0) return wrong(words.codeMissing)
  if (unknown.length > 0) return wrong(words.codeUnknown(unknown[0]!))
  if (code.length !== codeLength) return wrong(words.codeLength(code.length))
  return { ok: true, input: code }
}

/** What was chosen and ticked of the rooms. */
export type TypedRooms = { which: string; ticked: readonly OpenRoom[] }

export function readRooms(fields: Fields): TypedRooms {
  const ticked = fields.all('rooms')
  return { which: fields.text('which'), ticked: allRooms.filter((room) => ticked.includes(room)) }
}

/** Which rooms are to be open: null for all of them, whatever comes later included. Whoever ticked some is asked. */
export function parseRooms({ which, ticked }: TypedRooms): Parsed<readonly OpenRoom[] | null> {
  const wrong = (sentence: string): { ok: false; problems: FieldProblem[] } => ({
    ok: false,
    problems: [{ field: 'which', sentence }],
  })
  if (which === 'some') return { ok: true, input: ticked }
  if (which !== 'all') return wrong(words.whichMissing)
  if (ticked.length > 0) return wrong(words.whichBoth)
  return { ok: true, input: null }
}

/** The rooms of an invitation as they stand in a form. */
export function showRooms(rooms: readonly OpenRoom[] | null): TypedRooms {
  return { which: rooms === null ? 'all' : 'some', ticked: rooms ?? [] }
}

const changes: readonly Change[] = ['pause', 'stop', 'go-on', 'come-back']

/** Which button was pressed; null for none of ours. */
export function readChange(fields: Fields): Change | null {
  return changes.find((change) => change === fields.text('change')) ?? null
}
