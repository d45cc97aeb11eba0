import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

export type LineRow = {
  id: string
  author: string
  authorSealed: Buffer | null
  wordsSealed: Buffer
  besideLineId: string | null
  writtenOn: string
}

export type NewLine = {
  id: string
  conversationId: string
  authorSealed: Buffer | null
  wordsSealed: Buffer
  besideLineId: string | null
  writtenOn: string
}

/** False when it is there already: it was sent twice. */
export async function insertConversation(
  ctx: Ctx,
  row: { id: string; happenedOn: string },
): Promise<boolean> {
  const added = await query(ctx.tx)
    .insertInto('conversation')
    .values({ tenant_id: ctx.tenantId, id: row.id, happened_on: row.happenedOn })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(added.numInsertedOrUpdatedRows) === 1
}

/** In the order given. Who writes, and which number each has, the database says. A line that is there already stays. */
export async function insertLines(ctx: Ctx, rows: readonly NewLine[]): Promise<void> {
  await query(ctx.tx)
    .insertInto('line')
    .values(
      rows.map((row) => ({
        tenant_id: ctx.tenantId,
        id: row.id,
        conversation_id: row.conversationId,
        author_sealed: row.authorSealed,
        words_sealed: row.wordsSealed,
        beside_line_id: row.besideLineId,
        written_on: row.writtenOn,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Who takes words back from a conversation and who stands words beside them wait for each other, whichever came first. */
export async function takeTurn(ctx: Ctx, conversationId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.tenantId}/conversation/${conversationId}`}, 0))`.execute(
    query(ctx.tx),
  )
}

/** What was wanted before this was written is over. */
export async function endToday(ctx: Ctx, written: Date): Promise<void> {
  await sql`select scope.end_today(${written})`.execute(query(ctx.tx))
}

export type ConversationRow = { id: string; happenedOn: string }

/** Null when there is none, or none for who acts. */
export async function findConversation(ctx: Ctx, id: string): Promise<ConversationRow | null> {
  const row = await query(ctx.tx)
    .selectFrom('conversation')
    .select(['id', 'happened_on as happenedOn'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

export type ListedRow = ConversationRow &
  Pick<LineRow, 'author' | 'authorSealed' | 'wordsSealed'> & {
    lineId: string
    /** What the person stood beside that line last. */
    besideId: string | null
    besideSealed: Buffer | null
  }

/** Conversations with the first line of each and what the person stood beside it, the newest first, or those before one of them. */
export async function selectConversations(
  ctx: Ctx,
  before: string | null,
  most: number,
): Promise<ListedRow[]> {
  return query(ctx.tx)
    .selectFrom('conversation as c')
    .innerJoinLateral(
      (from) =>
        from
          .selectFrom('line as l')
          .select(['l.id as line_id', 'l.author', 'l.author_sealed', 'l.words_sealed'])
          .whereRef('l.tenant_id', '=', 'c.tenant_id')
          .whereRef('l.conversation_id', '=', 'c.id')
          .orderBy('l.number')
          .limit(1)
          .as('first'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('line as l')
          .select(['l.id as line_id', 'l.words_sealed'])
          .whereRef('l.tenant_id', '=', 'c.tenant_id')
          .whereRef('l.conversation_id', '=', 'c.id')
          .whereRef('l.beside_line_id', '=', 'first.line_id')
          .where('l.author', '=', 'person')
          .orderBy('l.number', 'desc')
          .limit(1)
          .as('beside'),
      (join) => join.onTrue(),
    )
    .select([
      'c.id',
      'c.happened_on as happenedOn',
      'first.line_id as lineId',
      'first.author',
      'first.author_sealed as authorSealed',
      'first.words_sealed as wordsSealed',
      'beside.line_id as besideId',
      'beside.words_sealed as besideSealed',
    ])
    .where('c.tenant_id', '=', ctx.tenantId)
    .$if(before !== null, (select) =>
      select.where('c.number', '<', (from) =>
        from
          .selectFrom('conversation as b')
          .select('b.number')
          .where('b.tenant_id', '=', ctx.tenantId)
          .where('b.id', '=', before!),
      ),
    )
    .orderBy('c.number', 'desc')
    .orderBy('c.id')
    .limit(most)
    .execute()
}

/** Every line of a conversation in the order they came, or one of them. */
export async function selectLines(ctx: Ctx, conversationId: string, only?: string): Promise<LineRow[]> {
  return query(ctx.tx)
    .selectFrom('line')
    .select([
      'id',
      'author',
      'author_sealed as authorSealed',
      'words_sealed as wordsSealed',
      'beside_line_id as besideLineId',
      'written_on as writtenOn',
    ])
    .where('tenant_id', '=', ctx.tenantId)
    .where('conversation_id', '=', conversationId)
    .$if(only !== undefined, (select) => select.where('id', '=', only!))
    .orderBy('number')
    .orderBy('id')
    .execute()
}

/** Takes away one line, or all, that the person wrote themself; the database lets no other go. Gives how many. */
export async function deleteOwnLines(ctx: Ctx, conversationId: string, only?: string): Promise<number> {
  const gone = await query(ctx.tx)
    .deleteFrom('line')
    .where('tenant_id', '=', ctx.tenantId)
    .where('conversation_id', '=', conversationId)
    .where('author', '=', 'person')
    .$if(only !== undefined, (rest) => rest.where('id', '=', only!))
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}

/** A conversation in which no line is left goes. Gives whether it went. */
export async function deleteIfEmpty(ctx: Ctx, id: string): Promise<boolean> {
  const gone = await query(ctx.tx)
    .deleteFrom('conversation as c')
    .where('c.tenant_id', '=', ctx.tenantId)
    .where('c.id', '=', id)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('line as l')
            .select('l.id')
            .whereRef('l.tenant_id', '=', 'c.tenant_id')
            .whereRef('l.conversation_id', '=', 'c.id'),
        ),
      ),
    )
    .executeTakeFirst()
  return Number(gone.numDeletedRows) === 1
}
