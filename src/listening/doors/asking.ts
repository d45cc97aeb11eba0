import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import type { SourceItem, SourceParser } from '../../text/sources/source.ts'
import { ensureLabels, fingerprintLabel } from '../voices/label-index.ts'
import { refuseCameBefore } from '../workplace/workplace.ts'
import type { Within } from './arrival.ts'
import { doorsWords } from './doors.words.ts'
import type { FileText } from '../files/file-text.ts'
import { Overlap, type Message } from './overlap.ts'
import { selectBlinds } from './overlap.queries.ts'
import { piecesFor } from './readers.ts'
import { holdSource, setLeftOut, startAgain, type SourceRow } from './sources.queries.ts'

const words = doorsWords['en-GB'].failures

/** So many labels can be asked about; a chat with more is asked about the first of them. */
const mostLabels = 3000
const batchSize = 1000

/**
 * Whom to ask about before anything of a file is stored: when it overlaps with an earlier file in which somebody
 * withdrew (or of which nothing is left), the labels in it that the earlier file does not have any more. Reads the whole
 * file once and stores nothing. Empty when there is nothing to ask.
 */
export async function findWhoToAsk(
  within: Within,
  input: {
    exerciseId: string
    earlier: readonly { id: string; withdrawn: number; passages: number }[]
    text: FileText
    parser: SourceParser
    format: string
  },
): Promise<string[]> {
  const suspects = input.earlier.filter((source) => source.withdrawn > 0)
  if (suspects.length === 0) return []
  const same = new Set(suspects.filter((source) => source.passages === 0).map((source) => source.id))
  const unsure = suspects.filter((source) => source.passages > 0).map((source) => source.id)
  const overlap = new Overlap(input.exerciseId, unsure, input.format)
  const labels = new Set<string>()
  let batch: Message[] = []
  const look = async () => {
    const found = same.size < suspects.length ? await within((ctx) => overlap.find(ctx, batch)) : []
    for (const id of found) if (id !== null) same.add(id)
    batch = []
  }
  const take = async (items: readonly SourceItem[]) => {
    for (const item of items) {
      const said = item.kind === 'passage' ? item : item.said
      if (!said) continue
      if (said.label !== null && labels.size < mostLabels) labels.add(said.label)
      if (item.kind === 'passage') batch.push(item)
      if (batch.length >= batchSize) await look()
    }
  }
  for await (const chunk of piecesFor(input.text, input.parser)) await take(await input.parser.push(chunk))
  await take(await input.parser.end())
  await look()
  if (same.size === 0) return []
  return within(async (ctx) => {
    await ensureLabels(ctx)
    const known = await selectBlinds(ctx, [...same])
    return [...labels]
      .filter((label) => !known.has(fingerprintLabel(ctx, label).toString('hex')))
      .sort((a, b) => a.localeCompare(b, 'en-GB'))
  })
}

/** The labels a source asks about; empty when it asks nothing. */
export function openAsked(ctx: Ctx, source: SourceRow): string[] {
  return openLabels(ctx, source.id, 'asked', source.askedSealed)
}

/** Labels a source leaves out; null when it was not asked. */
export function openLeftOut(ctx: Ctx, source: SourceRow): string[] | null {
  return source.leftOutSealed === null ? null : openLabels(ctx, source.id, 'left_out', source.leftOutSealed)
}

export function sealLabels(
  ctx: Ctx,
  sourceId: string,
  column: 'asked' | 'left_out',
  labels: readonly string[],
): Buffer {
  return ctx.vault.sealUnder(sourceId, `source.${column}`, sourceId, JSON.stringify(labels))
}

/**
 * A listener says which of the labels asked about withdrew (by their places in the list; none of them is an answer
 * too): the file is read in the background, and nothing of theirs is stored. Throws not-found for a source that asks
 * nothing and for a place that is not in the list.
 */
export async function answerAsked(ctx: Ctx, sourceId: string, places: readonly number[]): Promise<void> {
  const source = await holdSource(ctx, sourceId)
  if (source?.state !== 'asking') throw new Failure('not-found', words.answered)
  await refuseCameBefore(ctx, source)
  const asked = openAsked(ctx, source)
  const chosen = places.map((place) => asked[place])
  if (chosen.some((label) => label === undefined)) throw new Failure('not-found', '')
  await setLeftOut(ctx, sourceId, sealLabels(ctx, sourceId, 'left_out', chosen as string[]))
  await startAgain(ctx, sourceId)
  await ctx.enqueue({ kind: 'source.import', aboutId: sourceId })
  await recordAct(ctx, 'source.answered', 'source', sourceId)
}

function openLabels(ctx: Ctx, sourceId: string, column: string, sealed: Buffer | null): string[] {
  if (!sealed || !ctx.vault.isKept(sourceId)) return []
  return JSON.parse(ctx.vault.open(sourceId, `source.${column}`, sourceId, sealed)) as string[]
}
