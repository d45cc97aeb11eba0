import { id, label, none, ofDay, ofSpace, table, words, type Column } from './column.ts'

/** Conversations in a person's own space, and what a person wants today. */
export const conversationsColumns = {
  conversation: table(ofSpace, { tenant_id: id, id, number: none, happened_on: none }),
  line: table(ofSpace, {
    tenant_id: id,
    id,
    conversation_id: id,
    number: none,
    author: none,
    author_sealed: label('space'),
    words_sealed: words('space'),
    beside_line_id: id,
    written_on: none,
  }),
  today: table(ofDay, {
    tenant_id: id,
    said_by: none,
    wish: none,
    words_sealed: words('space'),
    coach_sealed: label('space'),
    said_at: none,
  }),
} as const satisfies Record<string, Record<string, Column>>
