import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

/** The question, the doors, voices and their words. */
export type HeardTables = {
  exercise: ExerciseTable
  exercise_counter: ExerciseCounterTable
  source: SourceTable
  source_line: SourceLineTable
  attachment: AttachmentTable
  table_choice: TableChoiceTable
  mailbox: MailboxTable
  mailbox_message: MailboxMessageTable
  voice: VoiceTable
  voice_label: VoiceLabelTable
  voice_join: VoiceJoinTable
  voice_apart: VoiceApartTable
  contribution: ContributionTable
  passage: PassageTable
  label_index: LabelIndexTable
}

type ExerciseTable = {
  tenant_id: string
  id: string
  address: string
  title: string
  question: string
  asked: Generated<string>
  open_until: string | null
  what_happens: Generated<string>
  who_reads: Generated<string>
  read_by: Generated<string>
  basis: Generated<string>
  basis_text: Generated<string>
  might_act: Generated<string>
  remove_until: string | null
  raw_until: string | null
  payment: Generated<string>
  asks: Generated<string>
  opened_at: Generated<Date>
  closed_at: Date | null
}

type ExerciseCounterTable = {
  tenant_id: string
  exercise_id: string
  last_voice: Generated<number>
  last_passage: Generated<number>
}

type SourceTable = {
  tenant_id: string
  id: string
  exercise_id: string
  door: string
  format: string
  file_name_sealed: Buffer | null
  content_index: Buffer
  state: Generated<string>
  failure: string | null
  how_agreed_sealed: Buffer | null
  day_month: string | null
  passages: Generated<number>
  notices: Generated<number>
  not_understood: Generated<number>
  seconds: number | null
  brought_by: string | null
  brought_at: Generated<Date>
  touched_at: Generated<Date>
  upload_id: string | null
  upload_key_sealed: Buffer | null
  agreed_at: Date | null
  repeated: Generated<number>
  left_out: Generated<number>
  withdrawn: Generated<number>
  asked_sealed: Buffer | null
  left_out_sealed: Buffer | null
}

type SourceLineTable = {
  tenant_id: string
  id: string
  source_id: string
  line: number
  kind: string
  reason: string | null
  text_sealed: Buffer
  said_sealed: Buffer | null
}

type AttachmentTable = {
  tenant_id: string
  id: string
  exercise_id: string
  contribution_id: string
  passage_id: string | null
  is_typed: Generated<boolean>
  line: number | null
  said_at: string | null
  media_type: string
  size: number
  file_key_sealed: Buffer
}

type TableChoiceTable = {
  tenant_id: string
  shape_index: Buffer
  choice: ColumnType<unknown, string, string>
  chosen_at: ColumnType<Date, Date | undefined, Date>
}

type MailboxTable = {
  tenant_id: string
  id: string
  exercise_id: string
  source_id: string | null
  settings_sealed: Buffer
  password_sealed: Buffer
  is_on: Generated<boolean>
  uid_validity: number | null
  last_uid: Generated<number>
  arrived: Generated<number>
  passed_over: Generated<number>
  trouble: string | null
  failures: Generated<number>
  looked_at: Date | null
  next_look_at: Generated<Date>
  set_up_by: string | null
  set_up_at: Generated<Date>
}

type MailboxMessageTable = {
  tenant_id: string
  exercise_id: string
  message_index: Buffer
  source_id: string | null
  passage_ids: Generated<string[]>
}

type VoiceTable = {
  tenant_id: string
  id: string
  exercise_id: string
  number: number
  part: Generated<string>
  joined_to: string | null
  created_at: Generated<Date>
  rest: string | null
}

type VoiceLabelTable = {
  tenant_id: string
  id: string
  exercise_id: string
  voice_id: string
  source_id: string
  contribution_id: string | null
  label_sealed: Buffer
}

type VoiceJoinTable = {
  tenant_id: string
  id: string
  exercise_id: string
  voice_id: string
  other_id: string
  contribution_ids: string
  label_ids: string
  come_back_ids: string
  joined_by: string | null
  joined_at: Generated<Date>
}

type VoiceApartTable = {
  tenant_id: string
  one_id: string
  other_id: string
  exercise_id: string
  said_by: string | null
  said_at: Generated<Date>
}

type ContributionTable = {
  tenant_id: string
  id: string
  exercise_id: string
  voice_id: string
  source_id: string
  received_at: Generated<Date>
  is_held: Generated<boolean>
  sending_index: Buffer | null
  held_why: string | null
  came_as: string
}

type PassageTable = {
  tenant_id: string
  id: string
  exercise_id: string
  contribution_id: string
  number: number
  line: number | null
  said_at: string | null
  verbatim_sealed: Buffer
  context_sealed: Buffer | null
  length: number
  stage: GeneratedAlways<string>
}

type LabelIndexTable = {
  tenant_id: string
  exercise_id: string
  kind: Generated<string>
  blind: Buffer
  voice_label_id: string
}
