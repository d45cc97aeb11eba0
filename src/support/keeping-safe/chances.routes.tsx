import type { VNode } from 'preact'
import type { Fields } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { makeBoundSending } from '../unsaved/sendings.ts'
import type { SpaceFrame } from '../frame.tsx'
import { supportPaths } from '../paths.ts'
import { personForm, personPage, personSend } from '../person-route.ts'
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
  removeChanceVersion,
} from './chances.ts'
import { parseChance, readBefore, readTypedChance } from './keeping-safe.form.ts'
import { joinTexts } from './keep-both.ts'

export const chancesRoutes: Route[] = [
  personPage(supportPaths.chances, async ({ visit, frame, within }) => {
    const chances = await within(listChances)
    return visit.page(<ChancesPage frame={frame} chances={chances} />)
  }),

  personPage(supportPaths.newChance, async ({ visit, frame, within }) => {
    const sending = await within(async (ctx) => makeBoundSending(ctx))
    const typed = { choice: '', wanted: '', from: null, sending, isBoth: false }
    return visit.page(<ChanceForm frame={frame} chanceId={null} typed={typed} />)
  }),

  personForm(
    supportPaths.newChance,
    async ({ visit, frame, within }, { id: sending, fields }) => {
      const typed = readTypedChance(fields)
      const parsed = parseChance(typed)
      if (!parsed.ok) {
        const form = <ChanceForm frame={frame} chanceId={null} typed={typed} problems={parsed.problems} />
        return visit.page(form, 422)
      }
      const isBegun = await within((ctx) => beginChance(ctx, { sending, typed: parsed.input.typed }))
      return visit.redirect(supportPaths.chances, isBegun ? 'saved' : undefined)
    },
    (_visit, frame, fields) => showLate(frame, fields, null),
  ),

  personPage(supportPaths.chance(':chance'), async ({ visit, frame, within }) => {
    const id = visit.id('chance')
    const shown = await within(async (ctx) => ({
      chance: await getChance(ctx, id),
      lines: (await listLines(ctx, id)).get(id) ?? [],
    }))
    return visit.page(<ChancePage frame={frame} {...shown} />)
  }),

  personPage(supportPaths.changeChance(':chance'), async ({ visit, frame, within }) => {
    const { chance, sending } = await within(async (ctx) => ({
      chance: await getChance(ctx, visit.id('chance')),
      sending: makeBoundSending(ctx),
    }))
    const { choice, wanted } = chance.words
    const isBoth = choice.length > 1 || wanted.length > 1
    const text = { choice: joinTexts(choice), wanted: joinTexts(wanted) }
    const typed = { ...text, from: chance.versionId, sending, isBoth }
    return visit.page(<ChanceForm frame={frame} chanceId={chance.id} typed={typed} />)
  }),

  personForm(
    supportPaths.changeChance(':chance'),
    async ({ visit, frame, within }, { id: sending, fields }) => {
      const chanceId = visit.id('chance')
      const typed = readTypedChance(fields)
      const parsed = parseChance(typed)
      if (!parsed.ok) {
        const form = <ChanceForm frame={frame} chanceId={chanceId} typed={typed} problems={parsed.problems} />
        return visit.page(form, 422)
      }
      await within((ctx) => changeChance(ctx, { chanceId, sending, ...parsed.input }))
      return visit.redirect(supportPaths.chance(chanceId), 'saved')
    },
    (visit, frame, fields) => showLate(frame, fields, visit.id('chance')),
  ),

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
    const shown = await within(async (ctx) => ({
      version: await getChanceVersion(ctx, { chanceId, versionId }),
      isStanding: (await getChance(ctx, chanceId)).versionId === versionId,
    }))
    return visit.page(<ChanceVersionPage frame={frame} chanceId={chanceId} {...shown} />)
  }),

  personSend(supportPaths.removeChanceVersion(':chance', ':version'), async ({ visit, within }) => {
    const chanceId = visit.id('chance')
    await within((ctx) => removeChanceVersion(ctx, { chanceId, versionId: visit.id('version') }))
    return visit.redirect(supportPaths.chanceEarlier(chanceId), 'removed')
  }),
]

function showLate(frame: SpaceFrame, fields: Fields, chanceId: string | null): VNode | null {
  const typed = readTypedChance(fields)
  if (typed.choice + typed.wanted === '') return null
  return <ChanceForm frame={frame} chanceId={chanceId} typed={typed} />
}
