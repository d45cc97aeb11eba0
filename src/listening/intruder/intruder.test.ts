import { describe, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { bringWords } from '../../../test/test-exercise.ts'
import {
  bringByFile,
  listProblems,
  passTwice,
  sam,
  sayNobodyCouldTell,
  stretchOf,
  tellSeries,
  type ToldSeries,
  voice,
  will,
} from '../../../test/told-series.ts'
import { enter, openApp } from '../../../test/visitor.ts'
import { signInRoutes } from '../../access/sign-in/sign-in.routes.tsx'
import type { Actor } from '../../platform/db/database.ts'
import { publishSeries } from '../publications/publications.ts'
import { changeCuts } from '../quotes/quotes.ts'
import { joinVoices } from '../voices/joins.ts'
import { placeQuote } from '../wisdoms/parts.ts'
import { withdraw } from '../withdrawals/withdrawals.ts'
import { changeWorkplace } from '../workplace/workplace.ts'
import { intruderRoutes } from './intruder.routes.tsx'
import { answerIntruder, type IntruderAnswer, openIntruder } from './intruder.ts'

const house = useTestHouse()

/** Cleo has said no of both voices that are quoted. */
const told = () => tellSeries(house, 'Intruder')

async function shown(series: ToldSeries, who: Actor = series.people.cleo) {
  return series.as(who, (ctx) => openIntruder(ctx, series.seriesId))
}

async function say(
  series: ToldSeries,
  who: Actor,
  voice: number,
  answer: IntruderAnswer | null,
): Promise<void> {
  await series.as(who, async (ctx) => {
    const all = await openIntruder(ctx, series.seriesId)
    const { voiceId, stamp } = all.find((one) => one.voiceId === series.voiceIds[voice])!
    await answerIntruder(ctx, series.seriesId, { voiceId, stamp, answer })
  })
}

async function quoteGrace(series: ToldSeries): Promise<void> {
  await series.as(series.people.ada, async (ctx) => {
    const from = await stretchOf(ctx, series.passageIds[3]!, 'They wanted', 'sit on.')
    await placeQuote(ctx, { wisdomId: series.wisdomId, place: 'last', from })
  })
}

describe('the one question', () => {
  test('nobody has answered, somebody says perhaps, everybody says no: only then it is published', async () => {
    const series = await told()
    expect(await listProblems(series)).toEqual([])
    await say(series, series.people.cleo, sam, null)
    expect(await listProblems(series)).toEqual([
      expect.stringMatching(/^intruder: Somebody who did not read voice 1 first/),
    ])
    await say(series, series.people.cleo, sam, 'no')
    for (const answer of ['maybe', 'yes'] as const) {
      await say(series, series.people.ada, sam, answer)
      expect(await listProblems(series)).toEqual([
        expect.stringMatching(/^intruder: Somebody of the team says that voice 1 could be known/),
      ])
      const published = await series.as(series.people.ada, (ctx) => publishSeries(ctx, series.seriesId))
      expect(published.ok).toBe(false)
    }
    await say(series, series.people.ada, sam, null)
    expect(await listProblems(series)).toEqual([])
    expect(await series.as(series.people.ada, (ctx) => publishSeries(ctx, series.seriesId))).toMatchObject({
      ok: true,
    })
  })

  test('a no of whoever read all of it first is refused and counts for nothing', async () => {
    const series = await told()
    await say(series, series.people.cleo, sam, null)
    const [voice] = (await shown(series, series.people.ada)).filter(
      (one) => one.voiceId === series.voiceIds[sam],
    )
    expect(voice!.mayClear).toBe(false)
    await expect(say(series, series.people.ada, sam, 'no')).rejects.toMatchObject({ kind: 'invalid-state' })
    // Nor when it is there all the same.
    await say(series, series.people.ada, sam, 'maybe')
    await house.asOwner(`update intruder_answer set answer = 'no' where quote_id = $1`, [series.quoteId])
    expect(await listProblems(series)).toHaveLength(1)
  })

  test('words that read otherwise, or one more quote of a voice, open it again; one less does not', async () => {
    const series = await told()
    await series.as(series.people.ada, (ctx) => changeCuts(ctx, series.quoteId, []))
    expect(await listProblems(series)).toEqual([])
    const { cut } = await series.as(series.people.ada, async (ctx) => {
      const changed = await changeCuts(ctx, series.quoteId, [], true)
      if (!changed.ok) throw new Error(changed.sentence)
      return { cut: changed.words[3]!.value }
    })
    await series.as(series.people.ada, (ctx) => changeCuts(ctx, series.quoteId, [cut]))
    expect((await listProblems(series))[0]).toMatch(/did not read voice 1 first/)
    await sayNobodyCouldTell(series)
    expect(await listProblems(series)).toEqual([])

    await quoteGrace(series)
    expect(await listProblems(series)).toEqual([expect.stringMatching(/did not read voice 4 first/)])
    await sayNobodyCouldTell(series)
    // Joined with another, what is quoted of the two is looked at together.
    await bringByFile(house, series)
    await series.as(series.people.ada, (ctx) => joinVoices(ctx, series.voiceIds[sam]!, series.voiceIds[3]!))
    const voices = await shown(series)
    expect(voices.map((one) => [one.number, one.quotes.length])).toEqual([
      [1, 2],
      [2, 1],
    ])
  })

  test('an answer to what was on the page before is refused', async () => {
    const series = await told()
    const [voice] = (await shown(series)).filter((one) => one.voiceId === series.voiceIds[will])
    await series.as(series.people.ada, async (ctx) => {
      const { words } = (await changeCuts(ctx, series.leadQuoteId, [], true)) as {
        words: { value: string }[]
      }
      await changeCuts(ctx, series.leadQuoteId, [words[2]!.value])
    })
    const { voiceId, stamp } = voice!
    const late = series.as(series.people.cleo, (ctx) =>
      answerIntruder(ctx, series.seriesId, { voiceId, stamp, answer: 'no' }),
    )
    await expect(late).rejects.toMatchObject({ kind: 'invalid-state' })
  })

  test('another series, another voice, another organisation: not found', async () => {
    const [series, other] = [await told(), await told()]
    const [voice] = await shown(series)
    const { voiceId, stamp } = voice!
    for (const [where, input] of [
      [other, { voiceId, stamp, answer: 'no' as const }],
      [series, { voiceId: series.voiceIds[2]!, stamp, answer: 'no' as const }],
    ] as const) {
      const sent = where.as(where.people.cleo, (ctx) => answerIntruder(ctx, where.seriesId, input))
      await expect(sent).rejects.toMatchObject({ kind: 'not-found' })
    }
    await expect(
      other.as(other.people.cleo, (ctx) => openIntruder(ctx, series.seriesId)),
    ).rejects.toMatchObject({
      kind: 'not-found',
    })
  })

  test('a voice that goes takes the answers about it along', async () => {
    const series = await told()
    await series.as(voice, (ctx) => withdraw(ctx, { voiceId: series.voiceIds[sam]!, when: 'now' }))
    expect(
      await house.asOwner('select 1 from intruder_answer where quote_id = $1', [series.quoteId]),
    ).toEqual([])
    expect((await shown(series)).map((one) => one.voiceId)).toEqual([series.voiceIds[will]])
  })
})

describe('what could help somebody', () => {
  test('clues are marked, and what one voice alone says again and again', async () => {
    const series = await told()
    const mine = (await shown(series)).find((one) => one.voiceId === series.voiceIds[sam])!
    expect(mine.sayings).toEqual([])
    const text = 'So I came with two bags and a cat, as I say, two bags and a cat.'
    const again = await series.as(series.people.ada, (ctx) =>
      bringWords(ctx, series.exerciseId, [{ label: 'Sam Okafor', text }]),
    )
    const ownSayings = async () => (await shown(series)).find((one) => one.number === 1)!.sayings
    // Said again, but in words nobody has read yet: readings are what is compared.
    expect(await ownSayings()).toEqual([])
    await passTwice(series, again.passageIds[0]!)
    expect(await ownSayings()).toEqual([])
    await bringByFile(house, series)
    await series.as(series.people.ada, (ctx) => joinVoices(ctx, series.voiceIds[sam]!, again.voiceIds[0]!))
    expect(await ownSayings()).toEqual(['i came with two bags and a cat'])
  })
})

describe('by pages', () => {
  const open = async (series: ToldSeries) => {
    const app = openApp(house, [...signInRoutes, ...intruderRoutes])
    const [ada, cleo, lea] = [
      await enter(house, app, series.mailOf('ada')),
      await enter(house, app, series.mailOf('cleo')),
      await enter(house, app, series.mailOf('lea')),
    ]
    return { ada, cleo, lea, path: `/series/${series.seriesId}/intruder` }
  }
  const sent = (page: string, number: number) => {
    const part = page.slice(page.indexOf(`id="voice-${number}"`))
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(part)![1]!
    return { voice: field('voice'), seen: field('seen') }
  }

  test('a reader says no, a listener perhaps; the page says who did, and what is marked', async () => {
    const series = await told()
    const { ada, cleo, lea, path } = await open(series)
    expect((await lea.get(path)).status).toBe(403)
    const page = (await cleo.get(path)).text
    expect(page).toContain('I came with two bags and a cat.')
    expect(page).toContain('Somebody has said no of every voice.')
    const fields = sent(page, 1)
    expect((await ada.send(path, { ...fields, answer: 'maybe' })).location).toBe(`${path}?done=maybe`)
    const told1 = (await cleo.get(path)).text
    expect(told1).toMatch(/Ada said perhaps on .*Cleo said no on|Cleo said no on .*Ada said perhaps on/s)
    expect(told1).toContain('One voice could be known')
    expect((await ada.send(path, { ...fields, answer: 'no' })).status).toBe(409)
    expect((await ada.send(path, { ...fields, seen: 'x', answer: 'yes' })).status).toBe(409)
    expect((await ada.send(path, { ...fields, answer: 'perhaps' })).status).toBe(404)
    expect((await ada.send(path, { ...fields, answer: 'back' })).location).toBe(`${path}?done=back`)
    expect((await cleo.get(path)).text).toContain('Somebody has said no of every voice.')
  })

  test('where people work for whoever asks, nobody who leads there looks', async () => {
    const series = await told()
    await house.asOwner(
      `insert into membership (tenant_id, account_id, role, name_sealed)
       select tenant_id, account_id, 'listener', name_sealed from membership where tenant_id = $1 and account_id = $2`,
      [series.tenantId, series.people.lea.id],
    )
    const { lea, path } = await open(series)
    expect((await lea.get(path)).status).toBe(200)
    await series.as(series.people.ada, (ctx) =>
      changeWorkplace(ctx, series.exerciseId, { isOn: true, advice: '' }),
    )
    expect((await lea.get(path)).status).toBe(403)
  })
})
