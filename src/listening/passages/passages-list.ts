import { may } from '../../access/matrix.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { getExercise } from '../exercises/exercises.ts'
import { refuseVerbatim } from '../workplace/workplace.ts'
import { listPassageStates, openPassages, type PassageState } from './passages.ts'
import { passagesWords } from './passages.words.ts'

const words = passagesWords['en-GB']

export type Which = 'all' | 'waiting' | 'reviewed'

/** How a passage stands, in one word; the page has a sentence for each. */
export type PassageStanding = 'facilitator' | 'not-a-contributor' | 'shut' | 'first' | 'second' | 'reviewed'

/**
 * `reading` is null until two people passed it. Who said it and when are for listeners: somebody else who was in the
 * same chat could match a minute to a person, and a number to everything that person said.
 */
export type ListedPassage = Omit<PassageState, 'voiceNumber' | 'saidAt'> & {
  voiceNumber: number | null
  saidAt: string | null
  standing: PassageStanding
  reading: { text: string; isEdited: boolean }[] | null
}

export type PassageList = { which: Which; passages: ListedPassage[]; nextAfter: number | null }

const listed = 25

/** A page of the passages of an exercise, after a number. No word of a passage that is not reviewed. */
export async function listPassages(
  ctx: Ctx,
  exerciseId: string,
  input: { which: Which; afterNumber: number },
): Promise<PassageList> {
  const states = await listPassageStates(ctx, {
    exerciseId,
    ...filters[input.which],
    afterNumber: input.afterNumber,
    limit: listed + 1,
  })
  const shown = states.slice(0, listed)
  const maySeeWho = may(ctx.actor.roles, 'source.check')
  const open = await openPassages(
    ctx,
    shown.filter((state) => state.isReviewed),
  )
  const readings = new Map(open.map((passage) => [passage.passageId, passage.reading.segments]))
  return {
    which: input.which,
    passages: shown.map((state) => ({
      ...state,
      voiceNumber: maySeeWho ? state.voiceNumber : null,
      saidAt: maySeeWho ? state.saidAt : null,
      standing: standingOf(state),
      reading:
        readings.get(state.passageId)?.map(({ text, edit }) => ({ text, isEdited: edit !== null })) ?? null,
    })),
    nextAfter: states.length > listed ? shown.at(-1)!.number : null,
  }
}

/** A passage as one line of the CLI. Who said it and when are for listeners, as on the page. */
export type PassageLine = {
  number: number
  voice: number | null
  at: string | null
  door: string
  state: string
  reading?: string
  verbatim?: string
}

/**
 * Passages as lines, after a number: the reading where two people passed it. The verbatim comes along when `isVerbatim`
 * and its voice agreed; throws forbidden for who may not read it.
 */
export async function listPassageLines(
  ctx: Ctx,
  exerciseId: string,
  input: { afterNumber: number; isVerbatim: boolean; limit: number },
): Promise<PassageLine[]> {
  const { afterNumber, isVerbatim, limit } = input
  if (isVerbatim && !may(ctx.actor.roles, 'passage.read-verbatim')) {
    throw new Failure('forbidden', words.command.notVerbatim)
  }
  await getExercise(ctx, exerciseId)
  if (isVerbatim) await refuseVerbatim(ctx, exerciseId)
  const states = await listPassageStates(ctx, { exerciseId, afterNumber, limit })
  const open = await openPassages(
    ctx,
    states.filter((state) => isVerbatim || state.isReviewed),
  )
  const byId = new Map(open.map((passage) => [passage.passageId, passage]))
  const maySeeWho = may(ctx.actor.roles, 'source.check')
  return states.map((state) => {
    const passage = byId.get(state.passageId)
    return {
      number: state.number,
      voice: maySeeWho ? state.voiceNumber : null,
      at: maySeeWho ? state.saidAt : null,
      door: state.door,
      state: standingOf(state),
      ...(passage && state.isReviewed ? { reading: passage.reading.text } : {}),
      ...(passage && isVerbatim ? { verbatim: passage.verbatim } : {}),
    }
  })
}

function standingOf(state: PassageState): PassageStanding {
  if (state.part !== 'contributor') return state.part
  if (!state.mayRead) return 'shut'
  if (state.isReviewed) return 'reviewed'
  return state.firstBy && !state.hasOpenProposals ? 'second' : 'first'
}

const filters = {
  all: {},
  waiting: { isReviewed: false, part: 'contributor', mayRead: true },
  reviewed: { isReviewed: true },
} as const
