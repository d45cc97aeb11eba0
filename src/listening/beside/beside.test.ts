import { beforeAll, describe, expect, test } from 'vitest'
import { useTestHouse } from '../../../test/test-house.ts'
import { bringWords } from '../../../test/test-exercise.ts'
import {
  besideIdOf,
  bringByFile,
  chooseBeside,
  listProblems,
  publish,
  readBesideTwice,
  readPublic,
  sam,
  tellSeries,
  type ToldSeries,
  voice,
  will,
} from '../../../test/told-series.ts'
import { said, sayOf, tellPrinted } from '../../../test/printed-beside.ts'
import type { Actor } from '../../platform/db/database.ts'
import { keepDetail, listDetails } from '../consent/details.ts'
import { recordSpoken } from '../consent/spoken.ts'
import { joinVoices, undoJoin } from '../voices/joins.ts'
import { movePassages } from '../voices/splits.ts'
import { setSigned } from '../wisdoms/parts.ts'
import { changeWorkplace } from '../workplace/workplace.ts'
import { sayBeside } from './beside.ts'

const house = useTestHouse()

const told = () => tellSeries(house, 'Beside')
const printed = () => tellPrinted(house, 'Beside')
const read = (series: ToldSeries, name?: string) => readPublic(house, series, name)

describe('a description a voice chose', () => {
  test('is printed beside its own quotes only, once two people have read it', async () => {
    const series = await told()
    await chooseBeside(series, sam, 'describe', said)
    const id = await besideIdOf(series, sam)
    const waits = [
      'beside: Two people have to read what voice 1 chose to stand beside their quotes, and say whether it may be printed.',
    ]
    expect(await listProblems(series)).toEqual(waits)
    await sayOf(series, series.people.ada, id, true)
    await sayOf(series, series.people.ada, id, true)
    expect(await listProblems(series)).toEqual(waits)
    expect(await listProblems(series, series.people.lea)).toEqual(waits)
    await sayOf(series, series.people.cleo, id, true)
    expect(await listProblems(series)).toEqual([])

    await publish(series)
    const page = await read(series)
    expect(page.split(said)).toHaveLength(2)
    expect(page.indexOf(said)).toBeGreaterThan(page.indexOf('two bags and a cat'))
    expect(await read(series, 'index.html')).toContain('What stands beside a quote is what the person chose')
    // Which words they are is kept with the edition; what they say is not.
    const [row] = await house.asOwner('select id, content_sealed from publication where series_id = $1', [
      series.seriesId,
    ])
    const content = series.as(series.worker, async (ctx) =>
      ctx.vault.openTeam('publication.content', String(row!['id']), row!['content_sealed'] as Buffer),
    )
    expect(await content).toContain(id)
    expect(await content).not.toContain(said)
  })

  test('the database takes no second answer of one person, and no answer stays with other words', async () => {
    const series = await printed()
    const id = await besideIdOf(series, sam)
    await expect(
      house.asOwner(
        'insert into beside_reading (tenant_id, detail_id, read_by, may_print) values ($1, $2, $3, true)',
        [series.tenantId, id, series.people.ada.id],
      ),
    ).rejects.toThrow(/duplicate key/)
    await house.asOwner('update voice_detail set id = gen_random_uuid() where id = $1', [id])
    expect(
      await house.asOwner('select 1 from beside_reading where tenant_id = $1', [series.tenantId]),
    ).toEqual([])
    expect(await read(series)).not.toContain('<figcaption>')
  })

  const ways: Record<string, (series: ToldSeries) => Promise<unknown>> = {
    'its voice says no': (series) => chooseBeside(series, sam, 'describe', null),
    'its voice chooses other words': (series) => chooseBeside(series, sam, 'describe', 'somebody with a cat'),
    'a reader takes the yes back': async (series) =>
      sayOf(series, series.people.cleo, await besideIdOf(series, sam), null),
    'a third person leaves it out': async (series) =>
      sayOf(series, series.people.ben, await besideIdOf(series, sam), false),
    'the voices turn out to work for the host': (series) =>
      series.as(series.people.ada, (ctx) =>
        changeWorkplace(ctx, series.exerciseId, { isOn: true, advice: '' }),
      ),
    'another voice is joined to it': (series) =>
      series.as(series.people.ada, (ctx) => joinVoices(ctx, series.voiceIds[sam]!, series.voiceIds[3]!)),
    'it is joined to another voice': (series) =>
      series.as(series.people.ada, (ctx) => joinVoices(ctx, series.voiceIds[3]!, series.voiceIds[sam]!)),
    'the words turn out to be somebody else’s': (series) =>
      series.as(series.people.ada, (ctx) =>
        movePassages(ctx, {
          voiceId: series.voiceIds[sam]!,
          passageIds: [series.passageIds[0]!],
          toNumber: 4,
        }),
      ),
  }
  test.each(Object.keys(ways))(
    '%s: it is off the page at the next request, and the quote stays',
    async (way) => {
      const series = await printed()
      await bringByFile(house, series)
      if (way.startsWith('the words turn out')) {
        // Voice 4 may be quoted, and says other things of itself.
        await chooseBeside(series, 3, 'describe', 'a chair maker')
        await readBesideTwice(series, 3)
      }
      await ways[way]!(series)
      const page = await read(series)
      expect(page).toContain('two bags and a cat')
      expect(page).not.toContain('<figcaption>')
    },
  )

  test('other words come into print by a new edition only, after two people have read those', async () => {
    const series = await printed()
    await chooseBeside(series, sam, 'describe', 'somebody with a cat')
    expect(await listProblems(series)).toHaveLength(1)
    await readBesideTwice(series, sam)
    expect(await read(series)).not.toContain('<figcaption>')
    const again = await publish(series)
    expect([again.isNew, again.edition.edition]).toEqual([true, 2])
    expect(await read(series)).toContain('somebody with a cat')
    expect((await publish(series)).isNew).toBe(false)
  })

  test('two people who are one are read again, also after they are two again', async () => {
    const series = await printed()
    await series.as(series.people.ada, (ctx) => joinVoices(ctx, series.voiceIds[sam]!, series.voiceIds[3]!))
    expect(await listProblems(series)).toHaveLength(1)
    await readBesideTwice(series, sam)
    expect(await listProblems(series)).toEqual([])
    expect(await read(series)).toContain(said)
    // A no of the other one stands for both.
    const [join] = await house.asOwner('select id from voice_join where voice_id = $1', [
      series.voiceIds[sam],
    ])
    await series.as(series.people.ada, (ctx) => undoJoin(ctx, String(join!['id'])))
    expect(await read(series)).toContain(said)
    await chooseBeside(series, 3, 'describe', null)
    await series.as(series.people.ada, (ctx) => joinVoices(ctx, series.voiceIds[sam]!, series.voiceIds[3]!))
    expect(await listProblems(series)).toEqual([])
    expect(await read(series)).not.toContain('<figcaption>')
  })

  test('what a phrase chose stands beside its own words; what a listener was told stands beside all of that person', async () => {
    const series = await told()
    // Will's words are joined to Sam's.
    await series.as(series.people.ada, (ctx) =>
      joinVoices(ctx, series.voiceIds[sam]!, series.voiceIds[will]!),
    )
    await chooseBeside(series, sam, 'describe', said)
    await readBesideTwice(series, sam)
    await publish(series)
    expect((await read(series)).split(said)).toHaveLength(2)
    await series.as(series.people.ada, (ctx) =>
      recordSpoken(ctx, series.voiceIds[sam]!, {
        answers: [{ use: 'describe', answer: true, text: 'told to Ada' }],
        hats: '',
        hearers: 'one',
        way: 'spoken',
        how: '',
      }),
    )
    await readBesideTwice(series, sam)
    await publish(series)
    expect((await read(series)).split('told to Ada')).toHaveLength(3)
    // In a signed piece each quote has its name: what came as somebody else has none.
    await series.as(series.people.ada, (ctx) => setSigned(ctx, series.wisdomId, true))
    await chooseBeside(series, sam, 'sign', 'Sam')
    await readBesideTwice(series, sam, 'name')
    expect(await listProblems(series)).toEqual([
      expect.stringMatching(/voice 1 has not said yes to be named/),
    ])
  })

  test('the one whose words changed meanwhile cannot be said yes to, nor one of another exercise', async () => {
    const [series, other] = [await told(), await told()]
    await chooseBeside(series, sam, 'describe', said)
    const id = await besideIdOf(series, sam)
    const elsewhere = other.as(other.people.ada, (ctx) => sayBeside(ctx, other.seriesId, id, true))
    await expect(elsewhere).rejects.toMatchObject({ kind: 'not-found' })
    await chooseBeside(series, sam, 'describe', 'somebody else')
    await expect(sayOf(series, series.people.ada, id, true)).rejects.toMatchObject({ kind: 'not-found' })
  })
})

describe('what tells who somebody is', () => {
  // One series for all of these: each is left out in the end.
  let series: ToldSeries
  beforeAll(async () => {
    series = await told()
  })

  test.each([
    'Sam, a dad of two',
    'who lived with Grace Bello',
    'a dad, 07700 900123',
    'a dad, dad@boats.example',
    'a dad, AB 12 34 56 C',
  ])('%s: nobody can say yes to it, and the series waits until it is left out', async (text) => {
    await chooseBeside(series, sam, 'describe', text)
    const id = await besideIdOf(series, sam)
    for (const who of [series.people.ada, series.people.cleo]) {
      await expect(sayOf(series, who, id, true)).rejects.toMatchObject({ kind: 'invalid-state' })
    }
    const [found] = await listProblems(series)
    expect(found).toMatch(/^beside: What voice 1 chose .* holds a name, number, address or handle/)
    expect(found).not.toContain(text)
    // Two yeses from elsewhere do not open the gate either.
    for (const { id: account } of [series.people.ada, series.people.cleo]) {
      await house.asOwner(
        'insert into beside_reading (tenant_id, detail_id, read_by, may_print) values ($1, $2, $3, true)',
        [series.tenantId, id, account],
      )
    }
    expect(await listProblems(series)).toHaveLength(1)
    await sayOf(series, series.people.ada, id, false)
    expect(await listProblems(series)).toEqual([])
    await publish(series)
    expect(await read(series)).not.toContain('<figcaption>')
  })

  test('a name that became known after two people read it is held back at the next edition', async () => {
    const series = await printed()
    await series.as(series.people.ada, (ctx) =>
      bringWords(ctx, series.exerciseId, [{ label: 'Boats McKay', text: 'Hello.' }]),
    )
    await chooseBeside(series, sam, 'describe', 'who draws Boats')
    expect((await listProblems(series))[0]).toMatch(/holds a name/)
  })
})

describe('who sees it', () => {
  test('a lead and a reader see what is to be printed, never how to reach somebody; in a workplace nothing', async () => {
    const series = await told()
    await chooseBeside(series, sam, 'describe', said)
    const voiceId = series.voiceIds[sam]!
    await series.as(voice, (ctx) =>
      keepDetail(ctx, { exerciseId: series.exerciseId, voiceId, kind: 'reach', text: '07700 900123' }),
    )
    const kinds = async (who: Actor) =>
      Object.keys(await series.as(who, (ctx) => listDetails(ctx, voiceId))).toSorted()
    expect(await kinds(series.people.ada)).toEqual(['description', 'reach'])
    expect(await kinds(series.people.cleo)).toEqual(['description'])
    expect(await kinds(series.people.lea)).toEqual(['description'])
    await series.as(series.people.ada, (ctx) =>
      changeWorkplace(ctx, series.exerciseId, { isOn: true, advice: '' }),
    )
    expect(await kinds(series.people.cleo)).toEqual([])
    expect(await kinds(series.people.lea)).toEqual([])
  })
})
