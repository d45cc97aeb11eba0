import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { Schema } from './schema.ts'

declare const opaque: unique symbol

/**
 * An open transaction inside one tenant. Domain functions pass it on; only `*.queries.ts` can look inside, with
 * `query(tx)`.
 */
export type Tx = { readonly [opaque]: 'tx' }

const handles = new WeakMap<object, Kysely<Schema>>()

/** For `*.queries.ts` and platform/db only (a lint rule says so): the query builder of an open transaction. */
export function query(tx: Tx): Kysely<Schema> {
  const handle = handles.get(tx)
  if (!handle) throw new TypeError('Not a transaction of ours.')
  return handle
}

/** `id = ${anyOf(ids)}`: one of these ids. They are one value of the statement, however many they are. */
export function anyOf(ids: readonly string[]): RawBuilder<string> {
  return sql<string>`any(${sql.val([...ids])}::uuid[])`
}

/** For `within` only: wraps a handle. */
export function wrap(handle: Kysely<Schema>): Tx {
  const tx = Object.freeze({}) as unknown as Tx
  handles.set(tx, handle)
  return tx
}
