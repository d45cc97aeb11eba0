import { expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { makeTestExercise, type TestExercise } from '../../../test/test-exercise.ts'
import { runTask } from '../../platform/jobs/tasks.ts'
import { listNamesElsewhere } from './elsewhere.ts'
import { proposeTask } from './review.jobs.ts'

const house = useTestHouse()

const said = [
  { label: 'Josie Pell', text: 'My name is Tomasz Zielinski, I said.' },
  { label: 'Josie Pell', text: 'We were late. His name was Tomasz Zielinski too.' },
  { label: 'Josie Pell', text: 'and then zielinski came by with the key' },
  { label: 'Josie Pell', text: 'My name is Wrenna Quillby.' },
  { label: 'Josie Pell', text: 'and then quillby came by with the key' },
]

async function readAll(made: TestExercise): Promise<void> {
  const services = { db: house.db, store: house.services.store }
  const id = await made.as(made.people.ada, (ctx) =>
    ctx.enqueue({ kind: 'passage.propose', aboutId: made.exerciseId }),
  )
  await runTask(services, [proposeTask], made.tenantId, id)
  const [task] = await house.asOwner('select state from task where id = $1', [id])
  expect(task!['state']).toBe('done')
}

function listEdits(made: TestExercise, passage: number): Promise<Record<string, unknown>[]> {
  return house.asOwner(
    `select reason, state, encode(entity_index, 'hex') as entity from edit where passage_id = $1 order by start_at`,
    [made.passageIds[passage]!],
  )
}

test('a name that two passages bear out is found in a third, as the same person; one that only one has is not', async () => {
  const made = await makeTestExercise(house, 'Elsewhere', said)
  await readAll(made)
  const [first] = await listEdits(made, 0)
  expect((await listEdits(made, 1)).map((edit) => edit['entity'])).toContain(first!['entity'])
  const third = await listEdits(made, 2)
  expect(third.map((edit) => edit['entity'])).toContain(first!['entity'])
  expect((await listEdits(made, 4)).map((edit) => edit['reason'])).not.toContain('named-elsewhere')
  const names = await made.as(made.worker, (ctx) => listNamesElsewhere(ctx, made.exerciseId))
  expect(names.map(({ name }) => name)).toEqual(['Tomasz Zielinski'])
  expect(names[0]!.weight).toBeGreaterThanOrEqual(2)
  const edits = await house.asOwner('select count(*)::int as n from edit where tenant_id = $1', [
    made.tenantId,
  ])
  await readAll(made)
  expect(
    await house.asOwner('select count(*)::int as n from edit where tenant_id = $1', [made.tenantId]),
  ).toEqual(edits)
}, 60_000)

test('a name somebody left is looked for no more, and one somebody accepted is', async () => {
  const made = await makeTestExercise(house, 'Left', said)
  await readAll(made)
  const decide = (passage: number, state: string) =>
    house.asOwner(`update edit set state = $2, decided_by = $3, decided_at = now() where passage_id = $1`, [
      made.passageIds[passage]!,
      state,
      made.people.ada.id,
    ])
  await decide(1, 'rejected')
  await decide(3, 'accepted')
  const names = await made.as(made.worker, (ctx) => listNamesElsewhere(ctx, made.exerciseId))
  expect(names.map(({ name }) => name)).toEqual(['Wrenna Quillby'])
  await readAll(made)
  expect((await listEdits(made, 4)).map((edit) => edit['entity'])).toContain(
    (await listEdits(made, 3))[0]!['entity'],
  )
}, 60_000)
