import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import type { Looker } from '../looks/looks.ts'
import {
  deleteWording,
  insertWording,
  lockStanding,
  pointTo,
  selectGoalWordings,
  selectWordings,
  type WordingRow,
} from './wordings.queries.ts'

/** What can be said about a goal or a step, all of it as free as the words themselves. */
export type Said = {
  words: string
  /** Whose idea it was; null: left open. */
  idea: 'mine' | 'theirs' | 'ours' | null
  /** The same in own words; '' when nothing is said. */
  ideaWords: string
  /** Who does it: asked of steps only. */
  who: 'me' | 'together' | 'somebody' | null
  withWhom: string
}

/**
 * Something as it was said once. `hand`: whose hand wrote it, the person's (`mine`), a coach's beside the person
 * (`together`), or a coach's who suggested it, before the person said yes (`suggested`).
 */
export type Wording = Said & {
  id: string
  number: number
  hand: 'mine' | 'together' | 'suggested'
  /** The coach's name, where it was not the person's hand; null for another coach as well. */
  by: string | null
  writtenAt: Date
}

/** What a wording is about: a goal, or a step of it. */
export type About = { goalId: string; stepId: string | null }

/** Two pages changed one thing: what stands, and what came second. Both are kept; the person chooses. */
export type Clash = { standing: Wording; second: Wording }

/** Whose hand writes, when it is not the person's. */
export type Hand = { hand: 'together' | 'suggested'; by: Pick<Looker, 'accountId' | 'name'> }

/** Adds a wording as it is said. Nothing happens when it is there already: its form was sent twice. */
export async function addWording(
  ctx: Ctx,
  about: About,
  said: Said,
  written: { id: string; number: number; hand: Hand | null },
): Promise<void> {
  const { id, number, hand } = written
  const seal = (column: string, text: string) =>
    text === '' ? null : ctx.vault.sealTeam(`goal_wording.${column}`, id, text)
  await insertWording(ctx, {
    id,
    ...about,
    number,
    wordsSealed: ctx.vault.sealTeam('goal_wording.words', id, said.words),
    idea: said.idea,
    ideaSealed: seal('idea', said.ideaWords),
    who: said.who,
    withSealed: seal('with', said.withWhom),
    hand: hand?.hand ?? 'mine',
    byAccount: hand?.by.accountId ?? null,
    bySealed: hand && seal('by', hand.by.name),
  })
}

/**
 * Says something anew. `seen` is the number of the wording the person had before them; when another stands since then,
 * what was said is kept beside it, and both come back to choose from. `id` follows from the form: sending it twice says
 * it once.
 */
export async function changeWording(
  ctx: Ctx,
  about: About,
  input: { id: string; seen: number; said: Said },
): Promise<Clash | null> {
  const number = await lockStanding(ctx, about)
  if (number === null) throw new Failure('not-found', '')
  const rows = await selectWordings(ctx, about)
  const standing = openNumber(ctx, rows, number)
  if (isSame(standing, input.said)) return null
  const known = rows.find((row) => row.id === input.id)
  if (known?.number === number) return null
  const kept = known?.number ?? rows[0]!.number + 1
  if (!known) await addWording(ctx, about, input.said, { id: input.id, number: kept, hand: null })
  if (input.seen !== number) return { standing, second: await getWording(ctx, about, kept) }
  await pointTo(ctx, about, kept)
  return null
}

/** Takes up a wording that was kept. Throws not-found. */
export async function takeWording(ctx: Ctx, about: About, number: number): Promise<void> {
  if ((await lockStanding(ctx, about)) === null) throw new Failure('not-found', '')
  await getWording(ctx, about, number)
  await pointTo(ctx, about, number)
}

/**
 * Takes one older wording away for good. Nothing happens when it has gone already, or when it is the one that stands by
 * now. Throws not-found when there is no such thing.
 */
export async function removeWording(ctx: Ctx, about: About, id: string): Promise<void> {
  if ((await lockStanding(ctx, about)) === null) throw new Failure('not-found', '')
  await deleteWording(ctx, about, id)
}

/** Everything said of one thing that is still here, the newest first. */
export async function listWordings(ctx: Ctx, about: About): Promise<Wording[]> {
  return (await selectWordings(ctx, about)).map((row) => openWording(ctx, row))
}

/** The same of every goal by its id, without their steps. */
export async function listGoalWordings(ctx: Ctx): Promise<Map<string, Wording[]>> {
  const byGoal = Map.groupBy(await selectGoalWordings(ctx), (row) => row.goalId)
  return new Map([...byGoal].map(([goalId, rows]) => [goalId, rows.map((row) => openWording(ctx, row))]))
}

export function openWording(ctx: Ctx, row: WordingRow): Wording {
  const open = (column: string, sealed: Buffer | null) =>
    sealed ? ctx.vault.openTeam(`goal_wording.${column}`, row.id, sealed) : ''
  return {
    id: row.id,
    number: row.number,
    words: open('words', row.wordsSealed),
    idea: row.idea,
    ideaWords: open('idea', row.ideaSealed),
    who: row.who,
    withWhom: open('with', row.withSealed),
    hand: row.hand,
    by: row.bySealed && maySeeWho(ctx, row) ? open('by', row.bySealed) : null,
    writtenAt: row.writtenAt,
  }
}

/** One guest does not learn from here who else is let in. */
function maySeeWho(ctx: Ctx, row: WordingRow): boolean {
  return !ctx.actor.roles.includes('coach') || row.byAccount === ctx.actor.id
}

async function getWording(ctx: Ctx, about: About, number: number): Promise<Wording> {
  return openNumber(ctx, await selectWordings(ctx, about), number)
}

/** The wording of this number. Throws not-found. */
function openNumber(ctx: Ctx, rows: readonly WordingRow[], number: number): Wording {
  const row = rows.find((one) => one.number === number)
  if (!row) throw new Failure('not-found', '')
  return openWording(ctx, row)
}

function isSame(one: Said, other: Said): boolean {
  const parts = ['words', 'idea', 'ideaWords', 'who', 'withWhom'] as const
  return parts.every((part) => one[part] === other[part])
}
