import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { openToCheck } from '../passages/passages.ts'
import { ensureLabels, fingerprintLabel, openLabel } from '../voices/label-index.ts'
import { cameBefore } from '../workplace/workplace.ts'
import { openLine } from './lines.ts'
import { selectPassagesToCheck, selectSourceLines, selectUnreadBlinds } from './lines.queries.ts'
import { selectSources, type SourceRow } from './sources.queries.ts'
import { countUnread } from './unread.queries.ts'

/**
 * A line of a file as a listener checks it. The words stay shut (null) until it is known how the people in the file
 * agreed, and those of somebody who said no stay shut. `label` names whose words a line would be; null where the file does not say.
 */
export type OpenLine = {
  id: string
  line: number
  kind: 'notice' | 'not-understood'
  reason: string | null
  text: string | null
  label: string | null
}

/** A passage of somebody who agreed to be read, before the source is shown. */
export type OpenWords = {
  id: string
  line: number | null
  saidAt: string | null
  voiceNumber: number
  label: string | null
  text: string
  context: string | null
}

/** One page of lines, in the order of the file. The first line of every table or transcript is left out. */
export async function listLines(
  ctx: Ctx,
  source: SourceRow,
  page: { kind: OpenLine['kind']; skip: number; limit: number },
): Promise<OpenLine[]> {
  // In a text a heading may be somebody's words.
  const rows = await selectSourceLines(ctx, source.id, {
    ...page,
    withHeadings: source.format === 'document',
  })
  const isShut = source.agreedAt === null || (await cameBefore(ctx, source.exerciseId, source.broughtAt))
  const plain = isShut ? [] : rows.map((row) => openLine(ctx, source.id, row))
  const unread = await findUnreadLabels(
    ctx,
    source.id,
    plain.flatMap((line) => line?.said?.label ?? []),
  )
  return rows.map(({ id, line, kind, reason }, index) => {
    const label = plain[index]?.said?.label ?? null
    const mayRead = label === null || !unread.has(label)
    return { id, line, kind, reason, text: mayRead ? (plain[index]?.text ?? null) : null, label }
  })
}

/** Of these labels of a source those of somebody who is in it and has not agreed to be read. */
async function findUnreadLabels(ctx: Ctx, sourceId: string, labels: readonly string[]): Promise<Set<string>> {
  if (labels.length === 0 || (await countUnread(ctx, sourceId)) === 0) return new Set()
  await ensureLabels(ctx)
  const blinds = new Map([...new Set(labels)].map((label) => [label, fingerprintLabel(ctx, label)]))
  const unread = await selectUnreadBlinds(ctx, sourceId, [...blinds.values()])
  return new Set([...blinds].filter(([, blind]) => unread.has(blind.toString('hex'))).map(([label]) => label))
}

/** The same for the words of those who agreed to be read. */
async function listWords(
  ctx: Ctx,
  source: SourceRow,
  page: { skip: number; limit: number },
): Promise<OpenWords[]> {
  if (source.agreedAt === null || (await cameBefore(ctx, source.exerciseId, source.broughtAt))) return []
  const rows = await selectPassagesToCheck(ctx, source.id, page)
  const open = await openToCheck(
    ctx,
    rows.map((row) => row.id),
  )
  return rows.flatMap(({ id, line, saidAt, voiceNumber, label }) => {
    const words = open.get(id)
    if (!words) return []
    const opened = label && ctx.vault.isKept(label.id) ? openLabel(ctx, label) : null
    return [{ id, line, saidAt, voiceNumber, label: opened, text: words.verbatim, context: words.context }]
  })
}

/** What a listener looks through: words, or lines that were not taken for words. */
export type Kind = OpenLine['kind'] | 'words'

const linesOnAPage = 50

/** One page of a source that waits to be checked, and whether there is more. Throws not-found. */
export async function getLines(
  ctx: Ctx,
  sourceId: string,
  page: { kind: Kind; skip: number },
): Promise<{ lines: OpenLine[]; words: OpenWords[]; hasMore: boolean }> {
  const [row] = await selectSources(ctx, { id: sourceId })
  if (!row || row.state !== 'to-check') throw new Failure('not-found', '')
  const { kind, skip } = page
  const limit = linesOnAPage + 1
  const words = kind === 'words' ? await listWords(ctx, row, { skip, limit }) : []
  const lines = kind === 'words' ? [] : await listLines(ctx, row, { kind, skip, limit })
  return {
    lines: lines.slice(0, linesOnAPage),
    words: words.slice(0, linesOnAPage),
    hasMore: Math.max(words.length, lines.length) > linesOnAPage,
  }
}
