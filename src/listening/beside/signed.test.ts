import { describe, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import {
  besideIdOf,
  chooseBeside,
  listProblems,
  publish,
  readBesideTwice,
  readPublic,
  sam,
  tellSeries,
  type ToldSeries,
  will,
} from '../../../test/told-series.ts'
import { said, sayOf } from '../../../test/printed-beside.ts'
import { getExercise } from '../exercises/exercises.ts'
import { setSigned } from '../wisdoms/parts.ts'
import { changeWorkplace } from '../workplace/workplace.ts'

const house = useTestHouse()

const told = () => tellSeries(house, 'Beside')
const read = (series: ToldSeries, name?: string) => readPublic(house, series, name)

describe('a signed piece', () => {
  const sign = (series: ToldSeries, isSigned = true) =>
    series.as(series.people.ada, (ctx) => setSigned(ctx, series.wisdomId, isSigned))

  test('waits until everybody in it has said yes to be named, and says who has not', async () => {
    const series = await told()
    await sign(series)
    expect(await listProblems(series)).toEqual([
      'not-signed: Wisdom 1 is signed, and voices 1 and 2 have not said yes to be named. Ask them, take their quotes out, or print no names in it.',
    ])
    await chooseBeside(series, sam, 'sign', 'Sam Okafor')
    await readBesideTwice(series, sam, 'name')
    expect(await listProblems(series)).toEqual([
      'not-signed: Wisdom 1 is signed, and voice 2 has not said yes to be named. Ask them, take their quote out, or print no names in it.',
    ])
    await chooseBeside(series, will, 'sign', 'Will')
    expect(await listProblems(series)).toEqual([
      expect.stringMatching(/^beside: Two people have to read what voice 2/),
    ])
    await readBesideTwice(series, will, 'name')
    await chooseBeside(series, sam, 'describe', said)
    await readBesideTwice(series, sam)
    await publish(series)
    const page = await read(series)
    expect(page).toContain(
      `<figcaption><span class="own">Sam Okafor</span>, <span class="own">${said}</span></figcaption>`,
    )
    expect(page).toContain('<figcaption><span class="own">Will</span></figcaption>')

    // A no leaves the quote and the other name.
    await chooseBeside(series, sam, 'sign', null)
    const after = await read(series)
    expect(after).not.toContain('Okafor')
    expect(after).toContain('two bags and a cat')
    expect(after).toContain('<span class="own">Will</span>')
    // Somebody of the team may leave a name out; then the piece is not one of names.
    await chooseBeside(series, sam, 'sign', 'Sam')
    await sayOf(series, series.people.ben, await besideIdOf(series, sam, 'name'), false)
    expect(await listProblems(series)).toEqual([expect.stringMatching(/left out the name voice 1 chose/)])
  })

  test('no other piece prints a name, and one that is signed no longer prints none', async () => {
    const series = await told()
    for (const [index, name] of [
      [sam, 'Sam'],
      [will, 'Will'],
    ] as const) {
      await chooseBeside(series, index, 'sign', name)
      await readBesideTwice(series, index, 'name')
    }
    await publish(series)
    expect(await read(series)).not.toContain('<figcaption>')
    await sign(series)
    expect((await publish(series)).isNew).toBe(true)
    expect(await read(series)).toContain('<span class="own">Sam</span>')
    await sign(series, false)
    await publish(series)
    expect(await read(series)).not.toContain('<figcaption>')
  })

  test('a name is not the whole name of somebody else, nor a number', async () => {
    const series = await told()
    await sign(series)
    for (const text of ['Grace Bello', 'Sam 07700 900123']) {
      await chooseBeside(series, sam, 'sign', text)
      const id = await besideIdOf(series, sam, 'name')
      await expect(sayOf(series, series.people.ada, id, true)).rejects.toMatchObject({
        kind: 'invalid-state',
      })
    }
    // Two people may be called the same.
    await chooseBeside(series, sam, 'sign', 'Grace')
    await readBesideTwice(series, sam, 'name')
  })

  test('where people work for whoever asks nobody is asked, and nothing is printed', async () => {
    const series = await told()
    await chooseBeside(series, sam, 'describe', said)
    await readBesideTwice(series, sam)
    await sign(series)
    await series.as(series.people.ada, (ctx) =>
      changeWorkplace(ctx, series.exerciseId, { isOn: true, advice: '' }),
    )
    const { asks } = await series.as(series.people.ada, (ctx) => getExercise(ctx, series.exerciseId))
    expect(asks).toBe('recording later preview told')
    expect(await listProblems(series)).toEqual([
      expect.stringMatching(/^not-signed: .* work for whoever asks/),
    ])
    await sign(series, false)
    await publish(series)
    expect(await read(series)).not.toContain('<figcaption>')
  })
})
