import { chmodSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { accessRules } from '../src/access/matrix.ts'
import { makeOrganisation } from '../src/access/organisation/organisation.ts'
import { openExercise, takeNumbers } from '../src/listening/exercises/exercises.ts'
import { countVoices } from '../src/listening/exercises/people.ts'
import { writePassages } from '../src/listening/passages/passages.ts'
import { findVoices } from '../src/listening/voices/find.ts'
import { joinVoices, listJoins, undoJoin } from '../src/listening/voices/joins.ts'
import { ensureLabels } from '../src/listening/voices/label-index.ts'
import { findProposal } from '../src/listening/voices/proposals.ts'
import { meetSpeakers } from '../src/listening/voices/voices.ts'
import { readConfig } from '../src/platform/config/config.ts'
import { Database, type Ctx } from '../src/platform/db/database.ts'
import { openEmbedded } from '../src/platform/db/embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { newId } from '../src/platform/ids.ts'
import { openVault } from '../src/platform/vault/vault.ts'

/**
 * Seconds of what a listener does with so many voices, in a real database of its own: three passages each, in files
 * of 500 labels. The database and the keyring are this machine's.
 */
export async function timeInDatabase(labels: readonly string[]): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'ownterms-voices-'))
  chmodSync(folder, 0o711)
  const config = readConfig({}, { data: join(folder, 'data') })
  const server = await openEmbedded({ folder: config.dataFolder, purpose: 'server', log: () => undefined })
  const vault = openVault(config)
  const owner = new pg.Client({ connectionString: server.url })
  try {
    const db = new Database({
      url: await migrate(server.url, accessRules(), vault),
      vault,
      statementTimeout: 30_000,
    })
    await owner.connect()
    const times = await timeAll(db, owner, labels)
    await db.close()
    return times
  } finally {
    await owner.end()
    await vault.close()
    await server.stop()
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

async function timeAll(
  db: Database,
  owner: pg.Client,
  labels: readonly string[],
): Promise<Record<string, string>> {
  const made = await makeOrganisation(db, {
    name: 'Bench',
    operator: '',
    staff: [{ name: 'Ada', address: 'ada@bench.example', roles: ['listener'] }],
  })
  const ada = { id: made.accountIds[0]!, roles: ['listener'] }
  const as = <T>(work: (ctx: Ctx) => Promise<T>) => db.within(made.tenantId, ada, work)
  const fields = { title: 'Bench', question: 'What helps?', asked: '', openUntil: null }
  const exerciseId = await as((ctx) =>
    openExercise(ctx, { ...fields, whatHappens: '', whoReads: '', readBy: '' }),
  )
  const times: Record<string, string> = {}
  const time = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const start = performance.now()
    const result = await work()
    times[what] = `${((performance.now() - start) / 1000).toFixed(2)} s`
    return result
  }
  await time(`bring in ${labels.length} labels`, async () => {
    for (let start = 0; start < labels.length; start += 500) {
      const sourceId = newId()
      await owner.query(
        `insert into source (tenant_id, id, exercise_id, door, format, content_index, state)
         values ($1, $2, $3, 'group-call', 'webvtt', $4, 'shown')`,
        [made.tenantId, sourceId, exerciseId, Buffer.from(sourceId)],
      )
      const some = [...new Set(labels.slice(start, start + 500))]
      await as((ctx) => bringIn(ctx, exerciseId, sourceId, some))
    }
  })
  await owner.query('analyze')
  times['voices'] = String((await as((ctx) => countVoices(ctx, exerciseId))).people)
  const first = await time('the page of proposals', () => as((ctx) => findProposal(ctx, exerciseId, null)))
  times['pairs to look at'] = String(first.count)
  await time('the count', () => as((ctx) => countVoices(ctx, exerciseId)))
  const { kept, other } = first.proposal!
  await time('look for a name', () => as((ctx) => findVoices(ctx, kept, 'Sam')))
  await time('join', () => as((ctx) => joinVoices(ctx, kept.id, other.id)))
  await time('undo', () => as(async (ctx) => undoJoin(ctx, (await listJoins(ctx, kept.id))[0]!.id)))
  await owner.query('delete from label_index')
  await time('fingerprints after a crash', () => as(ensureLabels))
  return times
}

async function bringIn(
  ctx: Ctx,
  exerciseId: string,
  sourceId: string,
  labels: readonly string[],
): Promise<void> {
  const numbers = await takeNumbers(ctx, exerciseId, labels.length, labels.length * 3)
  const met = await meetSpeakers(ctx, { exerciseId, sourceId, labels, firstNumber: numbers.firstVoice })
  await writePassages(
    ctx,
    met.flatMap(({ contributionId }, index) =>
      [0, 1, 2].map((turn) => ({
        exerciseId,
        contributionId,
        number: numbers.firstPassage + index * 3 + turn,
        line: null,
        saidAt: null,
        text: 'My own front door.',
      })),
    ),
  )
}
