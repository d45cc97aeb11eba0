import { describe, expect, test } from 'vitest'
import { strangeId } from '../../../test/test-exercise.ts'
import { useHeardVoices } from '../../../test/heard-voices.ts'
import { movePassagesTo } from './splits.queries.ts'
import { listBrought, movePassages, splitContribution } from './splits.ts'
import { getVoice, type Voice } from './voices.ts'

const heard = useHeardVoices()
const { as, hear, voices, byNumber, people, answer, standing } = heard

describe('taking apart', () => {
  test('what came under one label goes to a voice of its own, with what was answered for it', async () => {
    const [, ada] = (await voices()) as [Voice, Voice]
    await hear('whatsapp', ['Ada Lane', 'Ada Lane'])
    await answer(ada, { read: true, quote: false })
    const brought = await as((ctx) => listBrought(ctx, ada.id))
    expect(brought.map((one) => [one.door, one.passages, one.labels])).toEqual([
      ['group-call', 1, ['Ada Lane']],
      ['whatsapp', 2, ['Ada Lane']],
    ])
    const newId = await as((ctx) => splitContribution(ctx, ada.id, brought[1]!.id))
    const split = await as((ctx) => getVoice(ctx, newId))
    expect(split).toMatchObject({ number: 6, passages: 2, labels: ['Ada Lane'], part: 'contributor' })
    expect(split.standing).toEqual({ read: true, quote: false })
    expect(await people()).toBe(5)
    // Two people have this name now: nobody can say whose the next file is, so it is neither’s.
    const [third] = await hear('group-call', ['Ada Lane'])
    expect([ada.id, newId]).not.toContain(third)
    await expect(as((ctx) => splitContribution(ctx, newId, brought[1]!.id))).rejects.toMatchObject({
      kind: 'invalid-state',
    })
    await expect(as((ctx) => splitContribution(ctx, ada.id, brought[1]!.id))).rejects.toMatchObject({
      kind: 'not-found',
    })
  })

  test('of two people under one label, passages go to a voice that is there or to a new one', async () => {
    const [shared] = await hear('group-call', ['Jo + Sam', 'Pat', 'Jo + Sam', 'Jo + Sam'])
    const ids = await passagesOf(shared!)
    const before = await heard.house.asOwner('select id, verbatim_sealed, number from passage order by id')
    const move = (passageIds: string[], toNumber: number | null) =>
      as((ctx) => movePassages(ctx, { voiceId: shared!, passageIds, toNumber }))
    expect(await move([ids[0]!], 99)).toBe(null)
    const sam = await byNumber(4)
    await heard.house.asOwner(
      `insert into attachment (tenant_id, id, exercise_id, contribution_id, passage_id, media_type, size, file_key_sealed)
       select tenant_id, gen_random_uuid(), exercise_id, contribution_id, id, 'audio/ogg', 1, 'x' from passage
       where id = $1`,
      [ids[0]],
    )
    expect(await move([ids[0]!], 4)).toBe(sam.id)
    // A voice note goes with the words that were typed from it.
    expect(
      await heard.house.asOwner(
        `select c.voice_id from attachment a join contribution c on c.id = a.contribution_id
         where a.passage_id = $1`,
        [ids[0]],
      ),
    ).toEqual([{ voice_id: sam.id }])
    expect((await byNumber(4)).passages).toBe(2)
    const newId = await move([ids[1]!], null)
    expect((await as((ctx) => getVoice(ctx, newId!))).passages).toBe(1)
    expect(await passagesOf(shared!)).toEqual([ids[2]])
    expect(await heard.house.asOwner('select id, verbatim_sealed, number from passage order by id')).toEqual(
      before,
    )
    await expect(move([ids[0]!], null)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(move([ids[2]!, strangeId], null)).rejects.toMatchObject({ kind: 'not-found' })
  })

  test('a no goes with the words, and being asked by nobody takes no yes away', async () => {
    const [shared] = await hear('group-call', ['Jo + Sam', 'Jo + Sam'])
    const ids = await passagesOf(shared!)
    const sam = await byNumber(4)
    await answer(sam, { read: true, quote: true })
    const move = (id: string) =>
      as((ctx) => movePassages(ctx, { voiceId: shared!, passageIds: [id], toNumber: 4 }))
    await move(ids[0]!)
    expect(await standing(sam)).toEqual({ read: true, quote: true })
    await answer({ ...sam, id: shared! }, { read: true, quote: false })
    await move(ids[1]!)
    expect(await standing(sam)).toEqual({ read: true, quote: false })
  })

  test('the database moves passages within their file only, and for listeners only', async () => {
    const [shared] = await hear('group-call', ['Jo + Sam'])
    const [id] = await passagesOf(shared!)
    const elsewhere = await heard.house.asOwner('select id from contribution where voice_id = $1', [
      (await byNumber(4)).id,
    ])
    const move = async (roles: string[]) => {
      const actor = { id: heard.made.people.ada.id, roles }
      return heard.made.as(actor, (ctx) => movePassagesTo(ctx, [id!], String(elsewhere[0]!['id'])))
    }
    expect(await move(['listener'])).toBe(0)
    for (const role of ['lead', 'reader', 'voice', 'visitor', 'worker']) expect(await move([role])).toBe(0)
  })
})

async function passagesOf(voiceId: string): Promise<string[]> {
  const rows = await heard.house.asOwner(
    `select p.id from passage p join contribution c on c.id = p.contribution_id
     where c.voice_id = $1 order by p.number`,
    [voiceId],
  )
  return rows.map((row) => String(row['id']))
}
