import { readdir, stat } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { accessRules } from '../src/access/matrix.ts'
import { makeOrganisation } from '../src/access/organisation/organisation.ts'
import { openFileText } from '../src/listening/files/file-text.ts'
import { announceSource, bringIn } from '../src/listening/doors/import.ts'
import { openExercise } from '../src/listening/exercises/exercises.ts'
import { eachReading, listPassageStates } from '../src/listening/passages/passages.ts'
import { decide, openForReview, openSecondReading, passSecond } from '../src/listening/review/review.ts'
import { proposeTask } from '../src/listening/review/review.jobs.ts'
import { listVoices } from '../src/listening/voices/voices.ts'
import { readConfig } from '../src/platform/config/config.ts'
import type { Ctx } from '../src/platform/db/database.ts'
import { newBlindId } from '../src/platform/ids.ts'
import { runWaitingTasks } from '../src/platform/jobs/tasks.ts'
import { openRuntime } from '../src/platform/runtime.ts'

/**
 * What a review that accepts every proposal, and adds nothing, leaves of the speakers' own names. Run on calls of
 * your own: `node bench/review-leaks.ts FOLDER`. Each folder inside FOLDER (or FOLDER itself) is one exercise.
 */
const [given] = process.argv.slice(2)
if (!given) throw new Error('Name a folder with transcripts: node bench/review-leaks.ts FOLDER')

const data = await mkdtemp(join(tmpdir(), 'ownterms-leaks-'))
const runtime = await openRuntime(readConfig({}, { data }), 'command', accessRules(), {
  print: () => undefined,
})
const made = await makeOrganisation(runtime.db, {
  name: 'Bench',
  operator: '',
  staff: [
    { name: 'First', address: 'first@bench.example', roles: ['listener'] },
    { name: 'Second', address: 'second@bench.example', roles: ['reader'] },
  ],
})
const as = (index: number, role: string) => {
  return <T>(fn: (ctx: Ctx) => Promise<T>) =>
    runtime.db.within(made.tenantId, { id: made.accountIds[index]!, roles: [role] }, fn)
}
const first = as(0, 'listener')
const second = as(1, 'reader')

console.log(
  'call                            passages voices proposals  seconds  label words left in readings',
)
try {
  for (const folder of await listCalls(given)) await runCall(folder)
} finally {
  await runtime.close()
  await rm(data, { recursive: true, force: true })
}

async function listCalls(root: string): Promise<string[]> {
  const inside = await readdir(root)
  const folders: string[] = []
  for (const name of inside) if ((await stat(join(root, name))).isDirectory()) folders.push(join(root, name))
  return folders.length > 0 ? folders : [root]
}

async function runCall(folder: string): Promise<void> {
  const start = performance.now()
  const exerciseId = await first((ctx) =>
    openExercise(ctx, {
      title: basename(folder),
      question: 'What was said?',
      asked: '',
      openUntil: null,
      whatHappens: '',
      whoReads: '',
      readBy: '',
    }),
  )
  for (const name of ['transcript.vtt', 'chat.txt']) await bring(exerciseId, join(folder, name))
  await runWaitingTasks({ db: runtime.db, store: runtime.store }, [proposeTask])
  const states = await first((ctx) => listPassageStates(ctx, { exerciseId, limit: 100_000 }))
  let proposals = 0
  for (const { passageId } of states) {
    await first(async (ctx) => {
      const { edits, stamp } = await openForReview(ctx, passageId)
      proposals += edits.length
      const answers = edits.map((edit) => ({
        editId: edit.id,
        answer: 'accept' as const,
        replacement: edit.replacement,
        note: '',
      }))
      await decide(ctx, passageId, { stamp, answers, pass: true })
    })
    await second(async (ctx) => {
      const { seal } = await openSecondReading(ctx, passageId)
      await passSecond(ctx, passageId, seal)
    })
  }
  const left = await first(async (ctx) => {
    const labels = (await listVoices(ctx, { exerciseId, limit: 1000 })).flatMap((voice) => voice.labels ?? [])
    const words = new Set(labels.flatMap((label) => label.toLowerCase().match(/\p{L}{3,}/gu) ?? []))
    const found: string[] = []
    for await (const reading of eachReading(ctx, exerciseId)) {
      for (const word of reading.text.toLowerCase().match(/\p{L}+/gu) ?? [])
        if (words.has(word)) found.push(word)
    }
    return { found, voices: new Set(states.map((state) => state.voiceId)).size }
  })
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(
    `${basename(folder).padEnd(32)}${String(states.length).padStart(8)} ${String(left.voices).padStart(6)} ${String(
      proposals,
    ).padStart(9)} ${seconds.padStart(8)}  ${left.found.length === 0 ? 'none' : left.found.join(' ')}`,
  )
}

async function bring(exerciseId: string, path: string): Promise<void> {
  const { store } = runtime
  const id = newBlindId()
  const kept = await store.keep(id, createReadStream(path))
  const file = { id, name: basename(path), ...kept }
  const text = await openFileText(store, file)
  const agreed = { how: 'A public call.', uses: ['read', 'quote'] as const }
  const sourceId = await first((ctx) => announceSource(ctx, { exerciseId, file, text, agreed }))
  await bringIn(first, store, { exerciseId, sourceId, file, text, agreed })
}
