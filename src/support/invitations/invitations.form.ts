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

/** Which rooms are to be open: null for all of them, whatever comes later included. Nothing ticked is all. */
export function readRooms(fields: Fields): OpenRoom[] | null {
  if (fields.text('which') !== 'some') return null
  const ticked = fields.all('rooms')
  return allRooms.filter((room) => ticked.includes(room))
}

const changes: readonly Change[] = ['pause', 'stop', 'go-on', 'come-back']

/** Which button was pressed; null for none of ours. */
export function readChange(fields: Fields): Change | null {
  return changes.find((change) => change === fields.text('change')) ?? null
}
