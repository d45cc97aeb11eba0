import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { idFrom, newId } from '../../platform/ids.ts'
import {
  deleteChance,
  deleteEarlierOfChance,
  findChance,
  findChanceVersion,
  holdChances,
  insertChance,
  insertChanceVersion,
  insertLine,
  selectChances,
  selectEarlierOfChance,
  selectLines,
  type ChanceRow,
  type LineRow,
} from './chances.queries.ts'
import { areSame, keepBoth, type Texts } from './keep-both.ts'

/** What the person says of a chance: what they choose to do, and what they want in place. */
export type ChanceWords = { choice: Texts; wanted: Texts }

/** One version of a chance somebody chooses to take. Nobody's yes is in it: it is their decision. */
export type ChanceVersion = { id: string; words: ChanceWords; isDown: boolean; writtenAt: Date }

/** A chance as it stands. `id` names the chance, `versionId` what stands. */
export type Chance = ChanceVersion & { versionId: string }

/** What a coach said about a chance, as the person sees it. */
export type Line = { name: string; organisation: string; said: string; writtenAt: Date }

/** One of the versions of a chance before the one that stands. */
export type EarlierOfChance = { id: string; isDown: boolean; writtenAt: Date }

export type ChanceTyped = { choice: string; wanted: string }

/** How many versions one page lists. */
const pageSize = 50

const nothing: ChanceWords = { choice: [], wanted: [] }

/** Every chance as it stands, the one written last first; of a coach's only those that are not put down. */
export async function listChances(ctx: Ctx): Promise<Chance[]> {
  return (await selectChances(ctx)).map((row) => openChance(ctx, row))
}

/** Throws not-found. */
export async function getChance(ctx: Ctx, chanceId: string): Promise<Chance> {
  const row = await findChance(ctx, chanceId)
  if (!row) throw new Failure('not-found', '')
  return openChance(ctx, row)
}

/** How a chance stood before, newest first; `next` leads to older ones. */
export async function listEarlierOfChance(
  ctx: Ctx,
  chanceId: string,
  before: number | null,
): Promise<{ earlier: EarlierOfChance[]; next: number | null }> {
  const rows = await selectEarlierOfChance(ctx, chanceId, before, pageSize + 1)
  const page = rows.slice(0, pageSize)
  return { earlier: page, next: rows.length > pageSize ? page.at(-1)!.place : null }
}

/** One version of one chance. Throws not-found, for a version of another chance too. */
export async function getChanceVersion(
  ctx: Ctx,
  input: { chanceId: string; versionId: string },
): Promise<ChanceVersion> {
  const row = await findChanceVersion(ctx, input.versionId)
  if (row?.chanceId !== input.chanceId) throw new Failure('not-found', '')
  return openVersion(ctx, row)
}

/** What coaches said about one chance, or by chance about all; of a coach's their own. */
export async function listLines(ctx: Ctx, chanceId?: string): Promise<Map<string, Line[]>> {
  const rows = await selectLines(ctx, chanceId)
  return Map.groupBy(
    rows.map((row) => ({ chanceId: row.chanceId, ...openLine(ctx, row) })),
    (line) => line.chanceId,
  )
}

/**
 * Begins a chance, named by its form: sent twice it begins one, and what is sent from it again, changed, goes on from
 * there. With no words nothing is begun: false.
 */
export async function beginChance(
  ctx: Ctx,
  input: { sending: string; typed: ChanceTyped },
): Promise<boolean> {
  await holdChances(ctx)
  const { sending, typed } = input
  if (await findChance(ctx, sending)) {
    await change(ctx, { ...input, chanceId: sending, from: null })
    return true
  }
  const words = typeOver(nothing, nothing, typed)
  if (words.choice.length + words.wanted.length === 0) return false
  await insertChance(ctx, sending)
  await save(ctx, sending, { id: sending, words, isDown: false })
  return true
}

/** Writes a chance anew. `from` is the version the writer had before them; `sending` names the form. Throws not-found. */
export async function changeChance(
  ctx: Ctx,
  input: { chanceId: string; sending: string; from: string | null; typed: ChanceTyped },
): Promise<void> {
  await holdChances(ctx)
  await change(ctx, input)
}

/** Puts a chance down, or takes it up again. Its words stay as they are. Throws not-found. */
export async function putChance(ctx: Ctx, input: { chanceId: string; isDown: boolean }): Promise<void> {
  await holdChances(ctx)
  const { words, isDown } = await getChance(ctx, input.chanceId)
  if (isDown === input.isDown) return
  await save(ctx, input.chanceId, { id: newId(), words, isDown: input.isDown })
}

/** Takes one earlier version away for good. Nothing happens when it has gone, or is the one that stands. */
export async function removeChanceVersion(
  ctx: Ctx,
  one: { chanceId: string; versionId: string },
): Promise<void> {
  await holdChances(ctx)
  await deleteEarlierOfChance(ctx, one.chanceId, one.versionId)
}

/** Takes a chance away for good, with what was said about it. Nothing happens when it has gone. */
export async function removeChance(ctx: Ctx, chanceId: string): Promise<void> {
  await deleteChance(ctx, chanceId)
}

/**
 * A coach stands a line of their own beside a chance. It changes nothing. False when the chance does not stand (any
 * more): the person has put it down.
 */
export async function sayBeside(
  ctx: Ctx,
  input: { chanceId: string; sending: string; who: { name: string; organisation: string }; said: string },
): Promise<boolean> {
  const { sending, chanceId, said } = input
  if (!(await findChance(ctx, chanceId))) return false
  const { name, organisation } = input.who
  // The same for two sendings, another for any other words: none are lost.
  const sent = JSON.stringify([ctx.actor.id, sending, chanceId, said])
  const id = idFrom(ctx.vault.fingerprint('chance-line-sending', sent))
  const contentSealed = ctx.vault.sealTeam(
    'chance_line.content',
    id,
    JSON.stringify({ name, organisation, said }),
  )
  await insertLine(ctx, { id, chanceId, contentSealed })
  return true
}

async function change(
  ctx: Ctx,
  input: { chanceId: string; sending: string; from: string | null; typed: ChanceTyped },
): Promise<void> {
  const { chanceId, sending, typed } = input
  const { words: stands, isDown } = await getChance(ctx, chanceId)
  const sent = await findWords(ctx, chanceId, sending)
  const base = sent ?? (await findWords(ctx, chanceId, input.from)) ?? nothing
  const words = typeOver(base, stands, typed)
  if (areSame(words.choice, stands.choice) && areSame(words.wanted, stands.wanted)) return
  await save(ctx, chanceId, { id: sent ? newId() : sending, words, isDown })
}

/** The words of a version of this chance; null when there is none. */
async function findWords(ctx: Ctx, chanceId: string, id: string | null): Promise<ChanceWords | null> {
  const row = id === null ? null : await findChanceVersion(ctx, id)
  return row?.chanceId === chanceId ? openVersion(ctx, row).words : null
}

function typeOver(base: ChanceWords, newest: ChanceWords, typed: ChanceTyped): ChanceWords {
  return {
    choice: keepBoth(base.choice, newest.choice, typed.choice),
    wanted: keepBoth(base.wanted, newest.wanted, typed.wanted),
  }
}

async function save(
  ctx: Ctx,
  chanceId: string,
  version: { id: string; words: ChanceWords; isDown: boolean },
): Promise<void> {
  const { id, isDown } = version
  const contentSealed = ctx.vault.sealTeam('chance_version.content', id, JSON.stringify(version.words))
  await insertChanceVersion(ctx, { id, chanceId, isDown, contentSealed })
}

function openChance(ctx: Ctx, row: ChanceRow): Chance {
  return { ...openVersion(ctx, row), id: row.chanceId, versionId: row.id }
}

function openVersion(ctx: Ctx, row: ChanceRow): ChanceVersion {
  const content = ctx.vault.openTeam('chance_version.content', row.id, row.contentSealed)
  return {
    id: row.id,
    words: JSON.parse(content) as ChanceWords,
    isDown: row.isDown,
    writtenAt: row.writtenAt,
  }
}

function openLine(ctx: Ctx, row: LineRow): Line {
  const content = JSON.parse(ctx.vault.openTeam('chance_line.content', row.id, row.contentSealed)) as {
    name: string
    organisation: string
    said: string
  }
  return { ...content, writtenAt: row.writtenAt }
}
