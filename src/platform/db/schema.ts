import type { ColumnType, Generated } from 'kysely'

/**
 * The tables as queries see them. `*_sealed` is ciphertext, `*_index` a keyed fingerprint; see the column register
 * (columns.ts) for what each holds. A contract test compares this shape with the live schema.
 */
export type Schema = {
  account: AccountTable
  session: SessionTable
  sign_in_code: SignInCodeTable
  set_up_code: SetUpCodeTable
  passkey: PasskeyTable
  passkey_challenge: PasskeyChallengeTable
  organisation: OrganisationTable
  membership: MembershipTable
  passkey_exception: PasskeyExceptionTable
  audit_event: AuditEventTable
  task: TaskTable
  exercise: ExerciseTable
  exercise_counter: ExerciseCounterTable
  source: SourceTable
  mailbox: MailboxTable
  mailbox_message: MailboxMessageTable
  voice: VoiceTable
  voice_label: VoiceLabelTable
  voice_join: VoiceJoinTable
  voice_apart: VoiceApartTable
  contribution: ContributionTable
  passage: PassageTable
  source_line: SourceLineTable
  table_choice: TableChoiceTable
  wording: WordingTable
  attachment: AttachmentTable
  consent_event: ConsentEventTable
  voice_detail: VoiceDetailTable
  beside_reading: BesideReadingTable
  preview_answer: PreviewAnswerTable
  edit: EditTable
  passage_review: PassageReviewTable
  theme: ThemeTable
  coding: CodingTable
  series: SeriesTable
  picture: PictureTable
  quote: QuoteTable
  wisdom: WisdomTable
  wisdom_part: WisdomPartTable
  clearance: ClearanceTable
  publication: PublicationTable
  published_address: PublishedAddressTable
  published_passage: PublishedPassageTable
  published_folder: PublishedFolderTable
  rebuild: RebuildTable
  mending: MendingTable
  come_back: ComeBackTable
  request: RequestTable
  payment: PaymentTable
  withdrawal: WithdrawalTable
  concern: ConcernTable
  concern_opening: ConcernOpeningTable
  concern_telling: ConcernTellingTable
  concern_person: ConcernPersonTable
  workplace: WorkplaceTable
  late_joiner: LateJoinerTable
  kept_passage: KeptPassageTable
  retention: RetentionTable
  reading: ReadingTable
  label_index: LabelIndexTable
  derived_mark: DerivedMarkTable
  passage_state: PassageStateView
  beside_state: BesideStateView
}

type AccountTable = {
  id: string
  address_sealed: Buffer
  address_index: Buffer
  created_at: Generated<Date>
}

type SessionTable = {
  id: string
  token_hash: Buffer
  account_id: string
  tenant_id: string | null
  created_at: Generated<Date>
  last_seen_at: Generated<Date>
  expires_at: Date
  revoked_at: Date | null
  by_passkey: Generated<boolean>
}

type SignInCodeTable = {
  id: string
  address_index: Buffer
  browser_hash: Buffer
  code_hash: Buffer
  attempts: Generated<number>
  created_at: Generated<Date>
  expires_at: Date
  used_at: Date | null
}

type SetUpCodeTable = {
  id: string
  code_hash: Buffer
  attempts: Generated<number>
  created_at: Generated<Date>
  used_at: Date | null
}

type PasskeyTable = {
  id: string
  account_id: string
  credential: string
  public_key: string
  counter: number
  name_sealed: Buffer
  created_at: Generated<Date>
  last_used_at: Date | null
}

type PasskeyChallengeTable = {
  challenge_hash: Buffer
  expires_at: Date
}

type OrganisationTable = {
  tenant_id: string
  name: string
  operator: Generated<string>
  help_lines: ColumnType<unknown, string | undefined, string>
  created_at: Generated<Date>
  passkeys_required: Generated<boolean>
}

type MembershipTable = {
  tenant_id: string
  account_id: string
  role: string
  name_sealed: Buffer
  created_at: Generated<Date>
}

type PasskeyExceptionTable = {
  tenant_id: string
  account_id: string
  asked_by: string
  asked_at: Generated<Date>
  agreed_by: string | null
  until: Date | null
}

type AuditEventTable = {
  tenant_id: string
  id: string
  at: Generated<Date>
  actor: string
  act: string
  about: string | null
  about_id: string | null
}

type TaskTable = {
  tenant_id: string
  id: string
  kind: string
  about_id: string
  state: Generated<string>
  done: Generated<number>
  total: Generated<number>
  failure: string | null
  attempts: Generated<number>
  created_at: Generated<Date>
  finished_at: Date | null
  retry_at: Date | null
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

type BesideReadingTable = {
  tenant_id: string
  detail_id: string
  read_by: string
  may_print: boolean
  read_at: Generated<Date>
}

type EditTable = {
  tenant_id: string
  id: string
  passage_id: string
  start_at: number
  end_at: number
  kind: string
  type: string
  confidence: number
  reason: string
  replacement_sealed: Buffer
  reason_sealed: Buffer | null
  state: Generated<string>
  proposed_by: string
  decided_by: string | null
  decided_at: Date | null
}

type PassageReviewTable = {
  tenant_id: string
  passage_id: string
  first_by: string
  first_at: Generated<Date>
  reading_index: Buffer
  second_by: string | null
  second_at: Date | null
}

type ThemeTable = {
  tenant_id: string
  id: string
  exercise_id: string
  name_sealed: Buffer
  created_by: string | null
  created_at: Generated<Date>
}

type CodingTable = {
  tenant_id: string
  id: string
  passage_id: string
  theme_id: string
  start_at: number
  end_at: number
  coded_by: string
  coded_at: Generated<Date>
}

type SeriesTable = {
  tenant_id: string
  id: string
  exercise_id: string
  address: string
  title_sealed: Buffer
  introduction_sealed: Buffer
  how_heard_sealed: Buffer
  created_at: Generated<Date>
}

type PictureTable = {
  tenant_id: string
  id: string
  media_type: string
  bytes_sealed: Buffer
  width: number
  height: number
}

type QuoteTable = {
  tenant_id: string
  id: string
  passage_id: string
  start_at: number
  end_at: number
  cuts: ColumnType<unknown, string | undefined, string>
}

type WisdomTable = {
  tenant_id: string
  id: string
  series_id: string
  number: number
  title_sealed: Buffer
  reflection_sealed: Buffer
  picture_id: string | null
  picture_alt_sealed: Buffer
  lead_quote_id: string | null
  is_signed: Generated<boolean>
}

type WisdomPartTable = {
  tenant_id: string
  id: string
  wisdom_id: string
  place: number
  narration_sealed: Buffer | null
  quote_id: string | null
  goes_with: Generated<string>
}

type ClearanceTable = {
  tenant_id: string
  id: string
  series_id: string
  word_sealed: Buffer
  reason_sealed: Buffer
  first_by: string
  first_at: Generated<Date>
  second_by: string | null
  second_at: Date | null
}

type PublicationTable = {
  tenant_id: string
  id: string
  series_id: string
  edition: number
  printed_on: string
  voices: number
  wisdoms: number
  published_by: string | null
  published_at: Generated<Date>
  content_sealed: Buffer
}

type PublishedAddressTable = {
  tenant_id: string
  series_id: string
  address: string
}

type PublishedPassageTable = {
  tenant_id: string
  series_id: string
  passage_id: string
}

type PublishedFolderTable = {
  tenant_id: string
  id: string
  series_id: string
  number: number
  path_sealed: Buffer
  path_index: Buffer
  written_at: Generated<Date>
  stale_at: Date | null
  missed_at: Date | null
  gone_at: Date | null
}

type RebuildTable = {
  tenant_id: string
  series_id: string
  month: string
  voices: number
  checked_on: string
  made_at: Generated<Date>
}

type MendingTable = {
  tenant_id: string
  id: string
  series_id: string
  wisdom_id: string
  lost: string
  noticed_at: Generated<Date>
  mended_at: Date | null
  mended_by: string | null
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

type ReadingTable = {
  tenant_id: string
  passage_id: string
  exercise_id: string
  text: string
}

type LabelIndexTable = {
  tenant_id: string
  exercise_id: string
  kind: Generated<string>
  blind: Buffer
  voice_label_id: string
}

type DerivedMarkTable = {
  tenant_id: string
  made_at: Generated<Date>
}

/** The view that says what stands with each shown passage; read only. */
type PassageStateView = {
  tenant_id: string
  exercise_id: string
  passage_id: string
  number: number
  length: number
  said_at: string | null
  line: number | null
  contribution_id: string
  source_id: string
  door: string
  voice_id: string
  voice_number: number
  part: 'contributor' | 'facilitator' | 'not-a-contributor'
  may_read: boolean
  may_quote: boolean
  has_open_proposals: boolean
  first_by: string | null
  second_by: string | null
  reading_index: Buffer | null
  is_reviewed: boolean
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
