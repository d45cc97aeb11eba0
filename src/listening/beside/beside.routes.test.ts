import { describe, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { besideIdOf, chooseBeside, press, sam, tellSeries, texts } from '../../../test/told-series.ts'
import { enter, openApp } from '../../../test/visitor.ts'
import { said } from '../../../test/printed-beside.ts'
import { signInRoutes } from '../../access/sign-in/sign-in.routes.tsx'
import { quotesRoutes } from '../quotes/quotes.routes.tsx'
import { seriesRoutes } from '../series/series.routes.tsx'
import { wisdomsRoutes } from '../wisdoms/wisdoms.routes.tsx'
import { besideRoutes } from './beside.routes.tsx'

const house = useTestHouse()

const told = () => tellSeries(house, 'Beside')

describe('by pages', () => {
  test('a reader says yes, a second person too; the quote’s page says what is printed; a lead may not', async () => {
    const series = await told()
    await chooseBeside(series, sam, 'describe', said)
    const app = openApp(house, [
      ...signInRoutes,
      ...besideRoutes,
      ...quotesRoutes,
      ...wisdomsRoutes,
      ...seriesRoutes,
    ])
    const ada = await enter(house, app, series.mailOf('ada'))
    const cleo = await enter(house, app, series.mailOf('cleo'))
    const lea = await enter(house, app, series.mailOf('lea'))
    const path = `/series/${series.seriesId}/beside`
    expect((await lea.get(path)).status).toBe(403)
    const id = await besideIdOf(series, sam)
    const cuts = `/quotes/${series.quoteId}/cuts`
    expect((await ada.get(cuts)).text).toContain('two people have to read it first')
    expect((await ada.get(`/wisdoms/${series.wisdomId}`)).text).toContain(said)
    expect((await ada.get(`/series/${series.seriesId}`)).text).toContain(path)

    const first = await cleo.get(path)
    expect(first.text).toContain(`<p class="own">${said}</p>`)
    expect(first.text).toContain('Nobody has read it yet')
    // What is quoted stands beside it, to be judged together.
    expect(first.text).toContain('two bags and a cat')
    expect((await cleo.send(path, { words: id, then: 'yes' })).location).toBe(`${path}?done=yes`)
    expect((await ada.get(path)).text).toMatch(/Cleo said on .* that it may be printed/)
    await ada.send(path, { words: id, then: 'yes' })
    expect((await ada.get(cuts)).text).toContain('Printed beside it.')
    await ada.send(path, { words: id, then: 'no' })
    expect((await ada.get(cuts)).text).toContain('somebody of the team said to leave it out')
    await ada.send(path, { words: id, then: 'back' })
    expect((await ada.get(path)).text).toContain('One person has read it')
    expect((await ada.send(path, { words: id, then: 'perhaps' })).status).toBe(404)
  })

  test('a piece is signed by a button of its page, which says which names stand in it', async () => {
    const series = await told()
    await chooseBeside(series, sam, 'sign', 'Sam')
    const app = openApp(house, [...signInRoutes, ...besideRoutes, ...wisdomsRoutes])
    const ada = await enter(house, app, series.mailOf('ada'))
    const page = `/wisdoms/${series.wisdomId}`
    expect((await ada.get(page)).text).toContain('this piece is not signed')
    // Names are read where they would be printed.
    expect((await ada.get(`/series/${series.seriesId}/beside`)).text).not.toContain('class="own">Sam<')
    const fields = (text: string) =>
      Object.fromEntries(
        [...text.matchAll(/<input type="hidden" name="(from-[^"]+)" value="([^"]*)"/g)].map(
          ([, name, value]) => [name!, value!],
        ),
      )
    const sent = { ...fields((await ada.get(page)).text), title: texts.wisdom, reflection: texts.reflection }
    const pressed = await ada.send(
      page,
      press('sign', { ...sent, [`narration-${series.narrationId}`]: texts.narration }),
    )
    expect(pressed.location).toBe(`${page}?done=sign#names`)
    expect((await ada.get(page)).text).toContain('This piece is signed')
    expect((await ada.get(`/series/${series.seriesId}/beside`)).text).toContain('class="own">Sam<')
  })
})
