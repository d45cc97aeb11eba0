import type { Fields, Parsed } from '../../platform/http/fields.ts'
import { isId } from '../../platform/ids.ts'
import { rooms as allRooms, type OpenRoom } from '../looks/looks.ts'
import {
  checkText,
  parseSaid,
  pickKnown,
  readSaid,
  type Days,
  type TypedSaid,
} from '../safeguarding/safeguarding.form.ts'
import { grounds, type Known } from '../safeguarding/safeguarding.ts'
import type { NewEmergency } from './emergency.ts'
import { emergencyWords } from './emergency.words.ts'

export { grounds }

const words = emergencyWords['en-GB']

export type TypedEmergency = {
  space: string
  name: string
  ground: string
  why: string
  rooms: readonly string[]
  implicated: readonly string[]
} & TypedSaid

export function readEmergency(fields: Fields): TypedEmergency {
  return {
    space: fields.text('space'),
    name: fields.text('name'),
    ground: fields.text('ground'),
    why: fields.text('why'),
    rooms: fields.all('rooms'),
    implicated: fields.all('implicated').filter((one) => isId(one)),
    ...readSaid(fields),
  }
}

export function parseEmergency(
  typed: TypedEmergency,
  known: readonly Known[],
  days: Days,
): Parsed<NewEmergency> {
  const about = pickKnown(typed, known)
  const ground = grounds.find((one) => one === typed.ground)
  const rooms = allRooms.filter((room): room is OpenRoom => typed.rooms.includes(room))
  const said = parseSaid(typed, days)
  const problems = [
    ...(about.ok ? [] : about.problems),
    ...(ground ? [] : [{ field: 'ground', sentence: words.groundMissing }]),
    ...checkText('why', typed.why),
    ...(rooms.length > 0 ? [] : [{ field: 'rooms', sentence: words.roomsMissing }]),
    ...(said.ok ? [] : said.problems),
  ]
  if (!about.ok || !ground || !said.ok || problems.length > 0) return { ok: false, problems }
  const { why, implicated, sending } = typed
  return {
    ok: true,
    input: { about: about.input, ground, why, rooms, implicated, said: said.input, sending },
  }
}
