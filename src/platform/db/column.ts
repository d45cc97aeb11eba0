/**
 * - `words`: what somebody said or wrote, or what the team wrote about it: sealed, or in a derived table.
 * - `label`: what names somebody (a name, an address, a number to ring): sealed.
 * - `fingerprint`: a keyed or slow hash of words, labels or secrets: compares, never opens.
 * - `public-words`: written by the team to be shown to the public as it stands.
 * - `id`, and `none`: a number, a time, one of a few fixed words.
 */
export type Holds = 'words' | 'label' | 'fingerprint' | 'public-words' | 'id' | 'none'

/**
 * Whose key opens it: a passage's own, a kept passage's, a label's, an attachment's, a voice's, a source's, a cleared
 * word's, a safeguarding record's, the organisation's, a person's space's, the deployment's; null when not sealed.
 */
export type Key =
  | 'passage'
  | 'kept'
  | 'label'
  | 'attachment'
  | 'voice'
  | 'source'
  | 'clearance'
  | 'record'
  | 'organisation'
  | 'space'
  | 'deployment'
  | null

/**
 * What the withdrawal of a voice, or the leaving of a person, does to a row that belongs to it: `deleted`; `rewritten` without what was theirs;
 * `emptied` down to a marker; `kept`, because it says nothing of a voice.
 */
export type OnWithdrawal = 'deleted' | 'rewritten' | 'emptied' | 'kept'

/** Who gets it when they take theirs away: the voice that comes back, the person, the organisation, or nobody. */
export type InExport = 'voice' | 'person' | 'organisation' | 'nobody'

/**
 * How long it stays: as long as the exercise, the organisation, a worker's account or the person's space; `hours` for codes and uploads
 * under way; `law`: until the date in its own record, whatever else goes; `derived` rows are in no backup and may be made again at any time;
 * `day` rows are in none either, and gone with the day; `schema` comes with the program.
 */
export type Retention =
  'exercise' | 'organisation' | 'account' | 'space' | 'law' | 'hours' | 'derived' | 'day' | 'schema'

export type Column = {
  holds: Holds
  key: Key
  withdrawal: OnWithdrawal
  export: InExport
  retention: Retention
}

export type Held = Pick<Column, 'holds' | 'key'> & Partial<Column>
export type Rest = Pick<Column, 'withdrawal' | 'export' | 'retention'>

export const id: Held = { holds: 'id', key: null }
export const none: Held = { holds: 'none', key: null }
export const publicWords: Held = { holds: 'public-words', key: null }
export const fingerprint: Held = { holds: 'fingerprint', key: null, export: 'nobody' }
export const words = (key: Key): Held => ({ holds: 'words', key })
export const label = (key: Key): Held => ({ holds: 'label', key })

export const ofAccount: Rest = { withdrawal: 'kept', export: 'nobody', retention: 'account' }
export const ofCode: Rest = { withdrawal: 'kept', export: 'nobody', retention: 'hours' }
export const ofOrganisation: Rest = { withdrawal: 'kept', export: 'organisation', retention: 'organisation' }
export const ofExercise: Rest = { withdrawal: 'kept', export: 'organisation', retention: 'exercise' }
export const ofVoice: Rest = { withdrawal: 'deleted', export: 'voice', retention: 'exercise' }
export const madeOfVoice: Rest = { withdrawal: 'deleted', export: 'organisation', retention: 'exercise' }
export const ofSpace: Rest = { withdrawal: 'deleted', export: 'person', retention: 'space' }
export const wayIn: Rest = { withdrawal: 'deleted', export: 'nobody', retention: 'space' }
export const ofDuty: Rest = { withdrawal: 'kept', export: 'organisation', retention: 'law' }
export const derived: Rest = { withdrawal: 'deleted', export: 'nobody', retention: 'derived' }
/** Said for one day. The person keeps it, as a line of theirs, or nobody does. */
export const ofDay: Rest = { withdrawal: 'deleted', export: 'nobody', retention: 'day' }
export const ofProgram: Rest = { withdrawal: 'kept', export: 'nobody', retention: 'schema' }

export function table<Name extends string>(rest: Rest, held: Record<Name, Held>): Record<Name, Column> {
  const entries = Object.entries<Held>(held).map(([name, column]) => [name, { ...rest, ...column }])
  return Object.fromEntries(entries) as Record<Name, Column>
}
