import { accessColumns } from './columns-access.ts'
import { answersColumns } from './columns-answers.ts'
import { conversationsColumns } from './columns-conversations.ts'
import { heardColumns } from './columns-heard.ts'
import { keepingSafeColumns } from './columns-keeping-safe.ts'
import { piecesColumns } from './columns-pieces.ts'
import { goalsColumns } from './columns-goals.ts'
import { spacesColumns } from './columns-spaces.ts'

export type { Column, Key } from './column.ts'

/**
 * The column register: for every column of every table, what it holds, under which key, and what happens to it. A
 * contract test compares it with the live schema both ways; a column nobody has declared stops the build. Tables of
 * schema public stand by name; those of another schema with it (`scope.access_rule`).
 */
export const columns = {
  ...accessColumns,
  ...heardColumns,
  ...answersColumns,
  ...piecesColumns,
  ...spacesColumns,
  ...goalsColumns,
  ...conversationsColumns,
  ...keepingSafeColumns,
} as const
