import { mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/database.ts'
import {
  drawSquare,
  sayNobodyCouldTell,
  stretchOf,
  tellSeries,
  texts,
  writeText,
  type ToldSeries,
} from '../../../test/told-series.ts'
import { openApp, signIn, Visitor } from '../../../test/visitor.ts'
import { signInRoutes } from '../../access/sign-in/sign-in.routes.tsx'
import type { Ctx } from '../../platform/db/database.ts'
import { findDoorPath } from '../../../test/test-exercise.ts'
import { goRounds } from '../../platform/jobs/rounds.ts'
import { runWaitingTasks } from '../../platform/jobs/tasks.ts'
import { recordConsent } from '../consent/consent.ts'
import { seriesRoutes } from '../series/series.routes.tsx'
import { makeTicket } from '../web/come-back.ts'
import { addWords } from '../web/own.ts'
import { voicesRoutes } from '../voices/voices.routes.tsx'
import { webRoutes } from '../web/web.routes.tsx'
import { changeSeries, makeSeries } from '../series/series.ts'
import { countVoices as countPeople } from '../exercises/people.ts'
import { addNarration, bindNarration, placeQuote } from '../wisdoms/parts.ts'
import { setPicture } from '../wisdoms/pictures.ts'
import { makeWisdom } from '../wisdoms/wisdoms.ts'
import { selectKept } from '../withdrawals/kept.queries.ts'
import { withdraw, withdrawalTask, withdrawVoice } from '../withdrawals/withdrawals.ts'
import { withdrawalRoutes } from '../withdrawals/withdrawals.routes.tsx'
import { withdrawalWords } from '../withdrawals/withdrawals.words.ts'
import { agreeClearance, listClearances, proposeClearance } from './clearances.ts'
import { rememberFolder, rewriteFolders, writeRemembered } from './folders.ts'
import { checkGates } from './gates.ts'
import { publicationsRoutes } from './publications.routes.tsx'
import { publishSeries } from './publications.ts'
import { findPublishedFile } from './published.ts'
import { afterWithdrawalTask, foldersRound, rebuildRound } from './rebuild.jobs.ts'
import { rebuildDue } from './rebuild.ts'
import { openStanding, sayMended } from './standing.ts'

let house: TestHouse
let parent: string
let serial = 0

beforeAll(async () => {
  house = await openTestHouse()
  parent = await mkdtemp(join(tmpdir(), 'ownterms-out-'))
}, 60_000)
afterAll(async () => {
  await house?.close()
  await rm(parent, { recursive: true, force: true })
}, 60_000)

type Told = ToldSeries & { address: string; folder: string; folderId: string; organisation: string }

/** A published series of four people, in a folder too. Will's words are its lead; Sam's follow a narration. */
async function told(): Promise<Told> {
  serial += 1
  const organisation = `Reb${serial}`
  const series = await tellSeries(house, organisation)
  const address = `rebuilt-${serial}`
  await series.as(series.people.ada, (ctx) => changeSeries(ctx, series.seriesId, { ...texts, address }))
  const published = await series.as(series.people.ada, (ctx) => publishSeries(ctx, series.seriesId))
  expect(published.ok).toBe(true)
  const folder = join(parent, organisation)
  const folderId = await series.as(series.people.ada, (ctx) => rememberFolder(ctx, series.seriesId, folder))
  expect(await writeRemembered(house.db, series.tenantId, folderId, true)).not.toBeNull()
  return { ...series, address, folder, folderId, organisation }
}

const voice = { id: 'voice', roles: ['voice'] }
const [sam, will] = [0, 1]

async function work(): Promise<void> {
  const { db, store } = house.services
  await runWaitingTasks({ db, store }, [withdrawalTask, afterWithdrawalTask])
}

async function read(series: Told, name = '1.html'): Promise<string> {
  return (await findPublishedFile(house.db, series.address, name))?.bytes.toString() ?? ''
}

async function readFolder(series: Told): Promise<string> {
  const names = await readdir(series.folder)
  return (await Promise.all(names.map((name) => readFile(join(series.folder, name), 'utf8')))).join('\n')
}

const quietly = (series: Told, index: number) =>
  series.as(voice, (ctx) => withdraw(ctx, { voiceId: series.voiceIds[index]!, when: 'at-rebuild' }))
const rebuild = (series: Told) => series.as(series.worker, (ctx) => rebuildDue(ctx))
/** A month goes by: what was reckoned of this one is of the one before. */
const nextMonth = (series: Told) =>
  house.asOwner(
    `update rebuild set month = (month - interval '1 month')::date, checked_on = '2026-10-01' where series_id = $1`,
    [series.seriesId],
  )
const mendingOf = async (series: Told) =>
  (await series.as(series.people.ada, (ctx) => openStanding(ctx, series.seriesId))).mending

describe('quietly, and then at once after all', () => {
  test('a listener who is rung up finds the voice by its number and takes it away', async () => {
    const series = await told()
    const app = openApp(house, [...signInRoutes, ...voicesRoutes, ...withdrawalRoutes])
    const listener = new Visitor(app)
    await signIn(house, listener, `ada@${series.organisation.toLowerCase()}.example`)
    const voices = `/exercises/${series.exerciseId}/voices`
    const path = `/voices/${series.voiceIds[sam]}/withdraw`
    expect((await listener.get(voices)).text).not.toContain(path)
    await quietly(series, sam)
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

describe('an edition of a version that did not note which passages it quotes', () => {
  test('after the next round a quiet withdrawal waits there too', async () => {
    const series = await told()
    await house.asOwner('delete from published_passage where series_id = $1', [series.seriesId])
    // The round that comes every quarter of an hour, in a month that was rebuilt.
    expect(await rebuild(series)).toBe(0)
    await quietly(series, sam)
    expect(await read(series)).toContain('two bags')
    await nextMonth(series)
    await rebuild(series)
    expect(await read(series)).not.toContain('two bags')
    // What went stays gone, however often it is looked at.
    await rebuild(series)
    expect(
      await house.asOwner('select 1 from published_passage where passage_id = $1', [series.passageIds[sam]]),
    ).toEqual([])
  })
})

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
    const kinds = async (ctx: Ctx) => (await checkGates(ctx, series.seriesId)).map((one) => one.kind)
    expect(await series.as(series.people.ada, kinds)).toEqual(['to-mend', 'missing'])
    await series.as(series.people.ada, async (ctx) => {
      const from = await stretchOf(ctx, series.passageIds[3]!, 'They wanted', 'sit on.')
      await placeQuote(ctx, { wisdomId: series.wisdomId, place: 'lead', from })
    })
    expect(await series.as(series.people.ada, kinds)).toEqual(['to-mend', 'intruder'])
    await sayNobodyCouldTell(series)
    expect(await series.as(series.people.ada, kinds)).toEqual(['to-mend'])
    const app = openApp(house, [...signInRoutes, ...seriesRoutes, ...publicationsRoutes])
    const listener = new Visitor(app)
    await signIn(house, listener, `ada@${series.organisation.toLowerCase()}.example`)
    const page = await listener.get(`/series/${series.seriesId}`)
    expect(page.text).toContain('Wisdom 1 lost its lead quote')
    const theirs = await told()
    const stray = await listener.send(`/series/${theirs.seriesId}/mended`, { wisdom: theirs.wisdomId })
    expect(stray.status).toBe(404)
    const sent = await listener.send(`/series/${series.seriesId}/mended`, { wisdom: series.wisdomId })
    expect(sent.location).toBe(`/series/${series.seriesId}?done=mended`)
    await series.as(series.people.ada, (ctx) => sayMended(ctx, series.seriesId, series.wisdomId))
    expect(await series.as(series.people.ada, kinds)).toEqual([])
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

describe('quietly, at the monthly rebuild', () => {
  test('all else goes now; the quote stands, for nobody but the builder; then it goes, and the count with it', async () => {
    const series = await told()
    const passageId = series.passageIds[sam]!
    await quietly(series, sam)
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

    await nextMonth(series)
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
    const visitor = new Visitor(openApp(house, [...signInRoutes, ...withdrawalRoutes]))
    await signIn(house, visitor, `ada@${series.organisation.toLowerCase()}.example`)
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
    expect(await quietly(series, sam)).not.toBeNull()
    expect(await quietly(series, sam)).toBeNull()
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
    await quietly(series, 3)
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
    await quietly(series, sam)
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
    await nextMonth(series)
    await rebuild(series)
    expect(await read(series)).not.toContain('He gave me the key')
    expect(await house.asOwner('select rest from voice where id = $1', [voiceId])).toEqual([{ rest: null }])
    expect(await house.asOwner('select 1 from passage where id = $1', [series.passageIds[3]])).toHaveLength(1)
  })
})

describe('the monthly rebuild', () => {
  test('prints the number and the day also when nothing changed, and between months neither changes', async () => {
    const series = await told()
    await nextMonth(series)
    const index = await read(series, 'index.html')
    expect(index).toContain('as at 1 October 2026')
    expect(index).toContain('Checked on 1 October 2026')
    await series.as(voice, (ctx) => withdrawVoice(ctx, series.voiceIds[2]!))
    expect(await read(series, 'index.html')).toContain('Words of 4 people, as at 1 October 2026')
    await rebuild(series)
    const after = await read(series, 'index.html')
    expect(after).toContain('Words of 3 people')
    expect(after).not.toContain('1 October')
    await nextMonth(series)
    await rebuild(series)
    expect(await read(series, 'index.html')).not.toContain('1 October')
  })

  test('a second series of the same people says the same number and day, so that the two tell nothing together', async () => {
    const series = await told()
    await nextMonth(series)
    await series.as(voice, (ctx) => withdrawVoice(ctx, series.voiceIds[2]!))
    const address = `second-${serial}`
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
    await nextMonth(series)
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
    await nextMonth(series)
    const { db, store, config, postbox } = house.services
    await goRounds({ db, store, postbox, origin: config.origin }, [rebuildRound])
    expect(await rebuild(series)).toBe(0)
  })
})

describe('a folder it was written to', () => {
  test('that is out of reach is named until it is reached, or a lead says that it is gone', async () => {
    const series = await told()
    const aside = `${series.folder}-aside`
    await rename(series.folder, aside)
    await series.as(voice, (ctx) => withdrawVoice(ctx, series.voiceIds[sam]!))
    await work()
    const foldersOf = async (actor: 'ada' | 'cleo') =>
      (await series.as(series.people[actor], (ctx) => openStanding(ctx, series.seriesId))).folders
    expect(await foldersOf('ada')).toMatchObject([{ number: 1, path: series.folder, state: 'missed' }])
    expect(await foldersOf('cleo')).toMatchObject([{ number: 1, path: null }])
    // Another folder at the same place is not ours.
    const other = await told()
    await rename(other.folder, series.folder)
    await rewriteFolders(house.db, series.tenantId)
    expect(await foldersOf('ada')).toMatchObject([{ state: 'missed' }])
    await rename(series.folder, other.folder)

    await rename(aside, series.folder)
    const { db, store, config, postbox } = house.services
    await goRounds({ db, store, postbox, origin: config.origin }, [foldersRound])
    expect(await foldersOf('ada')).toMatchObject([{ state: 'current' }])
    expect(await readFolder(series)).not.toContain('two bags')

    await rm(series.folder, { recursive: true })
    await series.as(voice, (ctx) => withdrawVoice(ctx, series.voiceIds[will]!))
    await work()
    const app = openApp(house, [...signInRoutes, ...seriesRoutes, ...publicationsRoutes])
    const [listener, lead] = [new Visitor(app), new Visitor(app)]
    const at = `${series.organisation.toLowerCase()}.example`
    await signIn(house, listener, `ada@${at}`)
    await signIn(house, lead, `lea@${at}`)
    const path = `/series/${series.seriesId}`
    expect((await lead.get(path)).text).toContain('Out of reach')
    const gone = { folder: series.folderId }
    expect((await listener.send(`${path}/folder-gone`, gone)).status).toBe(403)
    expect((await lead.send(`${path}/folder-gone`, { folder: other.folderId })).status).toBe(404)
    expect((await lead.send(`${path}/folder-gone`, gone)).location).toBe(`${path}?done=folder-gone`)
    expect((await lead.get(path)).text).not.toContain('Out of reach')
  })

  test('written to twice is one folder', async () => {
    const series = await told()
    const again = await series.as(series.people.ada, (ctx) =>
      rememberFolder(ctx, series.seriesId, series.folder),
    )
    expect(again).toBe(series.folderId)
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
