import { randomBytes } from 'node:crypto'
import { makeOrganisation } from '../../src/access/organisation/organisation.ts'
import { takeNumbers } from '../../src/listening/exercises/exercises.ts'
import {
  listPassageStates,
  openPassages,
  writePassages,
  type PassageState,
} from '../../src/listening/passages/passages.ts'
import { listKnownNames, proposeFor } from '../../src/listening/review/proposals.ts'
import { decide, openForReview, openSecondReading, passSecond } from '../../src/listening/review/review.ts'
import { meetSpeakers } from '../../src/listening/voices/voices.ts'
import type { Actor, Ctx, Database } from '../../src/platform/db/database.ts'
import type { Store } from '../../src/platform/files/store.ts'
import { bringFile } from '../brought-file.ts'
import { openPlainExercise } from '../test-exercise.ts'

/** An organisation with one exercise in which somebody was heard. */
export type Heard = {
  tenantId: string
  exerciseId: string
  ada: Actor
  ben: Actor
  /** What must never be readable outside: sentences, labels and addresses, each unlike anything else. */
  secrets: string[]
}

export const question = 'What helped you when things were hard?'
const names = ['Quillon Abernathy', 'Zephyrine Oddershede', 'Marigold Featherstone']

/**
 * Three named voices with three passages each, from a chat file; the first two voices' passages are passed by two
 * people, so that there are readings. Goes through the doors everybody uses.
 */
export async function hearSomebody(db: Database, store: Store): Promise<Heard> {
  const unique = () => randomBytes(6).toString('hex').replace(/\d/g, 'x')
  const addresses = [`ada-${unique()}@example.org`, `ben-${unique()}@example.org`]
  const { tenantId, accountIds } = await makeOrganisation(db, {
    name: 'The Lighthouse',
    operator: 'Lighthouse Ltd',
    staff: [
      { name: `Ada ${unique()}`, address: addresses[0]!, roles: ['lead', 'listener'] },
      { name: `Ben ${unique()}`, address: addresses[1]!, roles: ['reader'] },
    ],
  })
  const ada: Actor = { id: accountIds[0]!, roles: ['lead', 'listener'] }
  const ben: Actor = { id: accountIds[1]!, roles: ['reader'] }
  const exerciseId = await db.within(tenantId, ada, (ctx) => openPlainExercise(ctx, question))

  const sentences = names.flatMap((_, voice) =>
    [0, 1, 2].map((turn) => `The kettle of ${unique()} stood on shelf ${voice} and ${turn} warmed us all.`),
  )
  const chat = sentences
    .map((sentence, index) => `0${1 + index}/11/2026, 10:0${index} - ${names[index % 3]}: ${sentence}\n`)
    .join('')
  await importText(db, store, { tenantId, exerciseId, actor: ada, name: 'chat.txt', text: chat })

  for (const state of await listAll(db, tenantId, ada, exerciseId)) {
    if (state.voiceNumber !== 3) await passByTwo(db, tenantId, state, ada, ben)
  }
  return { tenantId, exerciseId, ada, ben, secrets: [...sentences, ...names, ...addresses] }
}

export async function importText(
  db: Database,
  store: Store,
  input: { tenantId: string; exerciseId: string; actor: Actor; name: string; text: string },
) {
  const within = <T>(fn: (ctx: Ctx) => Promise<T>) => db.within(input.tenantId, input.actor, fn)
  const agreed = { how: 'They said so in the group.', uses: ['read', 'quote'] as const }
  const { exerciseId, name } = input
  return bringFile(store, within, { exerciseId, name, bytes: input.text, agreed })
}

/** One voice that says one thing, in one transaction. */
export async function hearOne(db: Database, heard: Heard, text: string): Promise<void> {
  const { exerciseId } = heard
  await db.within(heard.tenantId, { id: 'worker', roles: ['worker', 'visitor'] }, async (ctx) => {
    const numbers = await takeNumbers(ctx, exerciseId, 1, 1)
    const [speaker] = await meetSpeakers(ctx, {
      exerciseId,
      sourceId: exerciseId,
      labels: [null],
      firstNumber: numbers.firstVoice,
    })
    const { contributionId } = speaker!
    await writePassages(ctx, [
      { exerciseId, contributionId, number: numbers.firstPassage, line: null, saidAt: null, text },
    ])
  })
}

export async function listAll(
  db: Database,
  tenantId: string,
  actor: Actor,
  exerciseId: string,
): Promise<PassageState[]> {
  return db.within(tenantId, actor, (ctx) => listPassageStates(ctx, { exerciseId, limit: 10_000 }))
}

/** Every passage that may be read, opened. */
export async function openAll(db: Database, heard: Heard) {
  return db.within(heard.tenantId, heard.ada, async (ctx) =>
    openPassages(ctx, await listPassageStates(ctx, { exerciseId: heard.exerciseId, limit: 10_000 })),
  )
}

async function passByTwo(
  db: Database,
  tenantId: string,
  state: PassageState,
  first: Actor,
  second: Actor,
): Promise<void> {
  const id = state.passageId
  await db.within(tenantId, first, async (ctx) => {
    await proposeFor(ctx, state.exerciseId, [id], await listKnownNames(ctx, state.exerciseId))
    const { stamp, edits } = await openForReview(ctx, id)
    const answers = edits.map(
      (edit) => ({ editId: edit.id, answer: 'leave', replacement: '', note: '' }) as const,
    )
    return decide(ctx, id, { stamp, answers, pass: true })
  })
  const { seal } = await db.within(tenantId, second, (ctx) => openSecondReading(ctx, id))
  const passed = await db.within(tenantId, second, (ctx) => passSecond(ctx, id, seal))
  if (!passed.ok) throw new Error('A passage could not be passed.')
}
