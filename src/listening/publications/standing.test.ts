import { describe, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import {
  listProblemKinds,
  readPublic,
  sam,
  sayNobodyCouldTell,
  stretchOf,
  texts,
  voice,
  will,
} from '../../../test/told-series.ts'
import { enter, openApp } from '../../../test/visitor.ts'
import {
  followWithdrawals,
  mendingOf,
  readFolder,
  tellInFolder,
  withdrawQuietly,
} from '../../../test/told-in-folder.ts'
import { signInRoutes } from '../../access/sign-in/sign-in.routes.tsx'
import { seriesRoutes } from '../series/series.routes.tsx'
import { voicesRoutes } from '../voices/voices.routes.tsx'
import { addNarration, bindNarration, placeQuote } from '../wisdoms/parts.ts'
import { withdrawVoice } from '../withdrawals/withdrawals.ts'
import { withdrawalRoutes } from '../withdrawals/withdrawals.routes.tsx'
import { withdrawalWords } from '../withdrawals/withdrawals.words.ts'
import { agreeClearance, listClearances, proposeClearance } from './clearances.ts'
import { publicationsRoutes } from './publications.routes.tsx'
import { publishSeries } from './publications.ts'
import { sayMended } from './standing.ts'

const house = useTestHouse()
const told = () => tellInFolder(house)
const work = () => followWithdrawals(house)
const read = (series: { address: string }, name?: string) => readPublic(house, series, name)

describe('now', () => {
  test('the quote and the narration that goes with it leave /read at once and the folder with the task', async () => {
    const series = await told()
    expect(await read(series)).toContain('two bags')
    expect(await readFolder(series)).toContain('two bags')
    await series.as(voice, (ctx) => withdrawVoice(ctx, series.voiceIds[sam]!))
    const page = await read(series)
    expect(page).not.toContain('two bags')
    expect(page).not.toContain(texts.narration)
    expect(page).toContain('He gave me the key')
    await work()
    const files = await readFolder(series)
    expect(files).not.toContain('two bags')
    expect(files).not.toContain(texts.narration)
    expect(files).toContain('He gave me the key')
    expect(await mendingOf(series)).toEqual([{ wisdomId: series.wisdomId, number: 1, lostLead: false }])
  })

  test('a lost lead is being written anew, and a new edition waits until somebody says it is mended', async () => {
    const series = await told()
    await series.as(voice, (ctx) => withdrawVoice(ctx, series.voiceIds[will]!))
    expect(await read(series)).toContain('being written anew')
    expect(await mendingOf(series)).toEqual([{ wisdomId: series.wisdomId, number: 1, lostLead: true }])
    expect(await listProblemKinds(series)).toEqual(['to-mend', 'missing'])
    await series.as(series.people.ada, async (ctx) => {
      const from = await stretchOf(ctx, series.passageIds[3]!, 'They wanted', 'sit on.')
      await placeQuote(ctx, { wisdomId: series.wisdomId, place: 'lead', from })
    })
    expect(await listProblemKinds(series)).toEqual(['to-mend', 'intruder'])
    await sayNobodyCouldTell(series)
    expect(await listProblemKinds(series)).toEqual(['to-mend'])
    const app = openApp(house, [...signInRoutes, ...seriesRoutes, ...publicationsRoutes])
    const listener = await enter(house, app, series.mailOf('ada'))
    const page = await listener.get(`/series/${series.seriesId}`)
    expect(page.text).toContain('Wisdom 1 lost its lead quote')
    const theirs = await told()
    const stray = await listener.send(`/series/${theirs.seriesId}/mended`, { wisdom: theirs.wisdomId })
    expect(stray.status).toBe(404)
    const sent = await listener.send(`/series/${series.seriesId}/mended`, { wisdom: series.wisdomId })
    expect(sent.location).toBe(`/series/${series.seriesId}?done=mended`)
    await series.as(series.people.ada, (ctx) => sayMended(ctx, series.seriesId, series.wisdomId))
    expect(await listProblemKinds(series)).toEqual([])
  })

  test('the team says which quote a narration goes with', async () => {
    const series = await told()
    const lone = 'We had cups for six.'
    await series.as(series.people.ada, async (ctx) => {
      const id = await addNarration(ctx, { wisdomId: series.wisdomId, place: 'last', text: lone })
      await bindNarration(ctx, { wisdomId: series.wisdomId, partId: id, to: 'previous' })
      await bindNarration(ctx, { wisdomId: series.wisdomId, partId: series.narrationId, to: 'nothing' })
      expect((await publishSeries(ctx, series.seriesId)).ok).toBe(true)
    })
    expect(await read(series)).toContain(lone)
    await series.as(voice, (ctx) => withdrawVoice(ctx, series.voiceIds[sam]!))
    const page = await read(series)
    expect(page).not.toContain(lone)
    expect(page).toContain(texts.narration)
  })

  test('a word cleared because it is that voice’s name goes; one that is another’s stays', async () => {
    const series = await told()
    const { ada, cleo } = series.people
    for (const word of ['Will', 'Grace']) {
      const id = await series.as(ada, (ctx) =>
        proposeClearance(ctx, series.seriesId, { word, reason: 'It is an ordinary word here.' }),
      )
      await series.as(cleo, (ctx) => agreeClearance(ctx, series.seriesId, id))
    }
    const [before] = await house.asOwner(
      'select id from clearance where series_id = $1 order by first_at limit 1',
      [series.seriesId],
    )
    await series.as(voice, (ctx) => withdrawVoice(ctx, series.voiceIds[will]!))
    await work()
    const left = await series.as(ada, (ctx) => listClearances(ctx, series.seriesId))
    expect(left.map((clearance) => clearance.word)).toEqual(['Grace'])
    expect(house.vault.forTenant(series.tenantId).isKept(String(before!['id']))).toBe(false)
  })
})

describe('quietly, and then at once after all', () => {
  test('a listener who is rung up finds the voice by its number and takes it away', async () => {
    const series = await told()
    const app = openApp(house, [...signInRoutes, ...voicesRoutes, ...withdrawalRoutes])
    const listener = await enter(house, app, series.mailOf('ada'))
    const voices = `/exercises/${series.exerciseId}/voices`
    const path = `/voices/${series.voiceIds[sam]}/withdraw`
    expect((await listener.get(voices)).text).not.toContain(path)
    await withdrawQuietly(series, sam)
    const list = await listener.get(voices)
    expect(list.text).toContain(path)
    const page = await listener.get(path)
    expect(page.text).toContain(withdrawalWords['en-GB'].waiting.send)
    expect(await read(series)).toContain('two bags')
    const sent = await listener.send(path, { when: 'now' })
    expect(sent.location).toBe(`${voices}?done=withdrawn`)
    expect((await listener.get(sent.location!)).text).toContain('it goes from what is printed now')
    expect(await read(series)).not.toContain('two bags')
    expect((await listener.get(voices)).text).not.toContain(path)
    expect((await listener.get(path)).status).toBe(404)
  })
})
