import { id, label, none, ofSpace, table, words, type Column } from './column.ts'

/** What keeps a person safe, in their words, and the chances they choose to take. */
export const keepingSafeColumns = {
  keeping_safe_version: table(ofSpace, {
    tenant_id: id,
    id,
    place: none,
    content_sealed: words('space'),
    written_at: none,
  }),
  chance: table(ofSpace, { tenant_id: id, id, begun_at: none }),
  chance_version: table(ofSpace, {
    tenant_id: id,
    id,
    chance_id: id,
    place: none,
    is_down: none,
    content_sealed: words('space'),
    written_at: none,
  }),
  chance_line: table(ofSpace, {
    tenant_id: id,
    id,
    chance_id: id,
    account_id: id,
    content_sealed: words('space'),
    written_at: none,
  }),
  keeping_safe_conversation: table(ofSpace, {
    tenant_id: id,
    id,
    by_account: id,
    by_sealed: label('space'),
    said_at: none,
  }),
} as const satisfies Record<string, Record<string, Column>>
