import type { AccessTables } from './schema-access.ts'
import type { AnswersTables } from './schema-answers.ts'
import type { ConversationsTables } from './schema-conversations.ts'
import type { HeardTables } from './schema-heard.ts'
import type { KeepingSafeTables } from './schema-keeping-safe.ts'
import type { PiecesTables } from './schema-pieces.ts'
import type { GoalsTables } from './schema-goals.ts'
import type { SpacesTables } from './schema-spaces.ts'

/**
 * The tables as queries see them. `*_sealed` is ciphertext, `*_index` a keyed fingerprint; see the column register
 * (columns.ts, divided the same way) for what each holds. A contract test compares this shape with the live schema.
 */
export type Schema = AccessTables &
  HeardTables &
  AnswersTables &
  PiecesTables &
  SpacesTables &
  GoalsTables &
  ConversationsTables &
  KeepingSafeTables
