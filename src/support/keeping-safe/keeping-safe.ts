import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { areSame, keepBoth, type Texts } from './keep-both.ts'
import {
  deleteAllEarlier,
  deleteEarlier,
  findNewest,
  findVersion,
  holdKeepingSafe,
  insertVersion,
  selectEarlier,
  type VersionRow,
} from './keeping-safe.queries.ts'

/**
 * What the page has room for, what is wanted first in a bad hour first. The names stand in addresses: they say nothing to
 * somebody who looks over.
 */
export const parts = ['helps', 'who', 'where', 'signs', 'you', 'more'] as const
export type Part = (typeof parts)[number]

/** The words of each part; a part nobody wrote in has none. */
export type Words = Record<Part, Texts>

/** The page as it stood from `writtenAt` on. */
export type Version = { id: string; words: Words; writtenAt: Date }

/** One of the versions before the one that stands. */
export type Earlier = { id: string; writtenAt: Date }

/** How many versions one page lists. */
const pageSize = 50

/** The page as it stands; null when nothing was ever written. A coach gets this one only: so says the database. */
export async function findPage(ctx: Ctx): Promise<Version | null> {
  const row = await findNewest(ctx)
  return row && openVersion(ctx, row)
}

/** Throws not-found. */
export async function getVersion(ctx: Ctx, id: string): Promise<Version> {
  const row = await findVersion(ctx, id)
  if (!row) throw new Failure('not-found', '')
  return openVersion(ctx, row)
}

/** The versions before the one that stands, newest first; `next` leads to older ones. */
export async function listEarlier(
  ctx: Ctx,
  before: number | null,
): Promise<{ earlier: Earlier[]; next: number | null }> {
  const rows = await selectEarlier(ctx, before, pageSize + 1)
  const page = rows.slice(0, pageSize)
  return { earlier: page, next: rows.length > pageSize ? page.at(-1)!.place : null }
}

/**
 * Writes a part. `from` is the version the writer had before them, null when there was none; `sending` names the form:
 * sent twice it saves once, and what is sent from it again, changed, goes on from what it saved. Nothing is written over:
 * what stood becomes an earlier version.
 */
export async function writePart(
  ctx: Ctx,
  input: { sending: string; from: string | null; part: Part; typed: string },
): Promise<void> {
  await holdKeepingSafe(ctx)
  const stands = await findPage(ctx)
  const sent = await findWords(ctx, input.sending)
  const base = sent ?? (await findWords(ctx, input.from)) ?? noWords()
  const words = stands?.words ?? noWords()
  const texts = keepBoth(base[input.part], words[input.part], input.typed)
  if (areSame(texts, words[input.part])) return
  await saveVersion(ctx, sent ? newId() : input.sending, { ...words, [input.part]: texts })
}

/** The words of an earlier version stand again, as a new one. Throws not-found. */
export async function useAgain(ctx: Ctx, versionId: string): Promise<void> {
  await holdKeepingSafe(ctx)
  const { words } = await getVersion(ctx, versionId)
  const stands = (await findPage(ctx))?.words ?? noWords()
  if (parts.every((part) => areSame(words[part], stands[part]))) return
  await saveVersion(ctx, newId(), words)
}

/** Takes an earlier version away for good. Nothing happens when it has gone, or is the one that stands. */
export async function removeEarlier(ctx: Ctx, id: string): Promise<void> {
  await holdKeepingSafe(ctx)
  await deleteEarlier(ctx, id)
}

export async function removeAllEarlier(ctx: Ctx): Promise<void> {
  await holdKeepingSafe(ctx)
  await deleteAllEarlier(ctx)
}

export function noWords(): Words {
  return Object.fromEntries(parts.map((part) => [part, []])) as unknown as Words
}

/** The words of a version; null when there is none (any more). */
async function findWords(ctx: Ctx, id: string | null): Promise<Words | null> {
  const row = id === null ? null : await findVersion(ctx, id)
  return row && openVersion(ctx, row).words
}

async function saveVersion(ctx: Ctx, id: string, words: Words): Promise<void> {
  const contentSealed = ctx.vault.sealTeam('keeping_safe_version.content', id, JSON.stringify(words))
  await insertVersion(ctx, { id, contentSealed })
}

function openVersion(ctx: Ctx, row: VersionRow): Version {
  const content = ctx.vault.openTeam('keeping_safe_version.content', row.id, row.contentSealed)
  return {
    id: row.id,
    words: { ...noWords(), ...(JSON.parse(content) as Partial<Words>) },
    writtenAt: row.writtenAt,
  }
}
