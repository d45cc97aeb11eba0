import { staffPage, staffSend } from '../../access/staff-route.ts'
import type { Ctx } from '../../platform/db/database.ts'
import type { Route } from '../../platform/http/routes.ts'
import { listeningPaths } from '../paths.ts'
import { getSeriesPlace, isPublished } from '../series/series.ts'
import { isWorkplace } from '../workplace/workplace.ts'
import { openWisdomForm, refillForm, showClashes } from './compose.ts'
import { getPictureOf, setPicture } from './pictures.ts'
import { openUploadedPicture } from './uploaded-picture.ts'
import { followButton } from './follow-button.ts'
import { mostPictureBytes } from './redraw.ts'
import { parseNewWisdom, parseTexts, parseThen, readTexts } from './wisdoms.form.ts'
import { NewWisdomPage, PicturePage, WisdomPage } from './wisdoms.page.tsx'
import { getWisdom, makeWisdom, removeWisdom, saveWisdom } from './wisdoms.ts'

export const wisdomsRoutes: Route[] = [
  staffPage(listeningPaths.newWisdom(':series'), 'series.compose', async ({ visit, frame, within }) => {
    const place = await within((ctx) => getSeriesPlace(ctx, visit.id('series')))
    return visit.page(<NewWisdomPage frame={frame} {...place} />)
  }),

  staffSend(listeningPaths.newWisdom(':series'), 'series.compose', async ({ visit, frame, within }) => {
    const seriesId = visit.id('series')
    const fields = await visit.fields()
    const parsed = parseNewWisdom(fields)
    if (!parsed.ok) {
      const place = await within((ctx) => getSeriesPlace(ctx, seriesId))
      const again = { title: fields.text('title'), problems: parsed.problems }
      return visit.page(<NewWisdomPage frame={frame} {...place} {...again} />, 422)
    }
    const id = await within((ctx) => makeWisdom(ctx, { seriesId, title: parsed.input.title }))
    return visit.redirect(listeningPaths.wisdom(id), 'made')
  }),

  staffPage(listeningPaths.wisdom(':wisdom'), 'series.compose', async ({ visit, frame, within }) => {
    const view = await within((ctx) => openCompose(ctx, visit.id('wisdom')))
    return visit.page(<WisdomPage frame={frame} {...view} />)
  }),

  staffSend(listeningPaths.wisdom(':wisdom'), 'series.compose', async ({ visit, frame, within }) => {
    const wisdomId = visit.id('wisdom')
    const fields = await visit.fields()
    const parsed = parseTexts(fields)
    if (!parsed.ok) {
      const view = await within((ctx) => openCompose(ctx, wisdomId))
      const wisdom = refillForm(view.wisdom, readTexts(fields))
      return visit.page(
        <WisdomPage frame={frame} {...view} wisdom={wisdom} problems={parsed.problems} />,
        422,
      )
    }
    const then = parseThen(fields)
    const saved = await within(async (ctx) => {
      const { clashes } = await saveWisdom(ctx, wisdomId, parsed.input)
      if (clashes.length === 0) return { path: await followButton(ctx, wisdomId, then) }
      return showClashes(await openCompose(ctx, wisdomId), clashes)
    })
    return 'path' in saved
      ? visit.redirect(saved.path)
      : visit.page(<WisdomPage frame={frame} {...saved} />, 409)
  }),

  staffSend(listeningPaths.removeWisdom(':wisdom'), 'series.compose', async ({ visit, within }) => {
    const seriesId = await within((ctx) => removeWisdom(ctx, visit.id('wisdom')))
    return visit.redirect(listeningPaths.series(seriesId), 'removed')
  }),

  staffPage(listeningPaths.wisdomPicture(':wisdom'), 'series.compose', async ({ visit, frame, within }) => {
    const view = await within((ctx) => openPicture(ctx, visit.id('wisdom')))
    return visit.page(<PicturePage frame={frame} {...view} alt={view.wisdom.pictureAlt} />)
  }),

  staffSend(listeningPaths.wisdomPicture(':wisdom'), 'series.compose', async ({ visit, frame, within }) => {
    const wisdomId = visit.id('wisdom')
    const view = await within((ctx) => openPicture(ctx, wisdomId))
    const received = await visit.upload({ most: mostPictureBytes, files: 1 })
    const opened = await openUploadedPicture(visit.services.store, received, view.wisdom.pictureId !== null)
    if (!opened.ok) {
      const again = { alt: received.fields.text('alt'), problems: opened.problems }
      return visit.page(<PicturePage frame={frame} {...view} {...again} />, 422)
    }
    await within((ctx) => setPicture(ctx, { wisdomId, ...opened.input }))
    return visit.redirect(listeningPaths.wisdom(wisdomId), 'picture')
  }),

  staffPage(listeningPaths.wisdomPictureImage(':wisdom'), 'series.compose', async ({ visit, within }) => {
    const picture = await within((ctx) => getPictureOf(ctx, visit.id('wisdom')))
    return visit.file(picture.bytes, picture.mediaType)
  }),
]

async function openCompose(ctx: Ctx, wisdomId: string) {
  const wisdom = await getWisdom(ctx, wisdomId)
  const place = await getSeriesPlace(ctx, wisdom.seriesId)
  return {
    ...place,
    isPublished: await isPublished(ctx, wisdom.seriesId),
    isWorkplace: await isWorkplace(ctx, place.exercise.id),
    wisdom: await openWisdomForm(ctx, wisdom),
  }
}

async function openPicture(ctx: Ctx, wisdomId: string) {
  const wisdom = await getWisdom(ctx, wisdomId)
  return { ...(await getSeriesPlace(ctx, wisdom.seriesId)), wisdom }
}
