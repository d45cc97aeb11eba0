import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newBlindId } from '../../platform/ids.ts'
import type { Said } from '../../text/sources/source.ts'
import { takeNumbers } from '../exercises/exercises.ts'
import { openToCheck, writePassages } from '../passages/passages.ts'
import { ensureLabels, fingerprintLabel, openLabel } from '../voices/label-index.ts'
import { unnoteMailWords } from '../sources/mails.ts'
import { meetSpeakers } from '../voices/voices.ts'
import { refuseCameBefore } from '../workplace/workplace.ts'
import { destroyKeys } from '../withdrawals/withdrawals.ts'
import { doorsWords } from './doors.words.ts'
import {
  countMoved,
  deletePassageRow,
  deleteSourceLine,
  insertSourceLines,
  putInOrder,
  selectContributionByLabel,
  selectContributionOf,
  selectPassagesToCheck,
  selectSourceLine,
  type SourceLine,
} from './lines.queries.ts'
import { holdSource, type SourceRow } from './sources.queries.ts'

const words = doorsWords['en-GB'].failures

/** A line as it comes out of a file, or as a listener put it there. */
export type PlainLine = {
  id: string
  line: number
  kind: SourceLine['kind']
  reason: string | null
  text: string
  said: Said | null
}

/** Seals a line under its source's key: it goes when anybody in the source withdraws. */
export function sealLine(ctx: Ctx, sourceId: string, line: PlainLine): SourceLine {
  const { id, kind, reason } = line
  const seal = (column: string, text: string) =>
    ctx.vault.sealUnder(sourceId, `source_line.${column}`, id, text)
  return {
    id,
    line: line.line,
    kind,
    reason,
    textSealed: seal('text', line.text),
    saidSealed: line.said ? seal('said', JSON.stringify(line.said)) : null,
  }
}

/** Opens a line; null when its source's key is gone. Said without a label and a time where the file gives neither. */
export function openLine(ctx: Ctx, sourceId: string, row: SourceLine): PlainLine | null {
  if (!ctx.vault.isKept(sourceId)) return null
  const open = (column: string, sealed: Buffer) =>
    ctx.vault.open(sourceId, `source_line.${column}`, row.id, sealed)
  return {
    id: row.id,
    line: row.line,
    kind: row.kind,
    reason: row.reason,
    text: open('text', row.textSealed),
    said: row.saidSealed ? (JSON.parse(open('said', row.saidSealed)) as Said) : null,
  }
}

/**
 * A line is somebody's words after all: it becomes a passage of the voice it names, which is found in this source or
 * made. `voiceId`: whose words a listener says they are, where the line names nobody. Throws not-found for a line that is not there (any more), invalid-state once the source is checked or before
 * it is known how its people agreed.
 */
export async function takeForWords(
  ctx: Ctx,
  sourceId: string,
  lineId: string,
  voiceId: string | null = null,
): Promise<void> {
  const source = await holdChecking(ctx, sourceId)
  const row = await selectSourceLine(ctx, sourceId, lineId)
  const line = row && openLine(ctx, sourceId, row)
  if (!line) throw new Failure('not-found', '')
  const said = line.said ?? { label: null, text: line.text, at: null }
  const text = said.text.trim() ? said.text : line.text
  const contributionId = await findContribution(ctx, source, said.label, voiceId)
  const { firstPassage } = await takeNumbers(ctx, source.exerciseId, 0, 1)
  await writePassages(ctx, [
    {
      exerciseId: source.exerciseId,
      contributionId,
      number: firstPassage,
      line: line.line,
      saidAt: said.at,
      text,
      context: said.context,
    },
  ])
  await putInPlace(ctx, source)
  await deleteSourceLine(ctx, lineId)
  await countMoved(ctx, sourceId, line.kind, 'passage')
  await recordAct(ctx, 'source.line-is-words', 'source', sourceId)
}

/**
 * A passage is nobody's words but a notice. Its voice stays until the source is checked, so that a mistaken click takes
 * nothing from it. Throws as `takeForWords` does, and not-found while its voice has not agreed to be read.
 */
export async function takeForNotice(ctx: Ctx, sourceId: string, passageId: string): Promise<void> {
  const source = await holdChecking(ctx, sourceId)
  const [passage] = await selectPassagesToCheck(ctx, sourceId, { id: passageId })
  if (!passage) throw new Failure('not-found', '')
  if (!ctx.vault.isKept(sourceId)) throw new Failure('invalid-state', words.forgotten)
  const { verbatim: text, context } = (await openToCheck(ctx, [passageId])).get(passageId)!
  const label = passage.label ? openLabel(ctx, passage.label) : null
  await insertSourceLines(ctx, sourceId, [
    sealLine(ctx, sourceId, {
      id: newBlindId(),
      line: passage.line ?? 0,
      kind: 'notice',
      reason: 'listener',
      text,
      said: { label, text, at: passage.saidAt, ...(context ? { context } : {}) },
    }),
  ])
  await deletePassageRow(ctx, passageId)
  await unnoteMailWords(ctx, sourceId, passageId)
  await destroyKeys(ctx, source.exerciseId, [passageId])
  await countMoved(ctx, sourceId, 'passage', 'notice')
  await recordAct(ctx, 'source.words-are-notice', 'source', sourceId)
}

/** In a file larger than this a line that was moved stands at the end: all the others would have to make room. */
const mostInOrder = 200_000

/** What was just added to a source that waits to be checked stands where its line stands in the file. */
export async function putInPlace(ctx: Ctx, source: { id: string; passages: number }): Promise<void> {
  if (source.passages <= mostInOrder) await putInOrder(ctx, source.id)
}

async function holdChecking(ctx: Ctx, sourceId: string): Promise<SourceRow> {
  const source = await holdSource(ctx, sourceId)
  if (!source || source.format === 'web') throw new Failure('not-found', '')
  if (source.state === 'shown') throw new Failure('invalid-state', words.checked)
  if (source.state !== 'to-check') throw new Failure('not-found', '')
  if (source.agreedAt === null) throw new Failure('invalid-state', words.agreeFirst)
  await refuseCameBefore(ctx, source)
  return source
}

async function findContribution(
  ctx: Ctx,
  source: SourceRow,
  label: string | null,
  voiceId: string | null,
): Promise<string> {
  if (label === null && voiceId !== null) {
    const own = await selectContributionOf(ctx, source.id, voiceId)
    if (!own) throw new Failure('not-found', '')
    return own
  }
  if (label !== null) await ensureLabels(ctx)
  const found =
    label === null
      ? await selectContributionOf(ctx, source.id, null)
      : await selectContributionByLabel(ctx, source.id, fingerprintLabel(ctx, label))
  if (found) return found
  const { firstVoice } = await takeNumbers(ctx, source.exerciseId, 1, 0)
  const [speaker] = await meetSpeakers(ctx, {
    exerciseId: source.exerciseId,
    sourceId: source.id,
    labels: [label],
    firstNumber: firstVoice,
  })
  return speaker!.contributionId
}
