import { describe, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import {
  drawSquare,
  readPublic,
  sam,
  sayNobodyCouldTell,
  stretchOf,
  texts,
  voice,
  will,
  writeText,
} from '../../../test/told-series.ts'
import { enter, openApp, Visitor } from '../../../test/visitor.ts'
import { findDoorPath } from '../../../test/test-exercise.ts'
import {
  countedLastMonth,
  followWithdrawals,
  mendingOf,
  readFolder,
  rebuild,
  tellInFolder,
  withdrawQuietly,
} from '../../../test/told-in-folder.ts'
import { signInRoutes } from '../../access/sign-in/sign-in.routes.tsx'
import { goRounds } from '../../platform/jobs/rounds.ts'
import { recordConsent } from '../consent/consent.ts'
import { makeTicket } from '../web/come-back.ts'
import { addWords } from '../web/own.ts'
import { webRoutes } from '../web/web.routes.tsx'
import { changeSeries, makeSeries } from '../series/series.ts'
import { countVoices as countPeople } from '../exercises/people.ts'
import { placeQuote } from '../wisdoms/parts.ts'
import { setPicture } from '../wisdoms/pictures.ts'
import { makeWisdom } from '../wisdoms/wisdoms.ts'
import { withdraw, withdrawVoice } from '../withdrawals/withdrawals.ts'
import { withdrawalRoutes } from '../withdrawals/withdrawals.routes.tsx'
import { publishSeries } from './publications.ts'
import { rebuildRound } from './rebuild.jobs.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { selectKept } from '../withdrawals/kept.queries.ts'

const house = useTestHouse()
const told = () => tellInFolder(house)
const work = () => followWithdrawals(house)
const read = (series: { address: string }, name?: string) => readPublic(house, series, name)

describe('quietly, at the monthly rebuild', () => {
  test('all else goes now; the quote stands, for nobody but the builder; then it goes, and the count with it', async () => {
    const series = await told()
    const passageId = series.passageIds[sam]!
    await withdrawQuietly(series, sam)
    const vault = house.vault.forTenant(series.tenantId)
    // The passage and its key are gone: an old backup does not open it even while its quote stands.
    expect(vault.isKept(passageId)).toBe(false)
    expect(await house.asOwner('select 1 from passage where id = $1', [passageId])).toEqual([])
    expect(
      await house.asOwner('select 1 from voice_label where voice_id = $1', [series.voiceIds[sam]]),
    ).toEqual([])
    const kept = await house.asOwner('select id from kept_passage where passage_id = $1', [passageId])
    expect(kept).toHaveLength(1)
    for (const actor of [series.people.ada, series.people.cleo, series.people.lea, voice]) {
      expect(await series.as(actor, countKept)).toBe(0)
    }
    expect(await series.as(series.worker, countKept)).toBe(1)
    await work()
    const page = await read(series)
    expect(page).toContain('two bags')
    expect(page).toContain(texts.narration)
    expect(await readFolder(series)).toContain('two bags')
    // The team counts at once; the public number waits.
    expect((await series.as(series.people.ada, (ctx) => countPeople(ctx, series.exerciseId))).people).toBe(3)
    expect(await read(series, 'index.html')).toContain('Words of 4 people')
    expect(await mendingOf(series)).toHaveLength(1)
    // Nothing is due this month any more.
    expect(await rebuild(series)).toBe(0)
    expect(await read(series)).toContain('two bags')

    await countedLastMonth(house, series)
    expect(await rebuild(series)).toBe(1)
    expect(await rebuild(series)).toBe(0)
    await work()
    const after = await read(series)
    expect(after).not.toContain('two bags')
    expect(after).not.toContain(texts.narration)
    expect(await read(series, 'index.html')).toContain('Words of 3 people')
    expect(await readFolder(series)).not.toContain('two bags')
    expect(vault.isKept(String(kept[0]!['id']))).toBe(false)
    for (const table of ['voice', 'kept_passage', 'come_back']) {
      const column = table === 'voice' ? 'id' : 'voice_id'
      const rows = await house.asOwner(`select 1 from ${table} where ${column} = $1`, [series.voiceIds[sam]])
      expect(rows, table).toEqual([])
    }
    expect(await house.asOwner('select 1 from withdrawal where completed_at is null')).toEqual([])
  })

  test.each([
    ['at-rebuild', true],
    ['now', false],
    ['', false],
  ])('on a listener’s word, the page’s choice “%s”', async (when, stands) => {
    const series = await told()
    const visitor = await enter(
      house,
      openApp(house, [...signInRoutes, ...withdrawalRoutes]),
      series.mailOf('ada'),
    )
    const page = `/voices/${series.voiceIds[sam]}/withdraw`
    expect((await visitor.get(page)).text).toMatch(/value="now" checked/)
    expect((await visitor.send(page, when ? { when } : {})).status).toBe(303)
    expect(
      await house.asOwner('select 1 from kept_passage where passage_id = $1', [series.passageIds[sam]]),
    ).toHaveLength(stands ? 1 : 0)
    expect(await house.asOwner('select 1 from passage where id = $1', [series.passageIds[sam]])).toEqual([])
  })

  test('one that waits can still say now; asking twice changes nothing; its phrase leads back until then', async () => {
    const series = await told()
    const voiceId = series.voiceIds[sam]!
    await house.asOwner(
      `insert into come_back (tenant_id, id, exercise_id, voice_id, phrase_hash, opens)
       values ($1, gen_random_uuid(), $2, $3, 'x', array[$3::uuid])`,
      [series.tenantId, series.exerciseId, voiceId],
    )
    expect(await withdrawQuietly(series, sam)).not.toBeNull()
    expect(await withdrawQuietly(series, sam)).toBeNull()
    expect(await house.asOwner('select number, rest from voice where id = $1', [voiceId])).toEqual([
      { number: 1, rest: 'waiting' },
    ])
    expect(await house.asOwner('select 1 from come_back where voice_id = $1', [voiceId])).toHaveLength(1)
    expect(await house.asOwner('select 1 from consent_event where voice_id = $1', [voiceId])).toEqual([])
    const [kept] = await house.asOwner('select id from kept_passage where voice_id = $1', [voiceId])
    await series.as(voice, (ctx) => withdraw(ctx, { voiceId, when: 'now' }))
    expect(house.vault.forTenant(series.tenantId).isKept(String(kept!['id']))).toBe(false)
    expect(await read(series)).not.toContain('two bags')
    await work()
    expect(await readFolder(series)).not.toContain('two bags')
    expect(await house.asOwner('select 1 from come_back where voice_id = $1', [voiceId])).toEqual([])
    expect(await series.as(voice, (ctx) => withdraw(ctx, { voiceId, when: 'now' }))).toBeNull()
  })

  test('who comes back while it waits is told until when, takes nothing more in, and can let it go at once', async () => {
    const series = await told()
    const voiceId = series.voiceIds[sam]!
    const door = { tenantId: series.tenantId, exerciseId: series.exerciseId }
    const path = `${await findDoorPath(house, series.exerciseId)}/come-back`
    const visitor = new Visitor(openApp(house, webRoutes))
    const backId = crypto.randomUUID()
    await house.asOwner(
      `insert into come_back (tenant_id, id, exercise_id, voice_id, phrase_hash, opens)
       values ($1, $2, $3, $4, 'x', array[$4::uuid])`,
      [series.tenantId, backId, series.exerciseId, voiceId],
    )
    const came = { backId, voiceId }
    const ticket = () => makeTicket(house.db, door, came)
    const asked = await visitor.send(`${path}/take`, { ticket: ticket() })
    expect(asked.text).toContain('value="at-rebuild"')
    const waits = await visitor.send(`${path}/taken`, { ticket: ticket(), when: 'at-rebuild' })
    expect(waits.text).toContain('Your words are gone from here')
    expect(waits.text).toMatch(/It goes on 1 \p{L}+ \d{4}/u)
    const back = await visitor.send(`${path}/own`, { ticket: ticket() })
    expect(back.text).toContain('Let it go at once')
    const own = await addWords(house.db, door, came, { words: 'One more.', sending: 'x' })
    expect(own).toBe('gone')
    expect(await read(series)).toContain('two bags')
    const gone = await visitor.send(`${path}/taken`, { ticket: ticket(), when: 'now' })
    expect(gone.text).toContain('Everything is gone')
    expect(await read(series)).not.toContain('two bags')
  })

  test('where nothing is in public everything goes now', async () => {
    const series = await told()
    await withdrawQuietly(series, 3)
    expect(await house.asOwner('select 1 from voice where id = $1', [series.voiceIds[3]])).toEqual([])
    expect(
      await house.asOwner('select 1 from kept_passage where voice_id = $1', [series.voiceIds[3]]),
    ).toEqual([])
  })

  test('what may not be quoted any more is not kept', async () => {
    const series = await told()
    await series.as(series.people.ada, (ctx) =>
      recordConsent(ctx, {
        exerciseId: series.exerciseId,
        voiceIds: [series.voiceIds[sam]!],
        answers: { quote: false },
        how: null,
        wordsVersion: 'test-1',
      }),
    )
    await withdrawQuietly(series, sam)
    expect(
      await house.asOwner('select 1 from kept_passage where voice_id = $1', [series.voiceIds[sam]]),
    ).toEqual([])
    expect(await read(series)).not.toContain('two bags')
  })

  test('one passage quietly, and the voice goes on', async () => {
    const series = await told()
    const voiceId = series.voiceIds[will]!
    await house.asOwner(
      `update contribution set voice_id = $1 where id = (select contribution_id from passage where id = $2)`,
      [voiceId, series.passageIds[3]],
    )
    const passageIds = [series.passageIds[will]!]
    await series.as(voice, (ctx) => withdraw(ctx, { voiceId, passageIds, when: 'at-rebuild' }))
    expect(await house.asOwner('select rest from voice where id = $1', [voiceId])).toEqual([{ rest: null }])
    expect(await read(series)).toContain('He gave me the key')
    await countedLastMonth(house, series)
    await rebuild(series)
    expect(await read(series)).not.toContain('He gave me the key')
    expect(await house.asOwner('select rest from voice where id = $1', [voiceId])).toEqual([{ rest: null }])
    expect(await house.asOwner('select 1 from passage where id = $1', [series.passageIds[3]])).toHaveLength(1)
  })
})

describe('the monthly rebuild', () => {
  test('prints the number and the day also when nothing changed, and between months neither changes', async () => {
    const series = await told()
    await countedLastMonth(house, series)
    const index = await read(series, 'index.html')
    expect(index).toContain('as at 1 October 2026')
    expect(index).toContain('Checked on 1 October 2026')
    await series.as(voice, (ctx) => withdrawVoice(ctx, series.voiceIds[2]!))
    expect(await read(series, 'index.html')).toContain('Words of 4 people, as at 1 October 2026')
    await rebuild(series)
    const after = await read(series, 'index.html')
    expect(after).toContain('Words of 3 people')
    expect(after).not.toContain('1 October')
    await countedLastMonth(house, series)
    await rebuild(series)
    expect(await read(series, 'index.html')).not.toContain('1 October')
  })

  test('a second series of the same people says the same number and day, so that the two tell nothing together', async () => {
    const series = await told()
    await countedLastMonth(house, series)
    await series.as(voice, (ctx) => withdrawVoice(ctx, series.voiceIds[2]!))
    const address = `second-${series.address}`
    const picture = await drawSquare()
    const seriesId = await series.as(series.people.ada, async (ctx) => {
      const id = await makeSeries(ctx, series.exerciseId, texts)
      await changeSeries(ctx, id, { ...texts, address })
      const wisdomId = await makeWisdom(ctx, { seriesId: id, title: texts.wisdom })
      const from = await stretchOf(ctx, series.passageIds[3]!, 'They wanted', 'sit on.')
      await placeQuote(ctx, { wisdomId, place: 'lead', from })
      await placeQuote(ctx, { wisdomId, place: 'last', from })
      await setPicture(ctx, { wisdomId, picture, alt: texts.alt })
      await writeText(ctx, wisdomId, { reflection: texts.reflection })
      return id
    })
    await sayNobodyCouldTell({ ...series, seriesId })
    await series.as(series.people.ada, async (ctx) => {
      expect(await publishSeries(ctx, seriesId)).toMatchObject({ ok: true })
    })
    const page = await read({ ...series, address }, 'index.html')
    expect(page).toContain('Words of 4 people, as at 1 October 2026')
    await rebuild(series)
    expect(await read({ ...series, address }, 'index.html')).toContain('Words of 3 people')
  })

  test('two workers at once do it once', async () => {
    const series = await told()
    await countedLastMonth(house, series)
    const done = await Promise.all([1, 2, 3, 4].map(() => rebuild(series)))
    expect(done.toSorted()).toEqual([0, 0, 0, 1])
    const acts = await house.asOwner(
      `select 1 from audit_event where act = 'exercise.rebuilt' and about_id = $1`,
      [series.exerciseId],
    )
    expect(acts).toHaveLength(1)
  })

  test('comes by itself with the round', async () => {
    const series = await told()
    await countedLastMonth(house, series)
    const { db, store, config, postbox } = house.services
    await goRounds({ db, store, postbox, origin: config.origin }, [rebuildRound])
    expect(await rebuild(series)).toBe(0)
  })
})

describe('an edition of a version that did not note which passages it quotes', () => {
  test('after the next round a quiet withdrawal waits there too', async () => {
    const series = await told()
    await house.asOwner('delete from published_passage where series_id = $1', [series.seriesId])
    // The round that comes every quarter of an hour, in a month that was rebuilt.
    expect(await rebuild(series)).toBe(0)
    await withdrawQuietly(series, sam)
    expect(await read(series)).toContain('two bags')
    await countedLastMonth(house, series)
    await rebuild(series)
    expect(await read(series)).not.toContain('two bags')
    // What went stays gone, however often it is looked at.
    await rebuild(series)
    expect(
      await house.asOwner('select 1 from published_passage where passage_id = $1', [series.passageIds[sam]]),
    ).toEqual([])
  })
})

async function countKept(ctx: Ctx): Promise<number> {
  const rows = await house.asOwner('select passage_id from kept_passage where tenant_id = $1', [ctx.tenantId])
  return (
    await selectKept(
      ctx,
      rows.map((row) => String(row['passage_id'])),
    )
  ).length
}
