import type { Generated } from 'kysely'

/** What keeps a person safe, in their words, and the chances they choose to take. */
export type KeepingSafeTables = {
  keeping_safe_version: KeepingSafeVersionTable
  chance: ChanceTable
  chance_version: ChanceVersionTable
  chance_line: ChanceLineTable
  keeping_safe_conversation: KeepingSafeConversationTable
}

type KeepingSafeVersionTable = {
  tenant_id: string
  id: string
  place: number
  content_sealed: Buffer
  written_at: Generated<Date>
}

type ChanceTable = {
  tenant_id: string
  id: string
  begun_at: Generated<Date>
}

type ChanceVersionTable = {
  tenant_id: string
  id: string
  chance_id: string
  place: number
  is_down: boolean
  content_sealed: Buffer
  written_at: Generated<Date>
}

type ChanceLineTable = {
  tenant_id: string
  id: string
  chance_id: string
  account_id: string
  content_sealed: Buffer
  written_at: Generated<Date>
}

type KeepingSafeConversationTable = {
  tenant_id: string
  id: string
  by_account: string | null
  by_sealed: Buffer | null
  said_at: Generated<Date>
}
