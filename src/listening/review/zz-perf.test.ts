import { test } from 'vitest'
import { openTestHouse } from '../../../test/database.ts'
import { runTask } from '../../platform/jobs/tasks.ts'
import { listPassages } from '../passages/passages-list.ts'
import { proposeTask } from './review.jobs.ts'
import { getOverview } from './review.ts'
import { bringWords, makeTestExercise } from './test-exercise.ts'
const N = Number(process.env['N'] ?? 200000)
test('perf', async () => {
  const house = await openTestHouse()
  const made = await makeTestExercise(house, 'Perf', [{ label: 'Sam Okafor', text: 'Hi' }])
  const said = (i: number) => ({ label: `Person${String.fromCharCode(97 + (i % 26))} Surname${i % 66}x`, text: `When I moved in ${i % 7 ? 'somebody' : 'Sam'} from the hostel gave me the key and a kettle. ${i % 11 ? 'I waited for weeks' : 'I rang 07700 900' + (100 + (i % 900))} and nobody came, and it was cold, number ${i}.` })
  let t = performance.now()
  for (let at = 0; at < N; at += 10000) await made.as(made.people.ada, (ctx) => bringWords(ctx, made.exerciseId, Array.from({ length: 10000 }, (_, i) => said(at + i))))
  console.log('brought', N, Math.round(performance.now() - t))
  await house.asOwner('analyze')
  for (const what of ['propose', 'again']) {
    t = performance.now()
    const id = await made.as(made.people.ada, (ctx) => ctx.enqueue({ kind: 'passage.propose', aboutId: made.exerciseId }))
    await runTask({ db: house.db, store: house.services.store, dataFolder: house.config.dataFolder }, [proposeTask], made.tenantId, id)
    console.log(what, Math.round(performance.now() - t), (await house.asOwner('select count(*)::int n from edit'))[0])
  }
  await house.asOwner('analyze')
  const time = async (name: string, work: () => Promise<unknown>) => { for (let i = 0; i < 2; i++) { t = performance.now(); try { await work() } catch (e) { console.log(String(e)) } console.log(name, Math.round(performance.now() - t)) } }
  await time('overview', () => made.as(made.people.ada, (ctx) => getOverview(ctx, made.exerciseId, { turn: 'first', afterNumber: -1 })))
  await time('list', () => made.as(made.people.lea, (ctx) => listPassages(ctx, made.exerciseId, { which: 'all', afterNumber: 150000 })))
  await time('list reviewed (none)', () => made.as(made.people.lea, (ctx) => listPassages(ctx, made.exerciseId, { which: 'reviewed', afterNumber: -1 })))
  // all but the last ones passed
  await house.asOwner(`update edit set state = 'accepted', decided_by = $1, decided_at = now()`, [made.people.ada.id])
  await house.asOwner(`insert into passage_review select tenant_id, id, $1, now(), '\\x00', $2, now() from passage where number < $3`, [made.people.ada.id, made.people.cleo.id, N - 30])
  await house.asOwner('analyze')
  await time('overview, nearly all read', () => made.as(made.people.ada, (ctx) => getOverview(ctx, made.exerciseId, { turn: 'first', afterNumber: -1 })))
  await time('list waiting, nearly all read', () => made.as(made.people.lea, (ctx) => listPassages(ctx, made.exerciseId, { which: 'waiting', afterNumber: -1 })))
  await house.close()
}, 580000)
