import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { isId, newId } from '../../platform/ids.ts'
import { findTaskAbout } from '../../platform/jobs/tasks.ts'
import { countVoices } from '../exercises/people.ts'
import { listeningPaths } from '../paths.ts'
import { takeSeriesTurn } from '../series/series.ts'
import { contentOf, loadDraft, passagesOf, type EditionContent } from './draft.ts'
import { callFolders } from './folders.queries.ts'
import { checkDraft, type GateProblem } from './gates.ts'
import { gatesWords } from './gates.words.ts'
import {
  insertPublication,
  selectAddress,
  selectLastPublication,
  selectToday,
  takeAddress,
} from './publications.queries.ts'
import {
  insertFigures,
  replacePublishedPassages,
  selectFigures,
  selectFiguresOfExercise,
} from './rebuild.queries.ts'

/** One edition of a series as it stands in public. */
export type Edition = {
  id: string
  seriesId: string
  edition: number
  /** `YYYY-MM-DD`: when it was printed. */
  printedOn: string
  /** How many people were heard, as at `countedOn`: of the newest monthly rebuild, not of the edition. */
  voices: number
  countedOn: string
  content: EditionContent
}

export type Published =
  { ok: true; edition: Edition; address: string; isNew: boolean } | { ok: false; problems: GateProblem[] }

export const publishKind = 'series.publish'

/**
 * Asks for a series to be published in the background, when no gate is shut. Asking twice is asking once. Throws
 * not-found.
 */
export async function askToPublish(
  ctx: Ctx,
  seriesId: string,
): Promise<{ ok: true } | { ok: false; problems: GateProblem[] }> {
  await takeSeriesTurn(ctx, seriesId)
  const problems = await checkDraft(ctx, await loadDraft(ctx, seriesId))
  if (problems.length > 0) return { ok: false, problems }
  if (!(await isBeingPublished(ctx, seriesId))) {
    await ctx.enqueue({ kind: publishKind, aboutId: seriesId })
    await recordAct(ctx, 'series.publication-asked', 'series', seriesId)
  }
  return { ok: true }
}

/** Whether somebody asked for a series to be published and it has not happened yet. */
export async function isBeingPublished(ctx: Ctx, seriesId: string): Promise<boolean> {
  const task = await findTaskAbout(ctx, publishKind, seriesId)
  return task !== null && task.state !== 'done' && task.state !== 'failed'
}

/**
 * Publishes a series: the gates first, then a new edition of exactly what they saw. When nothing has changed since the
 * last edition that one stands, so that the same series gives the same bytes. The number of people is counted at the
 * first edition of an exercise and then by the monthly rebuild only. `printedOn` (`YYYY-MM-DD`) is today by
 * the database's clock unless given. Throws not-found.
 */
export async function publishSeries(
  ctx: Ctx,
  seriesId: string,
  options: { printedOn?: string | undefined } = {},
): Promise<Published> {
  await takeSeriesTurn(ctx, seriesId)
  const draft = await loadDraft(ctx, seriesId)
  const problems = await checkDraft(ctx, draft)
  if (problems.length > 0) return { ok: false, problems }
  const address = await takeAddress(ctx, seriesId, draft.series.address)
  if (!address) return { ok: false, problems: [addressTaken(draft.series.id, draft.series.address)] }

  const content = contentOf(draft)
  const last = await findEdition(ctx, seriesId)
  const isSameDay = options.printedOn === undefined || options.printedOn === last?.printedOn
  if (last && isSameDay && isSame(last.content, content))
    return { ok: true, edition: last, address, isNew: false }

  const printedOn = options.printedOn ?? (await selectToday(ctx))
  const figures = last
    ? { voices: last.voices, checkedOn: last.countedOn }
    : // A count of its own day beside another series' older one would tell when somebody went.
      ((await selectFiguresOfExercise(ctx, draft.exercise.id)) ?? {
        voices: (await countVoices(ctx, draft.exercise.id)).readable,
        checkedOn: printedOn,
      })
  if (!last) await insertFigures(ctx, seriesId, figures)

  const edition: Edition = {
    id: newId(),
    seriesId,
    edition: (last?.edition ?? 0) + 1,
    printedOn,
    voices: figures.voices,
    countedOn: figures.checkedOn,
    content,
  }
  await insertPublication(ctx, {
    id: edition.id,
    seriesId,
    edition: edition.edition,
    printedOn,
    voices: edition.voices,
    wisdoms: content.wisdoms.length,
    publishedBy: isId(ctx.actor.id) ? ctx.actor.id : null,
    contentSealed: ctx.vault.sealTeam('publication.content', edition.id, JSON.stringify(content)),
  })
  await replacePublishedPassages(ctx, seriesId, passagesOf(content))
  await callFolders(ctx, [seriesId])
  await recordAct(ctx, 'series.published', 'publication', edition.id)
  return { ok: true, edition, address, isNew: true }
}

/** The edition of a series that stands in public, or null while there is none. */
export async function findEdition(ctx: Ctx, seriesId: string): Promise<Edition | null> {
  const row = await selectLastPublication(ctx, seriesId)
  if (!row) return null
  const figures = await selectFigures(ctx, seriesId)
  return {
    id: row.id,
    seriesId: row.seriesId,
    edition: row.edition,
    printedOn: row.printedOn,
    voices: figures?.voices ?? row.voices,
    countedOn: figures?.checkedOn ?? row.printedOn,
    content: JSON.parse(
      ctx.vault.openTeam('publication.content', row.id, row.contentSealed),
    ) as EditionContent,
  }
}

/**
 * What the team's pages say about the edition that stands in public; null while there is none. `isSame`: publishing
 * now would change nothing.
 */
export async function findLastPublished(
  ctx: Ctx,
  seriesId: string,
): Promise<{ edition: number; printedOn: string; address: string; isSame: boolean } | null> {
  const last = await findEdition(ctx, seriesId)
  const address = last ? await selectAddress(ctx, seriesId) : null
  if (!last || !address) return null
  const content = contentOf(await loadDraft(ctx, seriesId))
  return {
    edition: last.edition,
    printedOn: last.printedOn,
    address,
    isSame: isSame(last.content, content),
  }
}

function isSame(one: EditionContent, other: EditionContent): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function addressTaken(seriesId: string, address: string): GateProblem {
  return {
    kind: 'address',
    sentence: gatesWords['en-GB'].addressTaken(address),
    href: `${listeningPaths.changeSeries(seriesId)}#field-address`,
  }
}
