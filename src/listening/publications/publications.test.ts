import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import {
  codeStretch,
  listProblems,
  press,
  publish,
  readPublic,
  stretchOf,
  tellSeries,
  texts,
  type ToldSeries,
  writeText,
} from '../../../test/told-series.ts'
import { enter, openApp, Visitor } from '../../../test/visitor.ts'
import { sessionRoutes } from '../../access/sessions/sessions.routes.tsx'
import { signInRoutes } from '../../access/sign-in/sign-in.routes.tsx'
import { recordConsent } from '../consent/consent.ts'
import { quotesRoutes } from '../quotes/quotes.routes.tsx'
import { changeSeries, getSeries } from '../series/series.ts'
import { seriesRoutes } from '../series/series.routes.tsx'
import { wisdomsRoutes } from '../wisdoms/wisdoms.routes.tsx'
import { buildSeries } from './build.ts'
import { publicationsRoutes } from './publications.routes.tsx'
import { publishTask } from './publications.jobs.ts'
import { publishSeries } from './publications.ts'
import { runWaitingTasks } from '../../platform/jobs/tasks.ts'
import { proposeTask } from '../review/review.jobs.ts'
import { forgetBuilt, listPublished } from './published.ts'
import { writeFolder } from './write-folder.ts'

const house = useTestHouse()

const told = () => tellSeries(house, 'Pub')
const read = (series: ToldSeries, name?: string) => readPublic(house, series, name)

describe('publishing', () => {
  test('a whole series has nothing in its way, and its pages say who, how many and when', async () => {
    const series = await told()
    expect(await listProblems(series)).toEqual([])
    expect(await read(series, 'index.html')).toBe('')
    const { edition, isNew } = await publish(series)
    expect([edition.edition, edition.voices, isNew]).toEqual([1, 4, true])
    const index = await read(series, 'index.html')
    expect(index).toContain('What made it feel like home?')
    expect(index).toMatch(/Words of 4 people, as at \d{1,2} \p{L}+ \d{4}\./u)
    expect(index).not.toMatch(/<script/i)
    const page = await read(series)
    expect(page).toContain('“He gave me the key on the first day.”')
    expect(page).toContain(texts.narration)
    expect(page).toContain(texts.reflection)
    expect(await read(series, '2.html')).toBe('')
    expect((await listPublished(house.db)).map((one) => one.address)).toContain(series.address)
  })

  test('the same series gives the same edition and the same bytes; a change gives a new one', async () => {
    const series = await told()
    const first = await publish(series)
    const again = await publish(series)
    expect([again.isNew, again.edition.id]).toEqual([false, first.edition.id])
    const build = () => series.as(series.worker, (ctx) => buildSeries(ctx, first.edition))
    expect([...(await build())]).toEqual([...(await build())])
    await series.as(series.people.ada, (ctx) =>
      writeText(ctx, series.wisdomId, { reflection: 'We listen more.' }),
    )
    const second = await publish(series)
    expect([second.isNew, second.edition.edition]).toEqual([true, 2])
  })

  test('the public sees an edition, never the draft behind it', async () => {
    const series = await told()
    await publish(series)
    await series.as(series.people.ada, (ctx) =>
      writeText(ctx, series.wisdomId, {
        narration: { id: series.narrationId, text: 'Not yet for anybody.' },
      }),
    )
    expect(await read(series)).not.toContain('Not yet')
    forgetBuilt(series.seriesId)
    const page = await read(series)
    expect(page).not.toContain('Not yet')
    expect(page).toContain(texts.narration)
  })

  test('no quote of a published series is stored as text', async () => {
    const series = await told()
    await publish(series)
    const [row] = await house.asOwner('select content_sealed from publication where series_id = $1', [
      series.seriesId,
    ])
    const content = await series.as(series.worker, async (ctx) => {
      const [{ id } = { id: '' }] = await house.asOwner('select id from publication where series_id = $1', [
        series.seriesId,
      ])
      return ctx.vault.openTeam('publication.content', String(id), row!['content_sealed'] as Buffer)
    })
    expect(content).toContain(texts.narration)
    expect(content).not.toContain('gave me the key')
    expect(content).not.toContain('two bags')
  })

  test('after a change of mind the quote is gone at the next request, in a process that had built it', async () => {
    const series = await told()
    await publish(series)
    expect(await read(series)).toContain('He gave me the key')
    await series.as(series.people.ada, (ctx) =>
      recordConsent(ctx, {
        exerciseId: series.exerciseId,
        voiceIds: [series.voiceIds[1]!],
        answers: { quote: false },
        how: null,
        wordsVersion: 'test-1',
      }),
    )
    const page = await read(series)
    expect(page).not.toContain('He gave me the key')
    expect(page).toContain('This piece is being written anew.')
    expect(page).toContain('two bags')
    expect(await read(series, 'index.html')).not.toContain('He gave me the key')
  })

  test('a passage that is gone, or whose key is gone, takes its quote with it at the next request', async () => {
    const series = await told()
    await publish(series)
    expect(await read(series)).toContain('two bags')
    await series.as(series.worker, async (ctx) => ctx.vault.destroy([series.passageIds[0]!]))
    expect(await read(series)).not.toContain('two bags')
    await house.asOwner('delete from passage where id = $1', [series.passageIds[1]!])
    expect(await read(series)).not.toContain('the key')
  })

  test('a passage that waits for its readers again is not shown meanwhile', async () => {
    const series = await told()
    await publish(series)
    expect(await read(series)).toContain('two bags')
    await house.asOwner('delete from passage_review where passage_id = $1', [series.passageIds[0]!])
    expect(await read(series)).not.toContain('two bags')
  })

  test('an address another series holds is told, and nothing is published', async () => {
    const one = await told()
    const other = await told()
    await publish(one)
    const { address } = one
    await other.as(other.people.ada, (ctx) => changeSeries(ctx, other.seriesId, { ...texts, address }))
    const published = await other.as(other.people.ada, (ctx) => publishSeries(ctx, other.seriesId))
    expect(published.ok ? [] : published.problems.map((problem) => problem.kind)).toEqual(['address'])
    expect(await house.asOwner('select 1 from publication where series_id = $1', [other.seriesId])).toEqual(
      [],
    )
  })

  test('a published address stays when the title changes', async () => {
    const series = await told()
    await publish(series)
    await series.as(series.people.ada, (ctx) =>
      changeSeries(ctx, series.seriesId, { ...texts, title: 'Another', address: null }),
    )
    expect((await series.as(series.people.ada, (ctx) => getSeries(ctx, series.seriesId))).address).toBe(
      series.address,
    )
  })
})

describe('a folder', () => {
  test('is written whole, written again, cleared of what is left over, and never somebody else’s', async () => {
    const series = await told()
    const { edition } = await publish(series)
    const files = await series.as(series.worker, (ctx) => buildSeries(ctx, edition))
    const parent = await mkdtemp(join(tmpdir(), 'ownterms-out-'))
    const folder = join(parent, 'out')
    try {
      await writeFolder(files, series.seriesId, folder)
      const names = await readdir(folder)
      expect(names.sort()).toEqual([...files.keys(), 'ownterms-series.json'].sort())
      expect(await readFile(join(folder, '1.html'))).toEqual(files.get('1.html'))
      expect(await readdir(parent)).toEqual(['out'])

      const smaller = new Map([...files].filter(([name]) => name !== '1.html'))
      await writeFolder(smaller, series.seriesId, folder)
      expect(await readdir(folder)).not.toContain('1.html')

      await expect(writeFolder(files, series.exerciseId, folder)).rejects.toMatchObject({
        kind: 'invalid-state',
      })
      const foreign = join(parent, 'foreign')
      await writeFolder(files, series.seriesId, foreign)
      await rm(join(foreign, 'ownterms-series.json'))
      await writeFile(join(foreign, 'mine.txt'), 'mine')
      await expect(writeFolder(files, series.seriesId, foreign)).rejects.toMatchObject({
        kind: 'invalid-state',
      })
      expect(await readFile(join(foreign, 'mine.txt'), 'utf8')).toBe('mine')
    } finally {
      await rm(parent, { recursive: true, force: true })
    }
  })

  test('nothing that lies beside it or in it, and is not ours, is removed or written over', async () => {
    const series = await told()
    const { edition } = await publish(series)
    const files = await series.as(series.worker, (ctx) => buildSeries(ctx, edition))
    const parent = await mkdtemp(join(tmpdir(), 'ownterms-out-'))
    const folder = join(parent, 'out')
    const make = async (name: string, holds: Record<string, string>) => {
      await mkdir(join(parent, name))
      for (const [file, text] of Object.entries(holds)) await writeFile(join(parent, name, file), text)
    }
    try {
      await make('out.tmp', { 'mine.txt': 'mine' })
      await make('out.tmp2', { '.ownterms-draft.json': series.exerciseId, '1.html': 'another series' })
      await make('out.tmp3', { '.ownterms-draft.json': series.seriesId, '1.html': 'cut short' })
      await writeFolder(files, series.seriesId, folder)
      expect((await readdir(parent)).sort()).toEqual(['out', 'out.tmp', 'out.tmp2'])
      expect(await readdir(join(parent, 'out.tmp'))).toEqual(['mine.txt'])
      expect((await readdir(folder)).sort()).toEqual([...files.keys(), 'ownterms-series.json'].sort())

      const smaller = new Map([...files].filter(([name]) => name !== '1.html'))
      await writeFolder(smaller, series.seriesId, folder)
      await writeFile(join(folder, '1.html'), 'mine')
      await expect(writeFolder(files, series.seriesId, folder)).rejects.toThrow('1.html')
      expect(await readFile(join(folder, '1.html'), 'utf8')).toBe('mine')
    } finally {
      await rm(parent, { recursive: true, force: true })
    }
  })
})

describe('in the browser', () => {
  test('a listener composes, cuts and publishes with forms alone', async () => {
    const series = await told()
    const app = openApp(house, [
      ...signInRoutes,
      ...sessionRoutes,
      ...seriesRoutes,
      ...wisdomsRoutes,
      ...quotesRoutes,
      ...publicationsRoutes,
    ])
    const listener = await enter(house, app, series.mailOf('ada'))
    const made = await listener.send(`/exercises/${series.exerciseId}/series`, { title: 'Small things' })
    expect(made.status).toBe(303)
    const seriesPath = made.location!.split('?')[0]!
    expect((await listener.get(seriesPath)).text).toContain('New Wisdom')
    const wisdom = await listener.send(`${seriesPath}/wisdoms/new`, { title: 'First' })
    const wisdomPath = wisdom.location!.split('?')[0]!
    const stretch = await series.as(series.people.ada, (ctx) =>
      stretchOf(ctx, series.passageIds[0]!, 'Nobody asked', 'sat down.'),
    )
    const coding = await codeStretch(house, series, stretch)
    const pick = await listener.get(`${wisdomPath}/quotes?place=lead`)
    expect(pick.text).toContain('Nobody asked me anything, she just said the kettle was on, and I sat down.')
    const chosen = await listener.send(`${wisdomPath}/quotes`, { place: 'lead', coding })
    expect(chosen.status).toBe(303)
    const compose = await listener.get(wisdomPath)
    const quoteId = /cut:([0-9a-f-]{36})/.exec(compose.text)![1]!
    const cuts = await listener.get(`/quotes/${quoteId}/cuts`)
    const values = [...cuts.text.matchAll(/name="cut" value="(\d+-\d+)"/g)].map((match) => match[1]!)
    expect(values).toHaveLength(15)
    const tried = await listener.send(`/quotes/${quoteId}/cuts`, press('show', { cut: values.slice(4, 7) }))
    expect(tried.text).toContain('Nobody asked me anything, … the kettle was on, and I sat down.')
    expect((await listener.get(wisdomPath)).text).toContain('she just said')
    const none = await listener.send(`/quotes/${quoteId}/cuts`, press('save', { cut: values }))
    expect(none.status).toBe(422)
    await listener.send(`/quotes/${quoteId}/cuts`, press('save', { cut: values.slice(4, 7) }))
    expect((await listener.get(wisdomPath)).text).toContain('anything, … the kettle')

    const gates = await listener.get(`${seriesPath}/gates`)
    expect(gates.text).toContain('Choose a picture for Wisdom 1.')
    expect((await listener.send(`${seriesPath}/publish`)).status).toBe(422)
    const open = await listener.send(`/series/${series.seriesId}/publish`)
    expect([open.status, open.location]).toEqual([303, `/series/${series.seriesId}/gates`])
    await listener.send(`/series/${series.seriesId}/publish`)
    const waiting = await house.asOwner(
      `select 1 from task where kind = 'series.publish' and about_id = $1`,
      [series.seriesId],
    )
    expect(waiting).toHaveLength(1)
    const meanwhile = await listener.get(`/series/${series.seriesId}/gates`)
    expect(meanwhile.text).toContain('http-equiv="refresh"')
    expect(meanwhile.text).not.toContain('<button class="button primary"')
    const reader = new Visitor(app)
    expect((await reader.get(`/read/${series.address}/`)).status).toBe(404)
    const { db, store } = house.services
    await runWaitingTasks({ db, store }, [publishTask, proposeTask])
    expect((await listener.get(`/series/${series.seriesId}/gates`)).text).toContain('Edition 1')
    expect((await reader.get(`/read/${series.address}`)).location).toBe(`/read/${series.address}/`)
    expect((await reader.get(`/read/${series.address}/`)).text).toContain('A key of my own')
    expect((await reader.get(`/read/${series.address}/1.html`)).text).toContain('He gave me the key')
    expect((await reader.get('/read')).text).toContain('A key of my own')
    expect((await reader.get('/read/nothing-here/')).status).toBe(404)
    expect((await reader.get(`/series/${series.seriesId}`)).status).toBe(303)
  })

  test('somebody else’s series, Wisdom, quote and clearance are not found', async () => {
    const mine = await told()
    const theirs = await told()
    const app = openApp(house, [
      ...signInRoutes,
      ...seriesRoutes,
      ...wisdomsRoutes,
      ...quotesRoutes,
      ...publicationsRoutes,
    ])
    const listener = await enter(house, app, mine.mailOf('ada'))
    expect((await listener.get(`/series/${mine.seriesId}`)).status).toBe(200)
    for (const path of [
      `/series/${theirs.seriesId}`,
      `/series/${theirs.seriesId}/gates`,
      `/series/${theirs.seriesId}/clearances`,
      `/exercises/${theirs.exerciseId}/series`,
      `/wisdoms/${theirs.wisdomId}`,
      `/wisdoms/${theirs.wisdomId}/quotes`,
      `/wisdoms/${theirs.wisdomId}/picture`,
      `/wisdoms/${theirs.wisdomId}/picture/image`,
      `/quotes/${theirs.quoteId}/cuts`,
    ]) {
      expect([path, (await listener.get(path)).status]).toEqual([path, 404])
    }
    for (const path of [
      `/series/${theirs.seriesId}/publish`,
      `/series/${theirs.seriesId}/change`,
      `/wisdoms/${theirs.wisdomId}`,
      `/wisdoms/${theirs.wisdomId}/remove`,
      `/quotes/${theirs.quoteId}/cuts`,
    ]) {
      const answer = await listener.send(path, { title: 'x', cut: '1-2' })
      expect([path, answer.status]).toEqual([path, 404])
    }
  })
})
