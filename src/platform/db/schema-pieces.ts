import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

/** What is made of the words: edits, themes, quotes, Wisdoms, editions. */
export type PiecesTables = {
  edit: EditTable
  passage_review: PassageReviewTable
  passage_sweep: PassageSweepTable
  theme: ThemeTable
  coding: CodingTable
  quote: QuoteTable
  series: SeriesTable
  picture: PictureTable
  wisdom: WisdomTable
  wisdom_part: WisdomPartTable
  clearance: ClearanceTable
  publication: PublicationTable
  published_address: PublishedAddressTable
  published_passage: PublishedPassageTable
  published_folder: PublishedFolderTable
  rebuild: RebuildTable
  mending: MendingTable
  reading: ReadingTable
  derived_mark: DerivedMarkTable
  passage_state: PassageStateView
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
  entity_index: Buffer | null
  exercise_id: GeneratedAlways<string>
  source_id: GeneratedAlways<string>
  contribution_id: GeneratedAlways<string>
  number: GeneratedAlways<number>
  card_index: GeneratedAlways<Buffer>
  harm: Generated<number>
}

type PassageSweepTable = {
  tenant_id: string
  passage_id: string
  swept_by: string | null
  swept_at: Date | null
  is_for_whole: Generated<boolean>
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

type QuoteTable = {
  tenant_id: string
  id: string
  passage_id: string
  start_at: number
  end_at: number
  cuts: ColumnType<unknown, string | undefined, string>
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

type ReadingTable = {
  tenant_id: string
  passage_id: string
  exercise_id: string
  text: string
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
