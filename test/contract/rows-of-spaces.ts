/** What rows are made of: the tenant, three accounts, one id for each table, and bytes that stand for sealed words. */
type Making = {
  tenantId: string
  first: string
  second: string
  third: string
  id: (table: string) => string
  bytes: () => Buffer
}

/** One row for every table of Support, parents first: a space that is open to `second`, and what lies beside it. */
export function rowsOfSpaces(making: Making): [string, Record<string, unknown>][] {
  const { tenantId, first, second, third, id, bytes } = making
  return [
    ['space', { name_sealed: bytes() }],
    [
      'invitation',
      {
        id: id('invitation'),
        organisation_id: tenantId,
        account_id: second,
        coach_sealed: bytes(),
        asked_by: 'person',
        state: 'open',
      },
    ],
    ['look', { id: id('look'), who_sealed: bytes(), room: 'goals', why: 'invited' }],
    ['way_back', { named_sealed: bytes() }],
    ['membership', { account_id: first, role: 'safeguarding', name_sealed: bytes() }],
    [
      'safeguarding_record',
      {
        id: id('safeguarding_record'),
        kind: 'record',
        about_space: tenantId,
        names_sealed: bytes(),
        duty: 'law',
        written_by: second,
        kept_until: '2020-01-01',
      },
    ],
    ['safeguarding_words', { safeguarding_record_id: id('safeguarding_record'), why_sealed: bytes() }],
    [
      'safeguarding_implicated',
      { safeguarding_record_id: id('safeguarding_record'), account_id: third, named_by: second },
    ],
    [
      'safeguarding_decision',
      {
        id: id('safeguarding_decision'),
        safeguarding_record_id: id('safeguarding_record'),
        kind: 'told',
        words_sealed: bytes(),
        said_by: second,
      },
    ],
    [
      'safeguarding_line',
      {
        id: id('safeguarding_line'),
        safeguarding_record_id: id('safeguarding_record'),
        words_sealed: bytes(),
      },
    ],
    ['safeguarding_letter', { id: id('safeguarding_letter'), account_id: first }],
    [
      'emergency',
      {
        id: id('emergency'),
        organisation_id: tenantId,
        account_id: second,
        rooms: ['goals'],
        until: new Date(Date.now() + 20 * 60_000),
      },
    ],
    ['goal', { id: id('goal'), by_account: second }],
    ['step', { id: id('step'), goal_id: id('goal'), by_account: second }],
    [
      'goal_wording',
      {
        id: id('goal_wording'),
        goal_id: id('goal'),
        number: 1,
        words_sealed: bytes(),
        hand: 'together',
        by_account: second,
        by_sealed: bytes(),
      },
    ],
    ['goal_mark', { id: id('goal_mark'), goal_id: id('goal'), mark: 5 }],
    [
      'goal_suggestion',
      { id: id('goal_suggestion'), words_sealed: bytes(), by_account: second, by_sealed: bytes() },
    ],
    ['conversation', { id: id('conversation'), number: 1, happened_on: '2026-11-22' }],
    [
      'line',
      {
        id: id('line'),
        conversation_id: id('conversation'),
        number: 1,
        author: 'person',
        words_sealed: bytes(),
      },
    ],
    ['today', { said_by: 'coach', wish: 'listen' }],
    ['keeping_safe_version', { id: id('keeping_safe_version'), place: 1, content_sealed: bytes() }],
    ['chance', { id: id('chance') }],
    [
      'chance_version',
      {
        id: id('chance_version'),
        chance_id: id('chance'),
        place: 1,
        is_down: false,
        content_sealed: bytes(),
      },
    ],
    [
      'chance_line',
      { id: id('chance_line'), chance_id: id('chance'), account_id: second, content_sealed: bytes() },
    ],
    ['keeping_safe_conversation', { id: id('conversation'), by_account: second, by_sealed: bytes() }],
    ['offer', { id: id('offer'), account_id: second, code_index: bytes(), expires_at: '2040-01-01' }],
    ['later_letter', { id: id('later_letter'), words_sealed: bytes() }],
    ['moving_on', {}],
  ]
}

/** What a row that stood before is told apart by from the one that stands, where that cannot go alone. */
export const before: Readonly<Record<string, Record<string, unknown>>> = {
  goal_wording: { number: 2 },
  keeping_safe_version: { place: 0 },
  chance_version: { place: 0 },
}
