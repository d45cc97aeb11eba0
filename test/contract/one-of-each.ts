import { randomBytes } from 'node:crypto'
import { newBlindId } from '../../src/platform/ids.ts'
import { rowsOfSpaces } from './rows-of-spaces.ts'

/** One row to insert. Sealed and blind values are random bytes: only their place matters here. */
export type Row = { table: string; values: Record<string, unknown> }

/**
 * One row for every tenant table, parents first (those of Support stand in rows-of-spaces.ts), with two accounts before them that belong to nobody. A table that a
 * migration adds must be added here: the contract tests compare this list with the live schema.
 */
export function oneOfEach(tenantId = newBlindId()): Row[] {
  const ids = new Map<string, string>()
  const id = (table: string): string => {
    const known = ids.get(table)
    if (known) return known
    ids.set(table, newBlindId())
    return ids.get(table)!
  }
  const bytes = () => randomBytes(40)
  const word = () => randomBytes(8).toString('hex')
  const [first, second, third] = [newBlindId(), newBlindId(), newBlindId()]
  const exercise_id = id('exercise')
  const rows: [string, Record<string, unknown>][] = [
    ['account', { id: first, address_sealed: bytes(), address_index: bytes() }],
    ['account', { id: second, address_sealed: bytes(), address_index: bytes() }],
    ['account', { id: third, address_sealed: bytes(), address_index: bytes() }],
    [
      'organisation',
      { name: 'The Lighthouse', operator: 'Lighthouse Ltd', help_lines: '[{"name":"A","number":"1"}]' },
    ],
    ['membership', { account_id: second, role: 'coach', name_sealed: bytes() }],
    ['passkey_exception', { account_id: first, asked_by: second }],
    ['audit_event', { id: id('audit_event'), actor: first, act: 'thing.done' }],
    ['task', { id: id('task'), kind: 'thing.do', about_id: exercise_id }],
    [
      'exercise',
      { id: exercise_id, address: word(), title: 'A', question: 'What helps?', open_until: '2030-04-03' },
    ],
    ['exercise_counter', { exercise_id, last_voice: 1, last_passage: 1 }],
    [
      'source',
      { id: id('source'), exercise_id, door: 'web', format: 'web', content_index: bytes(), state: 'shown' },
    ],
    ['mailbox', { id: id('mailbox'), exercise_id, settings_sealed: bytes(), password_sealed: bytes() }],
    ['mailbox_message', { exercise_id, message_index: bytes(), source_id: id('source') }],
    ['voice', { id: id('voice'), exercise_id, number: 1 }],
    [
      'voice_label',
      {
        id: id('voice_label'),
        exercise_id,
        voice_id: id('voice'),
        source_id: id('source'),
        label_sealed: bytes(),
      },
    ],
    [
      'voice_join',
      {
        id: id('voice_join'),
        exercise_id,
        voice_id: id('voice'),
        other_id: id('voice'),
        contribution_ids: '{}',
        label_ids: '{}',
        come_back_ids: '{}',
        joined_by: first,
      },
    ],
    ['voice_apart', { one_id: id('voice'), other_id: id('voice'), exercise_id, said_by: first }],
    [
      'contribution',
      {
        id: id('contribution'),
        exercise_id,
        voice_id: id('voice'),
        source_id: id('source'),
        came_as: id('voice'),
      },
    ],
    [
      'passage',
      {
        id: id('passage'),
        exercise_id,
        contribution_id: id('contribution'),
        number: 1,
        verbatim_sealed: bytes(),
        length: 9,
      },
    ],
    [
      'source_line',
      { id: id('source_line'), source_id: id('source'), line: 1, kind: 'notice', text_sealed: bytes() },
    ],
    ['table_choice', { shape_index: bytes(), choice: '{"words":[1]}' }],
    [
      'wording',
      {
        id: id('wording'),
        exercise_id,
        version: '1',
        language: 'en-GB',
        sentences: '["May we?"]',
        content_index: bytes(),
      },
    ],
    [
      'attachment',
      {
        id: id('attachment'),
        exercise_id,
        contribution_id: id('contribution'),
        passage_id: id('passage'),
        media_type: 'audio/ogg',
        size: 9,
        file_key_sealed: bytes(),
      },
    ],
    [
      'consent_event',
      {
        id: id('consent_event'),
        exercise_id,
        voice_id: id('voice'),
        use: 'read',
        answer: true,
        words_version: '1',
        recorded_by: first,
        wording_id: id('wording'),
      },
    ],
    [
      'voice_detail',
      {
        id: id('voice_detail'),
        exercise_id,
        voice_id: id('voice'),
        kind: 'description',
        text_sealed: bytes(),
      },
    ],
    ['beside_reading', { detail_id: id('voice_detail'), read_by: first, may_print: true }],
    [
      'edit',
      {
        id: id('edit'),
        passage_id: id('passage'),
        start_at: 0,
        end_at: 2,
        kind: 'cut',
        type: 'name',
        confidence: 0.5,
        reason: 'r',
        replacement_sealed: bytes(),
        proposed_by: first,
        entity_index: bytes(),
      },
    ],
    [
      'passage_sweep',
      { passage_id: id('passage'), swept_by: first, swept_at: new Date(), is_for_whole: false },
    ],
    ['passage_review', { passage_id: id('passage'), first_by: first, reading_index: bytes() }],
    ['theme', { id: id('theme'), exercise_id, name_sealed: bytes(), created_by: first }],
    [
      'coding',
      {
        id: id('coding'),
        passage_id: id('passage'),
        theme_id: id('theme'),
        start_at: 0,
        end_at: 2,
        coded_by: first,
      },
    ],
    [
      'series',
      {
        id: id('series'),
        exercise_id,
        address: 'one',
        title_sealed: bytes(),
        introduction_sealed: bytes(),
        how_heard_sealed: bytes(),
      },
    ],
    ['picture', { id: id('picture'), media_type: 'image/png', bytes_sealed: bytes(), width: 1, height: 1 }],
    ['quote', { id: id('quote'), passage_id: id('passage'), start_at: 0, end_at: 2, cuts: '[[0, 1]]' }],
    ['preview_answer', { quote_id: id('quote'), answer: true, seen_index: bytes() }],
    ['intruder_answer', { quote_id: id('quote'), answered_by: first, answer: 'no', seen_index: bytes() }],
    [
      'wisdom',
      {
        id: id('wisdom'),
        series_id: id('series'),
        number: 1,
        title_sealed: bytes(),
        reflection_sealed: bytes(),
        picture_alt_sealed: bytes(),
        picture_id: id('picture'),
        lead_quote_id: id('quote'),
      },
    ],
    ['wisdom_part', { id: id('wisdom_part'), wisdom_id: id('wisdom'), place: 1, quote_id: id('quote') }],
    [
      'clearance',
      {
        id: id('clearance'),
        series_id: id('series'),
        word_sealed: bytes(),
        reason_sealed: bytes(),
        first_by: first,
      },
    ],
    [
      'publication',
      {
        id: id('publication'),
        series_id: id('series'),
        edition: 1,
        printed_on: '2026-11-21',
        voices: 1,
        wisdoms: 1,
        content_sealed: bytes(),
      },
    ],
    ['published_address', { series_id: id('series'), address: word() }],
    ['published_passage', { series_id: id('series'), passage_id: id('passage') }],
    [
      'published_folder',
      {
        id: id('published_folder'),
        series_id: id('series'),
        number: 1,
        path_sealed: bytes(),
        path_index: bytes(),
      },
    ],
    ['rebuild', { series_id: id('series'), month: '2026-11-01', voices: 1, checked_on: '2026-11-21' }],
    ['mending', { id: id('mending'), series_id: id('series'), wisdom_id: id('wisdom'), lost: 'quote' }],
    ['retention', { exercise_id }],
    [
      'come_back',
      {
        id: id('come_back'),
        exercise_id,
        voice_id: id('voice'),
        phrase_hash: bytes(),
        opens: `{${id('voice')}}`,
      },
    ],
    [
      'request',
      {
        id: id('request'),
        exercise_id,
        voice_id: id('voice'),
        kind: 'phrase',
        number: 4821,
        how_known_sealed: bytes(),
        asked_by: first,
      },
    ],
    [
      'payment',
      {
        id: id('payment'),
        exercise_id,
        name_sealed: bytes(),
        pence: 2000,
        way: 'voucher',
        paid_on: '2026-11-21',
      },
    ],
    ['withdrawal', { id: id('withdrawal'), exercise_id, key_ids: `{${newBlindId()}}` }],
    [
      'concern',
      {
        id: id('concern'),
        exercise_id,
        passage_id: id('passage'),
        start_at: 0,
        end_at: 1,
        marked_by: first,
        told_to: second,
      },
    ],
    [
      'concern_opening',
      {
        id: id('concern_opening'),
        concern_id: id('concern'),
        ground: 'law',
        reason_sealed: bytes(),
        opened_by: second,
      },
    ],
    [
      'concern_telling',
      { id: id('concern_telling'), concern_id: id('concern'), words_sealed: bytes(), told_by: second },
    ],
    ['concern_person', { exercise_id, account_id: second }],
    ['workplace', { exercise_id }],
    ['late_joiner', { exercise_id, account_id: second, up_to: 1 }],
    [
      'kept_passage',
      {
        id: id('kept_passage'),
        exercise_id,
        voice_id: id('voice'),
        passage_id: id('passage'),
        why: 'withdrawal',
        content_sealed: bytes(),
      },
    ],
    ...rowsOfSpaces({ tenantId, first, second, third, id, bytes }),
    ['reading', { passage_id: id('passage'), exercise_id, text: 'A reading.' }],
    ['label_index', { exercise_id, blind: bytes(), voice_label_id: id('voice_label') }],
    ['derived_mark', {}],
  ]
  return rows.map(([table, values]) => ({
    table,
    values: table === 'account' ? values : { tenant_id: tenantId, ...values },
  }))
}

/** The tenant of rows from `oneOfEach`. */
export function tenantOf(rows: readonly Row[]): string {
  return String(rows.find((row) => row.table === 'organisation')!.values['tenant_id'])
}

/** The account a coach of these rows has, who is let into their space. */
export function coachOf(rows: readonly Row[]): string {
  return String(rows.find((row) => row.table === 'offer')!.values['account_id'])
}

/** The insert statement of a row, for any client. */
export function insertOf(row: Row): [string, unknown[]] {
  const columns = Object.keys(row.values)
  const places = columns.map((_, index) => `$${index + 1}`)
  return [
    `insert into ${row.table} (${columns.join(', ')}) values (${places.join(', ')})`,
    Object.values(row.values),
  ]
}

/** Deployment tables. `session` names the organisation a person has open and is nobody's data but the account's. */
export const deploymentTables = [
  'account',
  'session',
  'sign_in_code',
  'set_up_code',
  'passkey',
  'passkey_challenge',
  'space_entry',
  'space_session',
  'space_leaving',
  'space_passkey',
  'space_address',
  'space_named',
  'space_vouch',
  'space_recovery',
]
