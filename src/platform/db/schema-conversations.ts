import type { Generated } from 'kysely'

/** Conversations in a person's own space, and what a person wants today. */
export type ConversationsTables = {
  conversation: ConversationTable
  line: LineTable
  today: TodayTable
}

type ConversationTable = {
  tenant_id: string
  id: string
  number: Generated<number>
  happened_on: string
}

type LineTable = {
  tenant_id: string
  id: string
  conversation_id: string
  number: Generated<number>
  author: Generated<string>
  author_sealed: Buffer | null
  words_sealed: Buffer
  beside_line_id: string | null
  written_on: Generated<string>
}

type TodayTable = {
  tenant_id: string
  said_by: Generated<string>
  wish: string
  words_sealed: Buffer | null
  coach_sealed: Buffer | null
  said_at: Generated<Date>
}
