import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { idFrom } from '../../platform/ids.ts'
import { isDay, londonDay } from '../days.ts'
import { getOwnInvitation } from '../invitations/invitations.ts'
import { getSpaceName } from '../spaces/spaces.ts'
import {
  deleteIfEmpty,
  deleteOwnLines,
  endToday,
  findConversation,
  insertConversation,
  insertLines,
  selectConversations,
  selectLines,
  takeTurn,
  type LineRow,
} from './conversations.queries.ts'
import { maySayHardDays, sayHardDays, takeBackHardDays } from './hard-days.ts'
import { partLines } from './lines.ts'

/** Who wrote a line: the person, or a coach by the name the person sees. */
export type Author = { kind: 'person' } | { kind: 'coach'; name: string; organisation: string }

/** One line as it was written; what stands beside it is shown with it. */
export type Line = { id: string; author: Author; words: string; writtenOn: string; beside: Line[] }

export type Conversation = { id: string; happenedOn: string; lines: Line[] }

/** A conversation in a list: its first line, which may be long, and what the person stood beside it. */
export type ListedConversation = {
  id: string
  happenedOn: string
  author: Author
  firstLine: string
  beside: string | null
}

/** That somebody wrote about a day, without their words. */
export type Newest = { author: Author; happenedOn: string; isToday: boolean }

/** A note as it comes in. */
export type Note = {
  /** Made by who writes, such as the id in a form's sending, or one an offline phone made. */
  id: string
  words: string
  /** The day it was, as the writer says (`YYYY-MM-DD`); null: the day it was written. */
  happenedOn: string | null
  /** When it was written, by the clock of the device; null: now. */
  writtenAt: Date | null
  /** It was about hard days, as the writer says. */
  isHard?: boolean | undefined
}

/** How many conversations one page shows. */
const pageSize = 20

/** Nobody writes about a day before it. */
export const earliestDay = '1900-01-01'

/** A note that waited longer on a phone than this was written when it came, as far as we can know; in milliseconds. */
const longestWay = 60 * 24 * 3600 * 1000

/**
 * Saves a note of the person's or of the coach who acts; both see it from then on, and nobody can change it. For forms and
 * for notes that were written offline.
 *
 * The same note (same id, words and day) received again is saved once. Other words under the same id are saved beside the
 * first: nothing that was written is lost, and nothing overwrites.
 *
 * Clocks of phones change no order: conversations stand in the order they came in here. A day that has not come yet, or a
 * time that cannot be, is taken as the day it came. A conversation of today is over when it is noted, and so is what the
 * person wanted from it, unless they said it after this was written. Throws not-found when conversations are not open to who acts.
 */
export async function receiveNote(ctx: Ctx, note: Note): Promise<{ id: string }> {
  const { id, isNew, happenedOn, written } = await writeConversation(ctx, note)
  if (isNew && happenedOn === londonDay(ctx.now)) await endToday(ctx, written)
  return { id }
}

/** The same, while what the person wants today goes on. */
export async function writeConversation(
  ctx: Ctx,
  note: Note,
): Promise<{ id: string; isNew: boolean; happenedOn: string; written: Date }> {
  const coach = await findCoach(ctx)
  const written = clampTime(ctx, note.writtenAt)
  const id = idOf(ctx, 'conversation', note)
  const happenedOn = clampDay(ctx, note.happenedOn, written)
  const isNew = await insertConversation(ctx, { id, happenedOn })
  if (isNew) await addLines(ctx, coach, { conversationId: id, words: note.words, written })
  if (isNew && note.isHard) await sayHardDays(ctx, coach, id)
  return { id, isNew, happenedOn, written }
}

/**
 * Stands words beside a line, where both stay. Beside a line that stands beside another, they join it there. Sent twice, it
 * is saved once. Throws not-found.
 */
export async function standBeside(
  ctx: Ctx,
  place: { conversationId: string; lineId: string },
  note: Pick<Note, 'id' | 'words'>,
): Promise<void> {
  const coach = await findCoach(ctx)
  await takeTurn(ctx, place.conversationId)
  const line = await findLine(ctx, place)
  const id = idOf(ctx, `line/${place.lineId}`, { ...note, happenedOn: null })
  await insertLines(ctx, [
    {
      ...sealLine(ctx, coach, id, note.words),
      conversationId: place.conversationId,
      besideLineId: line.besideLineId ?? line.id,
      writtenOn: londonDay(ctx.now),
    },
  ])
}

/** Whose page a coach's note is for; nothing is opened for it. Throws not-found when conversations are not open to them. */
export async function findWhomToNote(ctx: Ctx): Promise<string> {
  await findCoach(ctx)
  return getSpaceName(ctx)
}

/** Conversations of a space, the newest first; `before` is the last one of the page before. */
export async function listConversations(
  ctx: Ctx,
  before: string | null,
  most = pageSize,
): Promise<{ conversations: ListedConversation[]; next: string | null }> {
  const rows = await selectConversations(ctx, before, most + 1)
  const page = rows.slice(0, most)
  return {
    conversations: page.map((row) => ({
      id: row.id,
      happenedOn: row.happenedOn,
      author: openAuthor(ctx, row.lineId, row),
      firstLine: ctx.vault.openTeam('line.words', row.lineId, row.wordsSealed),
      beside: row.besideSealed && ctx.vault.openTeam('line.words', row.besideId!, row.besideSealed),
    })),
    next: rows.length > most ? page.at(-1)!.id : null,
  }
}

/**
 * Who wrote in the newest conversation, and which day it was about; null when there is none. Not what was written: it is
 * for a page that somebody else may see over a shoulder.
 */
export async function findNewest(ctx: Ctx): Promise<Newest | null> {
  const [row] = await selectConversations(ctx, null, 1)
  if (!row) return null
  const { happenedOn } = row
  return { author: openAuthor(ctx, row.lineId, row), happenedOn, isToday: happenedOn === londonDay(ctx.now) }
}

/** One conversation with all its lines, each with what stands beside it. Throws not-found. */
export async function getConversation(ctx: Ctx, id: string): Promise<Conversation> {
  const row = await findConversation(ctx, id)
  if (!row) throw new Failure('not-found', '')
  const rows = await selectLines(ctx, id)
  const lines = new Map(rows.map((one) => [one.id, openLine(ctx, one)]))
  for (const { id: lineId, besideLineId } of rows) {
    if (besideLineId) lines.get(besideLineId)!.beside.push(lines.get(lineId)!)
  }
  return { ...row, lines: rows.filter((one) => !one.besideLineId).map((one) => lines.get(one.id)!) }
}

/** One line, without what stands beside it. Throws not-found. */
export async function getLine(ctx: Ctx, place: { conversationId: string; lineId: string }): Promise<Line> {
  return openLine(ctx, await findLine(ctx, place))
}

/**
 * Takes back a line the person wrote themself, or with no line named all of theirs in a conversation. What a coach wrote
 * stays. Gives whether anything is left of the conversation. Throws not-found when there was nothing of theirs.
 */
export async function takeBack(
  ctx: Ctx,
  place: { conversationId: string; lineId?: string | undefined },
): Promise<{ isLeft: boolean }> {
  await takeTurn(ctx, place.conversationId)
  if (!(await deleteOwnLines(ctx, place.conversationId, place.lineId))) throw new Failure('not-found', '')
  return { isLeft: !(await deleteIfEmpty(ctx, place.conversationId)) }
}

/**
 * Says of a conversation that it was about hard days, or that it was not. Throws not-found for a conversation whoever acts
 * may not open.
 */
export async function setHardDays(ctx: Ctx, conversationId: string, isAbout: boolean): Promise<void> {
  const coach = await findCoach(ctx)
  const isThere = (await maySayHardDays(ctx)) && (await findConversation(ctx, conversationId))
  if (!isThere) throw new Failure('not-found', '')
  if (isAbout) await sayHardDays(ctx, coach, conversationId)
  else await takeBackHardDays(ctx, conversationId)
}

type Coach = { name: string; organisation: string }

/** The coach who acts, by the name the person sees; null for the person. Throws not-found when this room is not open. */
export async function findCoach(ctx: Ctx): Promise<Coach | null> {
  if (!ctx.actor.roles.includes('coach')) return null
  const { coach, rooms } = await getOwnInvitation(ctx)
  if (rooms && !rooms.includes('conversations')) throw new Failure('not-found', '')
  return coach
}

async function findLine(ctx: Ctx, place: { conversationId: string; lineId: string }): Promise<LineRow> {
  const [row] = await selectLines(ctx, place.conversationId, place.lineId)
  if (!row) throw new Failure('not-found', '')
  return row
}

async function addLines(
  ctx: Ctx,
  coach: Coach | null,
  input: { conversationId: string; words: string; written: Date },
): Promise<void> {
  const { conversationId } = input
  const rows = partLines(input.words).map((words, place) => ({
    ...sealLine(ctx, coach, idFrom(ctx.vault.fingerprint('line', `${conversationId}/${place}`)), words),
    conversationId,
    besideLineId: null,
    writtenOn: londonDay(input.written),
  }))
  await insertLines(ctx, rows)
}

function sealLine(ctx: Ctx, coach: Coach | null, id: string, words: string) {
  return {
    id,
    wordsSealed: ctx.vault.sealTeam('line.words', id, words),
    authorSealed: coach && ctx.vault.sealTeam('line.author', id, JSON.stringify(coach)),
  }
}

/** What follows from who sends which words under which id: the same for two sendings, another for anything else. */
function idOf(ctx: Ctx, what: string, note: Pick<Note, 'id' | 'words' | 'happenedOn'>): string {
  const sent = [ctx.actor.id, note.id, note.happenedOn, note.words]
  return idFrom(ctx.vault.fingerprint(`sent-${what}`, JSON.stringify(sent)))
}

function clampTime(ctx: Ctx, at: Date | null): Date {
  const age = at ? ctx.now.getTime() - at.getTime() : Number.NaN
  return age >= 0 && age < longestWay ? at! : ctx.now
}

function clampDay(ctx: Ctx, day: string | null, written: Date): string {
  const stated = day ?? londonDay(written)
  return isDay(stated) && stated >= earliestDay && stated <= londonDay(ctx.now) ? stated : londonDay(ctx.now)
}

function openLine(ctx: Ctx, row: LineRow): Line {
  return {
    id: row.id,
    author: openAuthor(ctx, row.id, row),
    words: ctx.vault.openTeam('line.words', row.id, row.wordsSealed),
    writtenOn: row.writtenOn,
    beside: [],
  }
}

function openAuthor(ctx: Ctx, lineId: string, row: Pick<LineRow, 'author' | 'authorSealed'>): Author {
  if (row.author === 'person') return { kind: 'person' }
  const coach = JSON.parse(ctx.vault.openTeam('line.author', lineId, row.authorSealed!)) as Coach
  return { kind: 'coach', ...coach }
}
