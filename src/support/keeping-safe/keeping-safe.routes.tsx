import { Failure } from '../../platform/errors.ts'
import type { Route } from '../../platform/http/routes.ts'
import { makeBoundSending } from '../unsaved/sendings.ts'
import { listHardDays } from '../conversations/hard-days.ts'
import { listReaders } from '../invitations/invitations.ts'
import { supportPaths } from '../paths.ts'
import { personForm, personPage, personSend } from '../person-route.ts'
import { joinTexts } from './keep-both.ts'
import { parsePart, readBefore, readPart, readTypedPart } from './keeping-safe.form.ts'
import { EarlierPage, KeepingSafePage, PartPage, VersionPage } from './keeping-safe.page.tsx'
import {
  findPage,
  getVersion,
  listEarlier,
  noWords,
  removeAllEarlier,
  removeEarlier,
  useAgain,
  writePart,
  type Part,
} from './keeping-safe.ts'

export const keepingSafeRoutes: Route[] = [
  personPage(supportPaths.keeping, async ({ visit, frame, within }) => {
    const shown = await within(async (ctx) => ({
      page: await findPage(ctx),
      talks: await listHardDays(ctx),
      seenBy: await listReaders(ctx, 'keeping-safe'),
    }))
    return visit.page(<KeepingSafePage frame={frame} {...shown} />)
  }),

  personPage(supportPaths.keepingPart(':part'), async ({ visit, frame, within }) => {
    const part = getPart(visit.param('part'))
    const { page, sending } = await within(async (ctx) => ({
      page: await findPage(ctx),
      sending: makeBoundSending(ctx),
    }))
    const texts = (page?.words ?? noWords())[part]
    const typed = { text: joinTexts(texts), from: page?.id ?? null, sending, isBoth: texts.length > 1 }
    return visit.page(<PartPage frame={frame} part={part} typed={typed} />)
  }),

  personForm(
    supportPaths.keepingPart(':part'),
    async ({ visit, frame, within }, { id: sending, fields }) => {
      const part = getPart(visit.param('part'))
      const typed = readTypedPart(fields)
      const parsed = parsePart(typed)
      if (!parsed.ok) {
        const form = <PartPage frame={frame} part={part} typed={typed} problems={parsed.problems} />
        return visit.page(form, 422)
      }
      await within((ctx) => writePart(ctx, { part, sending, ...parsed.input }))
      return visit.redirect(supportPaths.keeping, 'saved')
    },
    (visit, frame, fields) => {
      const part = getPart(visit.param('part'))
      const typed = readTypedPart(fields)
      return typed.text === '' ? null : <PartPage frame={frame} part={part} typed={typed} />
    },
  ),

  personPage(supportPaths.keepingEarlier, async ({ visit, frame, within }) => {
    const before = readBefore(visit.query('before'))
    const shown = await within((ctx) => listEarlier(ctx, before))
    return visit.page(<EarlierPage frame={frame} {...shown} />)
  }),

  personSend(supportPaths.keepingRemoveAll, async ({ visit, within }) => {
    await within(removeAllEarlier)
    return visit.redirect(supportPaths.keepingEarlier, 'removed')
  }),

  personPage(supportPaths.keepingVersion(':version'), async ({ visit, frame, within }) => {
    const shown = await within(async (ctx) => ({
      version: await getVersion(ctx, visit.id('version')),
      isStanding: (await findPage(ctx))?.id === visit.id('version'),
    }))
    return visit.page(<VersionPage frame={frame} {...shown} />)
  }),

  personSend(supportPaths.keepingAgain(':version'), async ({ visit, within }) => {
    await within((ctx) => useAgain(ctx, visit.id('version')))
    return visit.redirect(supportPaths.keeping, 'again')
  }),

  personSend(supportPaths.keepingRemove(':version'), async ({ visit, within }) => {
    await within((ctx) => removeEarlier(ctx, visit.id('version')))
    return visit.redirect(supportPaths.keepingEarlier, 'removed')
  }),
]

function getPart(name: string): Part {
  const part = readPart(name)
  if (!part) throw new Failure('not-found', '')
  return part
}
