import { listStaff } from '../../access/staff/staff.ts'
import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { getExercise } from '../exercises/exercises.ts'
import {
  deleteWorkplace,
  hasShutWords,
  hasWords,
  isShutOut,
  selectJoinedLater,
  selectLabels,
  selectLateJoiners,
  selectWorkplace,
  upsertWorkplace,
} from './workplace.queries.ts'
import { workplaceWords } from './workplace.words.ts'

export { selectJoinedLater as findJoinedLater } from './workplace.queries.ts'

const words = workplaceWords['en-GB']

/** The setting of one exercise, and what follows from it. */
export type Workplace = {
  isOn: boolean
  advice: string
  /** Whether it may still be switched off: once somebody was heard under it, they were promised it. */
  mayEnd: boolean
  lateJoiners: { name: string; joinedAt: Date; upTo: number }[]
  /** People of the team who both lead and listen or read: what they lose by it. */
  shutOut: string[]
  /** Whether somebody is left who may read. */
  hasReaders: boolean
  /** A domain that several voices' addresses share, for whoever may see labels; null when none. */
  sharedDomain: string | null
}

/** Whether the voices of an exercise work for the organisation that runs it. */
export async function isWorkplace(ctx: Ctx, exerciseId: string): Promise<boolean> {
  return (await selectWorkplace(ctx, exerciseId)) !== null
}

/** Where staff can get advice that does not go through the host: for the public page; null in other exercises. */
export async function findAdvice(ctx: Ctx, exerciseId: string): Promise<string | null> {
  const row = await selectWorkplace(ctx, exerciseId)
  return row && (row.advice || words.defaultAdvice)
}

export async function viewWorkplace(ctx: Ctx, exerciseId: string): Promise<Workplace> {
  await getExercise(ctx, exerciseId)
  const row = await selectWorkplace(ctx, exerciseId)
  const staff = await listStaff(ctx)
  const names = new Map(staff.map((member) => [member.accountId, member.name]))
  const readers = staff.filter((member) => member.roles.some((role) => role !== 'lead'))
  return {
    isOn: row !== null,
    advice: row?.advice || words.defaultAdvice,
    mayEnd: row === null || !(await hasWords(ctx, exerciseId)),
    lateJoiners: (await selectLateJoiners(ctx, exerciseId)).map((joiner) => ({
      name: names.get(joiner.accountId) ?? words.somebody,
      joinedAt: joiner.joinedAt,
      upTo: joiner.upTo,
    })),
    shutOut: readers.filter((member) => member.roles.includes('lead')).map((member) => member.name),
    hasReaders: readers.some((member) => !member.roles.includes('lead')),
    sharedDomain: ctx.actor.roles.includes('listener') ? await findSharedDomain(ctx, exerciseId) : null,
  }
}

/**
 * Says that the voices work for the host, or, as long as nobody was heard, that they do not. Throws invalid-state when
 * it may not end any more.
 */
export async function changeWorkplace(
  ctx: Ctx,
  exerciseId: string,
  input: { isOn: boolean; advice: string },
): Promise<void> {
  await getExercise(ctx, exerciseId)
  const isOn = await isWorkplace(ctx, exerciseId)
  if (input.isOn) {
    await upsertWorkplace(ctx, exerciseId, input.advice)
  } else if (isOn) {
    if (await hasWords(ctx, exerciseId)) throw new Failure('invalid-state', words.stays)
    await deleteWorkplace(ctx, exerciseId)
  }
  if (isOn !== input.isOn)
    await recordAct(ctx, `workplace.${input.isOn ? 'on' : 'off'}`, 'exercise', exerciseId)
}

/** Throws forbidden where nobody at all may take the words out as they were said. */
export async function refuseVerbatim(ctx: Ctx, exerciseId: string): Promise<void> {
  if (await isWorkplace(ctx, exerciseId)) throw new Failure('forbidden', words.noVerbatim)
}

/**
 * Whether what came at that time came before this person joined the team of a workplace: its words, its lines and the
 * names on it stay shut to them.
 */
export async function cameBefore(ctx: Ctx, exerciseId: string, at: Date): Promise<boolean> {
  const joinedAt = await selectJoinedLater(ctx, exerciseId)
  return joinedAt !== null && at < joinedAt
}

/** Throws forbidden for whoever joined a workplace after a file was brought. */
export async function refuseCameBefore(
  ctx: Ctx,
  source: { exerciseId: string; broughtAt: Date },
): Promise<void> {
  if (await cameBefore(ctx, source.exerciseId, source.broughtAt)) {
    throw new Failure('forbidden', words.joinedLater)
  }
}

/** Throws forbidden for whoever joined a workplace after one of these voices spoke, or leads it. */
export async function refuseJoinedLater(ctx: Ctx, voiceIds: readonly string[]): Promise<void> {
  if (await hasShutWords(ctx, voiceIds)) throw new Failure('forbidden', words.joinedLater)
}

/** Three addresses of one domain that is nobody's post office: those people share an employer or a school. */
async function findSharedDomain(ctx: Ctx, exerciseId: string): Promise<string | null> {
  if (await isShutOut(ctx, exerciseId)) return null
  const owners = new Map<string, Set<string>>()
  for (const row of await selectLabels(ctx, exerciseId)) {
    if (!ctx.vault.isKept(row.id)) continue
    const label = ctx.vault.open(row.id, 'voice_label.label', row.id, row.labelSealed)
    const [, address, domain] = /([^\s<@]+@([^\s@>]+\.[^\s@>]+))/.exec(label.toLowerCase()) ?? []
    if (!address || !domain || postOffices.test(domain)) continue
    owners.set(domain, (owners.get(domain) ?? new Set()).add(address))
  }
  const [shared] = [...owners].sort((a, b) => b[1].size - a[1].size)
  return shared && shared[1].size >= 3 ? shared[0] : null
}

/** Where anybody can have an address. */
const postOffices =
  /^(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|mac|aol|proton|protonmail|pm|gmx|web|btinternet|sky|talktalk|virginmedia|ntlworld|mail|zoho|fastmail|tutanota|orange|free|laposte|t-online)\.[a-z.]+$/
