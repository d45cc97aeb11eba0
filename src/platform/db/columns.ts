/**
 * The column register: for every column of every table, what it holds, under which key, and what happens to it. A
 * contract test compares it with the live schema both ways; a column nobody has declared stops the build.
 */

/**
 * - `words`: what somebody said or wrote, or what the team wrote about it: sealed, or in a derived table.
 * - `label`: what names somebody (a name, an address, a number to ring): sealed.
 * - `fingerprint`: a keyed or slow hash of words, labels or secrets: compares, never opens.
 * - `public-words`: written by the team to be shown to the public as it stands.
 * - `id`, and `none`: a number, a time, one of a few fixed words.
 */
export type Holds = 'words' | 'label' | 'fingerprint' | 'public-words' | 'id' | 'none'

/** Whose key opens it: a passage's own, a label's own, the organisation's, the deployment's; null when not sealed. */
export type Key = 'passage' | 'label' | 'organisation' | 'deployment' | null

/**
 * What the withdrawal of a voice does to a row that belongs to it: `deleted`; `rewritten` without what was theirs;
 * `emptied` down to a marker; `kept`, because it says nothing of a voice.
 */
export type OnWithdrawal = 'deleted' | 'rewritten' | 'emptied' | 'kept'

/** Who gets it when they take theirs away: the voice that comes back, the organisation, or nobody. */
export type InExport = 'voice' | 'organisation' | 'nobody'

/**
 * How long it stays: as long as the exercise, the organisation or the person's account; `hours` for codes and uploads
 * under way; `derived` rows are in no backup and may be made again at any time; `schema` comes with the program.
 */
export type Retention = 'exercise' | 'organisation' | 'account' | 'hours' | 'derived' | 'schema'

export type Column = {
  holds: Holds
  key: Key
  withdrawal: OnWithdrawal
  export: InExport
  retention: Retention
}

type Held = Pick<Column, 'holds' | 'key'> & Partial<Column>
type Rest = Pick<Column, 'withdrawal' | 'export' | 'retention'>

const id: Held = { holds: 'id', key: null }
const none: Held = { holds: 'none', key: null }
const publicWords: Held = { holds: 'public-words', key: null }
const fingerprint: Held = { holds: 'fingerprint', key: null, export: 'nobody' }
const words = (key: Key): Held => ({ holds: 'words', key })
const label = (key: Key): Held => ({ holds: 'label', key })

const ofAccount: Rest = { withdrawal: 'kept', export: 'nobody', retention: 'account' }
const ofCode: Rest = { withdrawal: 'kept', export: 'nobody', retention: 'hours' }
const ofOrganisation: Rest = { withdrawal: 'kept', export: 'organisation', retention: 'organisation' }
const ofExercise: Rest = { withdrawal: 'kept', export: 'organisation', retention: 'exercise' }
const ofVoice: Rest = { withdrawal: 'deleted', export: 'voice', retention: 'exercise' }
const madeOfVoice: Rest = { withdrawal: 'deleted', export: 'organisation', retention: 'exercise' }
const derived: Rest = { withdrawal: 'deleted', export: 'nobody', retention: 'derived' }
const ofProgram: Rest = { withdrawal: 'kept', export: 'nobody', retention: 'schema' }

function table<Name extends string>(rest: Rest, held: Record<Name, Held>): Record<Name, Column> {
  const entries = Object.entries<Held>(held).map(([name, column]) => [name, { ...rest, ...column }])
  return Object.fromEntries(entries) as Record<Name, Column>
}

/** Tables of schema public by name; those of another schema with it (`scope.access_rule`). */
export const columns = {
  schema_migration: table(ofProgram, { name: none, hash: none, applied_at: none }),
  'scope.access_rule': table(ofProgram, { role: none, table_name: none, verb: none }),

  account: table(ofAccount, {
    id,
    address_sealed: label('deployment'),
    address_index: fingerprint,
    created_at: none,
  }),
  session: table(ofAccount, {
    id,
    token_hash: fingerprint,
    account_id: id,
    tenant_id: id,
    created_at: none,
    last_seen_at: none,
    expires_at: none,
    revoked_at: none,
  }),
  sign_in_code: table(ofCode, {
    id,
    address_index: fingerprint,
    browser_hash: fingerprint,
    code_hash: fingerprint,
    attempts: none,
    created_at: none,
    expires_at: none,
    used_at: none,
  }),
  set_up_code: table(ofCode, { id, code_hash: fingerprint, attempts: none, created_at: none, used_at: none }),

  organisation: table(ofOrganisation, {
    tenant_id: id,
    name: publicWords,
    operator: publicWords,
    help_lines: publicWords,
    created_at: none,
  }),
  membership: table(ofOrganisation, {
    tenant_id: id,
    account_id: id,
    role: none,
    name_sealed: label('organisation'),
    created_at: none,
  }),
  audit_event: table(ofOrganisation, {
    tenant_id: id,
    id,
    at: none,
    actor: id,
    act: none,
    about: none,
    about_id: id,
  }),
  task: table(ofOrganisation, {
    tenant_id: id,
    id,
    kind: none,
    about_id: id,
    state: none,
    done: none,
    total: none,
    failure: none,
    attempts: none,
    created_at: none,
    finished_at: none,
  }),

  exercise: table(ofExercise, {
    tenant_id: id,
    id,
    address: publicWords,
    title: publicWords,
    question: publicWords,
    asked: publicWords,
    open_until: none,
    what_happens: publicWords,
    who_reads: publicWords,
    read_by: publicWords,
    opened_at: none,
    closed_at: none,
  }),
  exercise_counter: table(ofExercise, {
    tenant_id: id,
    exercise_id: id,
    last_voice: none,
    last_passage: none,
  }),
  source: table(ofExercise, {
    tenant_id: id,
    id,
    exercise_id: id,
    door: none,
    format: none,
    file_name_sealed: label('organisation'),
    content_index: fingerprint,
    state: none,
    failure: none,
    how_agreed_sealed: words('organisation'),
    day_month: none,
    passages: none,
    notices: none,
    not_understood: none,
    seconds: none,
    brought_by: id,
    brought_at: none,
    touched_at: none,
    upload_id: { ...id, retention: 'hours' },
    // The key of the file that is being read: what it opens is words.
    upload_key_sealed: { ...words('organisation'), export: 'nobody', retention: 'hours' },
  }),
  source_line: table(ofExercise, {
    tenant_id: id,
    id,
    source_id: id,
    line: none,
    kind: none,
    reason: none,
    text_sealed: words('organisation'),
  }),
  voice: table(ofVoice, {
    tenant_id: id,
    id,
    exercise_id: id,
    number: none,
    part: none,
    created_at: none,
  }),
  voice_label: table(ofVoice, {
    tenant_id: id,
    id,
    exercise_id: id,
    voice_id: id,
    source_id: id,
    label_sealed: label('label'),
  }),
  contribution: table(ofVoice, {
    tenant_id: id,
    id,
    exercise_id: id,
    voice_id: id,
    source_id: id,
    received_at: none,
  }),
  passage: table(ofVoice, {
    tenant_id: id,
    id,
    exercise_id: id,
    contribution_id: id,
    number: none,
    line: none,
    said_at: none,
    verbatim_sealed: words('passage'),
    length: none,
  }),
  consent_event: table(ofVoice, {
    tenant_id: id,
    id,
    exercise_id: id,
    voice_id: id,
    use: none,
    answer: none,
    how_sealed: words('organisation'),
    words_version: none,
    recorded_by: id,
    at: none,
  }),
  come_back: table(ofVoice, {
    tenant_id: id,
    id,
    exercise_id: id,
    voice_id: id,
    phrase_hash: fingerprint,
    created_at: none,
  }),
  withdrawal: table(
    { withdrawal: 'emptied', export: 'organisation', retention: 'exercise' },
    { tenant_id: id, id, exercise_id: id, key_ids: id, asked_at: none, completed_at: none },
  ),

  edit: table(madeOfVoice, {
    tenant_id: id,
    id,
    passage_id: id,
    start_at: none,
    end_at: none,
    kind: none,
    type: none,
    confidence: none,
    reason: none,
    replacement_sealed: words('passage'),
    reason_sealed: words('passage'),
    state: none,
    proposed_by: id,
    decided_by: id,
    decided_at: none,
  }),
  passage_review: table(madeOfVoice, {
    tenant_id: id,
    passage_id: id,
    first_by: id,
    first_at: none,
    reading_index: fingerprint,
    second_by: id,
    second_at: none,
  }),
  theme: table(ofExercise, {
    tenant_id: id,
    id,
    exercise_id: id,
    name_sealed: words('organisation'),
    created_by: id,
    created_at: none,
  }),
  coding: table(madeOfVoice, {
    tenant_id: id,
    id,
    passage_id: id,
    theme_id: id,
    start_at: none,
    end_at: none,
    coded_by: id,
    coded_at: none,
  }),
  quote: table(madeOfVoice, {
    tenant_id: id,
    id,
    passage_id: id,
    start_at: none,
    end_at: none,
    cuts: none,
  }),

  series: table(ofExercise, {
    tenant_id: id,
    id,
    exercise_id: id,
    address: publicWords,
    title_sealed: words('organisation'),
    introduction_sealed: words('organisation'),
    how_heard_sealed: words('organisation'),
    created_at: none,
  }),
  picture: table(ofExercise, {
    tenant_id: id,
    id,
    media_type: none,
    bytes_sealed: words('organisation'),
    width: none,
    height: none,
  }),
  wisdom: table(ofExercise, {
    tenant_id: id,
    id,
    series_id: id,
    number: none,
    title_sealed: words('organisation'),
    reflection_sealed: words('organisation'),
    picture_id: id,
    picture_alt_sealed: words('organisation'),
    lead_quote_id: { ...id, withdrawal: 'rewritten' },
  }),
  wisdom_part: table(ofExercise, {
    tenant_id: id,
    id,
    wisdom_id: id,
    place: none,
    narration_sealed: words('organisation'),
    // A part that is a quote goes with the quote.
    quote_id: { ...id, withdrawal: 'deleted' },
  }),
  clearance: table(ofExercise, {
    tenant_id: id,
    id,
    series_id: id,
    word_sealed: label('organisation'),
    reason_sealed: words('organisation'),
    first_by: id,
    first_at: none,
    second_by: id,
    second_at: none,
  }),
  publication: table(ofExercise, {
    tenant_id: id,
    id,
    series_id: id,
    edition: none,
    printed_on: none,
    voices: none,
    wisdoms: none,
    published_by: id,
    published_at: none,
    // The team's words; of each quote only its passage and offsets, which lead nowhere after a withdrawal.
    content_sealed: words('organisation'),
  }),
  published_address: table(ofExercise, { tenant_id: id, series_id: id, address: publicWords }),

  reading: table(derived, { tenant_id: id, passage_id: id, exercise_id: id, text: words(null) }),
  label_index: table(derived, { tenant_id: id, exercise_id: id, blind: fingerprint, voice_label_id: id }),
  derived_mark: table({ ...derived, withdrawal: 'kept' }, { tenant_id: id, made_at: none }),
} as const satisfies Record<string, Record<string, Column>>
