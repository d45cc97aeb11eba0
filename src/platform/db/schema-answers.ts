import type { ColumnType, Generated } from 'kysely'

/** What voices say yes and no to, and say of themselves; how they come back and go; worries and workplaces. */
export type AnswersTables = {
  wording: WordingTable
  consent_event: ConsentEventTable
  voice_detail: VoiceDetailTable
  preview_answer: PreviewAnswerTable
  intruder_answer: IntruderAnswerTable
  beside_reading: BesideReadingTable
  come_back: ComeBackTable
  request: RequestTable
  payment: PaymentTable
  withdrawal: WithdrawalTable
  kept_passage: KeptPassageTable
  retention: RetentionTable
  concern: ConcernTable
  concern_opening: ConcernOpeningTable
  concern_telling: ConcernTellingTable
  concern_person: ConcernPersonTable
  workplace: WorkplaceTable
  late_joiner: LateJoinerTable
  beside_state: BesideStateView
}

type WordingTable = {
  tenant_id: string
  id: string
  exercise_id: string
  version: string
  language: string
  sentences: ColumnType<unknown, string | undefined, string>
  content_index: Buffer
  written_at: Generated<Date>
}

type ConsentEventTable = {
  tenant_id: string
  id: string
  exercise_id: string
  voice_id: string
  use: string
  answer: boolean
  how_sealed: Buffer | null
  words_version: string
  recorded_by: string
  at: Generated<Date>
  wording_id: string | null
  way: Generated<string>
  given_as: Generated<string | null>
  how_key: Generated<string>
}

type VoiceDetailTable = {
  tenant_id: string
  id: string
  exercise_id: string
  voice_id: string
  kind: string
  text_sealed: Buffer
  written_at: Generated<Date>
  given_as: Generated<string | null>
}

type PreviewAnswerTable = {
  tenant_id: string
  quote_id: string
  answer: boolean
  seen_index: Buffer
  answered_at: Generated<Date>
}

type IntruderAnswerTable = {
  tenant_id: string
  quote_id: string
  answered_by: string
  answer: string
  seen_index: Buffer
  answered_at: Generated<Date>
}

type BesideReadingTable = {
  tenant_id: string
  detail_id: string
  read_by: string
  may_print: boolean
  read_at: Generated<Date>
}

type ComeBackTable = {
  tenant_id: string
  id: string
  exercise_id: string
  voice_id: string
  phrase_hash: Buffer
  created_at: Generated<Date>
  made: Generated<string>
  opens: string
}

type RequestTable = {
  tenant_id: string
  id: string
  exercise_id: string
  voice_id: string
  kind: string
  number: number
  how_known_sealed: Buffer
  asked_by: string
  asked_at: Generated<Date>
  ready_at: Generated<Date>
  second_by: string | null
  second_at: Date | null
  stopped_by: string | null
  stopped_at: Date | null
  done_at: Date | null
}

type PaymentTable = {
  tenant_id: string
  id: string
  exercise_id: string
  name_sealed: Buffer
  pence: number
  way: string
  paid_on: string
}

type WithdrawalTable = {
  tenant_id: string
  id: string
  exercise_id: string
  key_ids: string
  asked_at: Generated<Date>
  completed_at: Date | null
  source_ids: Generated<string>
}

type KeptPassageTable = {
  tenant_id: string
  id: string
  exercise_id: string
  voice_id: string
  passage_id: string
  why: string
  content_sealed: Buffer
  kept_at: Generated<Date>
}

type RetentionTable = {
  tenant_id: string
  exercise_id: string
  told_for: string | null
  gone_at: Date | null
}

type ConcernTable = {
  tenant_id: string
  id: string
  exercise_id: string
  passage_id: string | null
  start_at: number
  end_at: number
  note_sealed: Buffer | null
  marked_by: string
  marked_at: Generated<Date>
  told_to: string
  told_at: Date | null
  seen_at: Date | null
  outcome: string | null
  answer_sealed: Buffer | null
  answered_by: string | null
  answered_at: Date | null
}

type ConcernOpeningTable = {
  tenant_id: string
  id: string
  concern_id: string
  ground: string
  reason_sealed: Buffer
  opened_by: string
  opened_at: Generated<Date>
}

type ConcernTellingTable = {
  tenant_id: string
  id: string
  concern_id: string
  words_sealed: Buffer
  told_by: string
  told_at: Generated<Date>
}

type ConcernPersonTable = {
  tenant_id: string
  exercise_id: string
  account_id: string
}

type WorkplaceTable = {
  tenant_id: string
  exercise_id: string
  advice: Generated<string>
  since: Generated<Date>
}

type LateJoinerTable = {
  tenant_id: string
  exercise_id: string
  account_id: string
  up_to: number
  joined_at: Generated<Date>
}

type BesideStateView = {
  tenant_id: string
  exercise_id: string
  detail_id: string
  voice_id: string
  voice_number: number
  given_as: string | null
  kind: string
  text_sealed: Buffer
  is_chosen: boolean
  may_print: boolean
  is_left_out: boolean
}
