import type { Route } from '../../platform/http/routes.ts'
import { supportPaths } from '../paths.ts'
import { personPage, personSend } from '../person-route.ts'
import { ChanceEarlierPage, ChanceForm, ChancePage, ChancesPage, ChanceVersionPage } from './chances.page.tsx'
import {
  beginChance,
  changeChance,
  getChance,
  getChanceVersion,
  listChances,
  listEarlierOfChance,
  listLines,
  putChance,
  removeChance,
} from './chances.ts'
import { beginSending, emptyChance, parseChance, readBefore, readTypedChance } from './keeping-safe.form.ts'
import { joinTexts } from './keep-both.ts'

export const chancesRoutes: Route[] = [
  personPage(supportPaths.chances, async ({ visit, frame, within }) => {
    const chances = await within(listChances)
    return visit.page(<ChancesPage frame={frame} chances={chances} />)
  }),

  personPage(supportPaths.newChance, ({ visit, frame }) =>
    visit.page(<ChanceForm frame={frame} chanceId={null} typed={emptyChance()} />),
  ),

  personSend(supportPaths.newChance, async ({ visit, frame, within }) => {
    const typed = readTypedChance(await visit.fields())
    const parsed = parseChance(typed)
    if (!parsed.ok) {
      const form = <ChanceForm frame={frame} chanceId={null} typed={typed} problems={parsed.problems} />
      return visit.page(form, 422)
    }
    await within((ctx) => beginChance(ctx, parsed.input))
    return visit.redirect(supportPaths.chances, 'saved')
  }),

  personPage(supportPaths.chance(':chance'), async ({ visit, frame, within }) => {
    const id = visit.id('chance')
    const shown = await within(async (ctx) => ({
      chance: await getChance(ctx, id),
      lines: (await listLines(ctx, id)).get(id) ?? [],
    }))
    return visit.page(<ChancePage frame={frame} {...shown} />)
  }),

  personPage(supportPaths.changeChance(':chance'), async ({ visit, frame, within }) => {
    const { id, versionId, words } = await within((ctx) => getChance(ctx, visit.id('chance')))
    const isBoth = words.choice.length > 1 || words.wanted.length > 1
    const typed = {
      choice: joinTexts(words.choice),
      wanted: joinTexts(words.wanted),
      ...beginSending(versionId, isBoth),
    }
    return visit.page(<ChanceForm frame={frame} chanceId={id} typed={typed} />)
  }),

  personSend(supportPaths.changeChance(':chance'), async ({ visit, frame, within }) => {
    const chanceId = visit.id('chance')
    const typed = readTypedChance(await visit.fields())
    const parsed = parseChance(typed)
    if (!parsed.ok) {
      const form = <ChanceForm frame={frame} chanceId={chanceId} typed={typed} problems={parsed.problems} />
      return visit.page(form, 422)
    }
    await within((ctx) => changeChance(ctx, { chanceId, ...parsed.input }))
    return visit.redirect(supportPaths.chance(chanceId), 'saved')
  }),

  personSend(supportPaths.putChance(':chance'), async ({ visit, within }) => {
    const chanceId = visit.id('chance')
    const isDown = (await visit.fields()).text('put') === 'down'
    await within((ctx) => putChance(ctx, { chanceId, isDown }))
    return visit.redirect(supportPaths.chance(chanceId), isDown ? 'down' : 'up')
  }),

  personSend(supportPaths.removeChance(':chance'), async ({ visit, within }) => {
    await within((ctx) => removeChance(ctx, visit.id('chance')))
    return visit.redirect(supportPaths.chances, 'removed')
  }),

  personPage(supportPaths.chanceEarlier(':chance'), async ({ visit, frame, within }) => {
    const chanceId = visit.id('chance')
    const before = readBefore(visit.query('before'))
    const shown = await within((ctx) => listEarlierOfChance(ctx, chanceId, before))
    return visit.page(<ChanceEarlierPage frame={frame} chanceId={chanceId} {...shown} />)
  }),

  personPage(supportPaths.chanceVersion(':chance', ':version'), async ({ visit, frame, within }) => {
    const chanceId = visit.id('chance')
    const versionId = visit.id('version')
    const version = await within((ctx) => getChanceVersion(ctx, { chanceId, versionId }))
    return visit.page(<ChanceVersionPage frame={frame} chanceId={chanceId} version={version} />)
  }),
]
