import { serve } from '@hono/node-server'
import { chromium } from 'playwright-core'
import { readFile } from 'node:fs/promises'
import { test } from 'vitest'
import { openTestHouse } from '../../../test/database.ts'
import { codeStretch, stretchOf, tellSeries, texts, writeText } from '../../../test/told-series.ts'
import { openApp, signIn, Visitor } from '../../../test/visitor.ts'
import { signInRoutes } from '../../access/sign-in/sign-in.routes.tsx'
import { quotesRoutes } from '../quotes/quotes.routes.tsx'
import { seriesRoutes } from '../series/series.routes.tsx'
import { wisdomsRoutes } from '../wisdoms/wisdoms.routes.tsx'
import { setPicture } from '../wisdoms/pictures.ts'
import { redrawPicture } from '../wisdoms/redraw.ts'
import { publicationsRoutes } from './publications.routes.tsx'
import { publishSeries } from './publications.ts'
import { checkGates } from './gates.ts'
import { proposeClearance } from './clearances.ts'
import { findPublishedFile } from './published.ts'
import { bringWords } from '../../../test/test-exercise.ts'

test('look', async () => {
  const house = await openTestHouse()
  const s = await tellSeries(house, 'Look')
  const kettle = await redrawPicture(await readFile('demo/pictures/kettle.svg'))
  await s.as(s.people.ada, async (ctx) => {
    if (kettle.ok) await setPicture(ctx, { wisdomId: s.wisdomId, picture: kettle.picture, alt: texts.alt })
  })
  const stretch = await s.as(s.people.ada, (ctx) => stretchOf(ctx, s.passageIds[3]!, 'They wanted', 'sit on.'))
  await codeStretch(house, s, stretch)
  await codeStretch(house, s, await s.as(s.people.ada, (ctx) => stretchOf(ctx, s.passageIds[2]!, 'Ring me', 'night.')))
  await s.as(s.people.ada, (ctx) => publishSeries(ctx, s.seriesId))
  const time: number[] = []
  for (let i = 0; i < 400; i++) {
    const t = performance.now()
    await findPublishedFile(house.db, 'a-key-of-my-own', '1.html')
    time.push(performance.now() - t)
  }
  time.sort((a, b) => a - b)
  console.log('read p50', time[200], 'p95', time[380], 'max', time[399])
  const app = openApp(house, [...signInRoutes, ...seriesRoutes, ...wisdomsRoutes, ...quotesRoutes, ...publicationsRoutes])
  const v = new Visitor(app)
  await signIn(house, v, 'ada@look.example')
  const server = serve({ fetch: app.fetch, port: 0 })
  await new Promise((done) => setTimeout(done, 200))
  const port = (server.address() as { port: number }).port
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-background-networking'] })
  const shots: [string, string][] = [
    ['read-index', '/read/a-key-of-my-own/'],
    ['read-1', '/read/a-key-of-my-own/1.html'],
    ['read', '/read'],
    ['list', `/exercises/${s.exerciseId}/series`],
    ['series', `/series/${s.seriesId}`],
    ['wisdom', `/wisdoms/${s.wisdomId}`],
    ['pick', `/wisdoms/${s.wisdomId}/quotes?place=lead`],
    ['cuts', `/quotes/${s.quoteId}/cuts`],
    ['picture', `/wisdoms/${s.wisdomId}/picture`],
    ['gates-ready', `/series/${s.seriesId}/gates`],
    ['change', `/series/${s.seriesId}/change`],
  ]
  const take = async (list: [string, string][]) => {
    for (const width of [360, 1280]) {
      const context = await browser.newContext({ viewport: { width, height: 800 } })
      await context.addCookies([...v.cookies].map(([name, value]) => ({ name, value, url: `http://localhost:${port}` })))
      const page = await context.newPage()
      for (const [name, path] of list) {
        await page.goto(`http://localhost:${port}${path}`)
        const wide = await page.evaluate(() => document.documentElement.scrollWidth)
        if (wide > width) console.log('SCROLLS', name, width, wide)
        await page.screenshot({ path: `/tmp/look/${name}-${width}.png`, fullPage: true })
      }
      await page.addScriptTag({ path: 'node_modules/axe-core/axe.min.js' }).catch(() => undefined)
      await context.close()
    }
  }
  await take(shots)
  await s.as(s.people.ada, async (ctx) => {
    await writeText(ctx, s.wisdomId, { narration: { id: s.narrationId, text: 'Sam said “hello” to us. Will it do? Ring 07700 900123.' }, reflection: '' })
    await proposeClearance(ctx, s.seriesId, { word: 'Will', reason: 'It is only the verb at the beginning of a question.' })
  })
  await take([['gates', `/series/${s.seriesId}/gates`], ['clearances', `/series/${s.seriesId}/clearances`]])
  // axe
  const context = await browser.newContext({ bypassCSP: true })
  await context.addCookies([...v.cookies].map(([name, value]) => ({ name, value, url: `http://localhost:${port}` })))
  const page = await context.newPage()
  const axe = await readFile('node_modules/axe-core/axe.min.js', 'utf8')
  for (const [name, path] of [...shots, ['gates', `/series/${s.seriesId}/gates`], ['clearances', `/series/${s.seriesId}/clearances`], ['new', `/series/${s.seriesId}/wisdoms/new`]] as [string, string][]) {
    await page.goto(`http://localhost:${port}${path}`)
    await page.evaluate(axe)
    const found = await page.evaluate(async () => {
      const result = await (globalThis as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run()
      return result.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)
    })
    if (found.length) console.log('AXE', name, found)
  }
  // many readings
  await s.as(s.people.ada, async (ctx) => {
    const many = Array.from({ length: 3000 }, (_, i) => ({ label: `Person${i % 300} Nummer${i % 300}`, text: `Number ${i}: we sat by the water and talked about ${i % 17} things that nobody had asked about before, and then we went home again slowly.` }))
    const { passageIds } = await bringWords(ctx, s.exerciseId, many)
    await ctx.vault.isKept(passageIds[0]!)
    for (const id of passageIds) void id
  })
  await house.asOwner(`insert into passage_review (tenant_id, passage_id, first_by, reading_index, second_by, second_at) select tenant_id, id, $1, 'x', $2, now() from passage on conflict do nothing`, [s.people.ada.id, s.people.cleo.id])
  await house.asOwner('delete from derived_mark')
  await house.asOwner('delete from reading')
  for (const round of [1, 2, 3]) {
    const t = performance.now()
    const found = await s.as(s.people.ada, (ctx) => checkGates(ctx, s.seriesId))
    console.log('gates', round, found.length, Math.round(performance.now() - t), 'ms')
  }
  await browser.close()
  server.close()
  await house.close()
}, 200_000)
