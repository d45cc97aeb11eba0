import { rename, rm } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { enter, openApp } from '../../../test/visitor.ts'
import { sam, voice, will } from '../../../test/told-series.ts'
import { followWithdrawals, readFolder, tellInFolder } from '../../../test/told-in-folder.ts'
import { signInRoutes } from '../../access/sign-in/sign-in.routes.tsx'
import { goRounds } from '../../platform/jobs/rounds.ts'
import { seriesRoutes } from '../series/series.routes.tsx'
import { withdrawVoice } from '../withdrawals/withdrawals.ts'
import { rememberFolder, rewriteFolders } from './folders.ts'
import { publicationsRoutes } from './publications.routes.tsx'
import { foldersRound } from './rebuild.jobs.ts'
import { openStanding } from './standing.ts'

const house = useTestHouse()
const told = () => tellInFolder(house)
const work = () => followWithdrawals(house)

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
    const listener = await enter(house, app, series.mailOf('ada'))
    const lead = await enter(house, app, series.mailOf('lea'))
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
