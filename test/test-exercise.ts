import type { TestHouse } from './database.ts'
import { makeOrganisation } from '../src/access/organisation/organisation.ts'
import type { Actor, Ctx } from '../src/platform/db/database.ts'
import { newBlindId } from '../src/platform/ids.ts'
import { recordConsent } from '../src/listening/consent/consent.ts'
import { openExercise } from '../src/listening/exercises/exercises.ts'
import { takeNumbers } from '../src/listening/exercises/exercises.queries.ts'
import { writePassages } from '../src/listening/passages/passages.ts'
import { listeningPaths } from '../src/listening/paths.ts'
import { listKnownNames, proposeFor } from '../src/listening/review/proposals.ts'
import { fingerprintsOf } from '../src/listening/voices/label-index.ts'
import { insertContributions, insertLabels, insertVoices } from '../src/listening/voices/voices.queries.ts'

/** What was said: by whom, and whether they agreed to be read. */
export type Said = { label: string; text: string; agreed?: boolean; facilitator?: boolean }

/** A team of four and an exercise, for tests of review. */
export type TestExercise = {
  tenantId: string
  exerciseId: string
  passageIds: string[]
  voiceIds: string[]
  /** Ada and Ben listen, Cleo reads second, Lea leads. */
  people: Record<TeamMember, Actor>
  /** What one of them signs in with: `<name>@<organisation>.example`. */
  mailOf: (who: TeamMember) => string
  as: <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>) => Promise<T>
  worker: Actor
}

export type TeamMember = 'ada' | 'ben' | 'cleo' | 'lea'

const team = [
  { key: 'ada', name: 'Ada', roles: ['listener'] },
  { key: 'ben', name: 'Ben', roles: ['listener'] },
  { key: 'cleo', name: 'Cleo', roles: ['reader'] },
  { key: 'lea', name: 'Lea', roles: ['lead'] },
] as const

/** An exercise of which nothing but its question matters. */
export async function openPlainExercise(ctx: Ctx, question = 'What helped?'): Promise<string> {
  const told = { asked: '', openUntil: null, whatHappens: '', whoReads: '', readBy: '' }
  return openExercise(ctx, { title: 'A home', question, ...told })
}

/** Where anybody answers it. */
export async function findDoorPath(house: TestHouse, exerciseId: string): Promise<string> {
  const [row] = await house.asOwner('select address from exercise where id = $1', [exerciseId])
  return listeningPaths.door(String(row!['address']))
}

export async function makeTestExercise(
  house: TestHouse,
  organisation: string,
  said: readonly Said[],
): Promise<TestExercise> {
  const mailOf = (who: TeamMember) => `${who}@${organisation.toLowerCase()}.example`
  const made = await makeOrganisation(house.db, {
    name: organisation,
    operator: 'x',
    staff: team.map((member) => ({
      name: member.name,
      address: mailOf(member.key),
      roles: [...member.roles],
    })),
  })
  const worker = { id: 'worker', roles: ['worker'] }
  const { tenantId } = made
  const actor = (index: number): Actor => ({ id: made.accountIds[index]!, roles: [...team[index]!.roles] })
  const people = { ada: actor(0), ben: actor(1), cleo: actor(2), lea: actor(3) }
  const as: TestExercise['as'] = (actor, work) => house.db.within(tenantId, actor, work)
  const exerciseId = await as(people.ada, (ctx) => openPlainExercise(ctx, 'What made it feel like home?'))
  const { passageIds, voiceIds } = await as(people.ada, (ctx) => bringWords(ctx, exerciseId, said))
  for (const [index, one] of said.entries()) {
    if (one.facilitator) {
      await house.asOwner(`update voice set part = 'facilitator' where id = $1`, [voiceIds[index]])
    }
  }
  return { tenantId, exerciseId, passageIds, voiceIds, people, mailOf, as, worker }
}

/** What a worker does with words that came in; gives how many proposals are new. */
export async function propose(made: TestExercise, passageIds = made.passageIds): Promise<number> {
  return made.as(made.worker, async (ctx) =>
    proposeFor(ctx, made.exerciseId, passageIds, await listKnownNames(ctx, made.exerciseId)),
  )
}

/** Brings words in as an import does: voices by label, passages sealed, consent recorded. One voice a label. */
export async function bringWords(
  ctx: Ctx,
  exerciseId: string,
  said: readonly Said[],
): Promise<{ passageIds: string[]; voiceIds: string[] }> {
  const labels = [...new Set(said.map((one) => one.label))]
  const numbers = await takeNumbers(ctx, exerciseId, labels.length, said.length)
  // The public page's source carries the exercise's own id.
  const speakers = labels.map((label, index) => ({
    label,
    id: newBlindId(),
    exerciseId,
    sourceId: exerciseId,
    voiceId: newBlindId(),
    number: numbers.firstVoice + index,
    contributionId: newBlindId(),
    fingerprints: fingerprintsOf(ctx, label),
  }))
  await insertVoices(
    ctx,
    exerciseId,
    speakers.map(({ voiceId, number }) => ({ id: voiceId, number })),
  )
  await insertContributions(
    ctx,
    speakers.map((speaker) => ({ ...speaker, id: speaker.contributionId, cameAs: speaker.voiceId })),
  )
  const sealed = ctx.vault.sealEach(
    'voice_label.label',
    speakers.map(({ id, label }) => ({ id, text: label })),
  )
  await insertLabels(
    ctx,
    speakers.map((speaker, index) => ({ ...speaker, labelSealed: sealed[index]! })),
  )
  const bySpeaker = new Map(speakers.map((speaker) => [speaker.label, speaker]))
  const passageIds = await writePassages(
    ctx,
    said.map((one, index) => ({
      exerciseId,
      contributionId: bySpeaker.get(one.label)!.contributionId,
      number: numbers.firstPassage + index,
      line: null,
      saidAt: null,
      text: one.text,
    })),
  )
  const agreed = said.filter((one) => one.agreed !== false).map((one) => bySpeaker.get(one.label)!.voiceId)
  await recordConsent(ctx, {
    exerciseId,
    voiceIds: [...new Set(agreed)],
    answers: { read: true, quote: true },
    how: 'said so',
    wordsVersion: 'test-1',
  })
  return { passageIds, voiceIds: said.map((one) => bySpeaker.get(one.label)!.voiceId) }
}

/** An id nobody has. */
export const strangeId = newBlindId()
