import { describe, expect, test } from 'vitest'
import { makeTestExercise } from '../../../test/test-exercise.ts'
import { useHeardVoices } from '../../../test/heard-voices.ts'
import { removeSource } from '../doors/import.ts'
import { withdrawVoice } from '../withdrawals/withdrawals.ts'
import { joinVoices, listJoins, undoJoin } from './joins.ts'
import { findProposal } from './proposals.ts'
import { changePart, getVoice, type Voice } from './voices.ts'

const heard = useHeardVoices()
const { as, hear, voices, byNumber, people, join, undo, answer, standing } = heard
const look = () => as((ctx) => findProposal(ctx, heard.made.exerciseId, null))

/** Every row that says whose something is, by table. */
async function belongings(): Promise<Record<string, unknown>> {
  const read = async (table: string, columns = 'voice_id') =>
    heard.house.asOwner(`select id, ${columns} from ${table} where tenant_id = $1 order by id`, [
      heard.made.tenantId,
    ])
  return {
    voices: await read('voice', 'number, part, joined_to'),
    contributions: await read('contribution', 'voice_id, came_as'),
    labels: await read('voice_label', 'voice_id, contribution_id'),
    phrases: await read('come_back', 'voice_id, opens'),
    joins: await read('voice_join'),
  }
}

async function leavePhrase(voice: Voice): Promise<void> {
  await heard.house.asOwner(
    `insert into come_back (tenant_id, id, exercise_id, voice_id, phrase_hash, opens)
     values ($1, gen_random_uuid(), $2, $3, $4, array[$3::uuid])`,
    [heard.made.tenantId, heard.made.exerciseId, voice.id, Buffer.from(voice.id)],
  )
}

describe('undoing a joining', () => {
  test('gives back exactly what each had: words, labels, phrases, number, answers', async () => {
    const [web, ada, again] = (await voices()) as [Voice, Voice, Voice]
    await leavePhrase(web)
    await leavePhrase(again)
    await answer(ada, { read: true, quote: true })
    await answer(again, { read: true, quote: false })
    const before = await belongings()
    await join(ada, again)
    await join(ada, web)
    expect(await people()).toBe(2)
    expect(await standing(ada)).toEqual({ read: true, quote: false })
    await undo(ada, 1)
    await undo(ada)
    expect(await belongings()).toEqual(before)
    expect(await people()).toBe(4)
    expect([await standing(ada), await standing(again)]).toEqual([
      { read: true, quote: true },
      { read: true, quote: false },
    ])
  })

  test('in the other order, and of one joined to one that was joined on, too', async () => {
    const [web, ada, again] = (await voices()) as [Voice, Voice, Voice]
    const before = await belongings()
    await join(again, web)
    await join(ada, again)
    const joins = await as((ctx) => listJoins(ctx, ada.id))
    expect(joins.map((one) => [one.number, one.labels])).toEqual([
      [3, ['Ada Lane (she/her)', '🌻']],
      [1, ['🌻']],
    ])
    await as((ctx) => undoJoin(ctx, joins[1]!.id))
    expect((await byNumber(1)).labels).toEqual(['🌻'])
    expect((await byNumber(2)).labels).toEqual(['Ada Lane', 'Ada Lane (she/her)'])
    await undo(ada)
    expect(await belongings()).toEqual(before)
  })

  test('a no said since stands for both, a yes said since for neither', async () => {
    const [, ada, again] = (await voices()) as [Voice, Voice, Voice]
    await answer(ada, { read: true, quote: true })
    await answer(again, { read: true })
    await join(ada, again)
    await answer(ada, { quote: true })
    await answer(ada, { read: false })
    await undo(ada)
    expect([await standing(ada), await standing(again)]).toEqual([
      { read: false, quote: true },
      { read: false, quote: false },
    ])
  })

  test('what came since under a moved label goes back with it; the rest stays', async () => {
    const [, ada, again] = (await voices()) as [Voice, Voice, Voice]
    await join(ada, again)
    await hear('group-call', ['Ada Lane', 'Ada Lane (she/her)'])
    expect((await byNumber(2)).passages).toBe(4)
    await undo(ada)
    expect([(await byNumber(2)).passages, (await byNumber(3)).passages]).toEqual([2, 2])
  })

  test('happens once, is another organisation’s for nobody, and is not proposed again', async () => {
    const [, ada, again] = (await voices()) as [Voice, Voice, Voice]
    await join(ada, again)
    const [one] = await as((ctx) => listJoins(ctx, ada.id))
    const other = await makeTestExercise(heard.house, 'Elsewhere', [{ label: 'X', text: 'X.' }])
    await expect(other.as(other.people.ada, (ctx) => undoJoin(ctx, one!.id))).rejects.toMatchObject({
      kind: 'not-found',
    })
    const twice = await Promise.allSettled([1, 2].map(() => as((ctx) => undoJoin(ctx, one!.id))))
    expect(twice.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await people()).toBe(4)
    expect((await look()).count).toBe(0)
  })

  test('after a withdrawal there is nothing to undo, and every key is gone', async () => {
    const [web, ada, again] = (await voices()) as [Voice, Voice, Voice]
    await join(again, web)
    await join(ada, again)
    const labels = await heard.house.asOwner('select id from voice_label where voice_id = $1', [ada.id])
    await as((ctx) => withdrawVoice(ctx, ada.id))
    const vault = heard.house.vault.forTenant(heard.made.tenantId)
    for (const id of [ada.id, again.id, web.id, ...labels.map((row) => String(row['id']))]) {
      expect(vault.isKept(id), id).toBe(false)
    }
    expect(
      await heard.house.asOwner('select id from voice_join where tenant_id = $1', [heard.made.tenantId]),
    ).toEqual([])
    expect((await voices()).map((voice) => voice.number)).toEqual([4])
    expect(
      await heard.house.asOwner('select number from voice where tenant_id = $1', [heard.made.tenantId]),
    ).toEqual([{ number: 4 }])
  })

  test('a file that is taken out takes the keys of joined voices that came with nothing else', async () => {
    const [, ada, again] = (await voices()) as [Voice, Voice, Voice]
    await join(again, ada)
    const sources = await heard.house.asOwner(
      `select distinct source_id as id from contribution where voice_id = $1`,
      [again.id],
    )
    await heard.house.asOwner('update contribution set source_id = $1 where voice_id = $2', [
      sources[0]!['id'],
      again.id,
    ])
    await as((ctx) => removeSource(ctx, String(sources[0]!['id'])))
    const vault = heard.house.vault.forTenant(heard.made.tenantId)
    expect([vault.isKept(ada.id), vault.isKept(again.id)]).toEqual([false, false])
  })

  test('a voice that was joined is not there by itself, whatever is asked of it', async () => {
    const [, ada, again] = (await voices()) as [Voice, Voice, Voice]
    await join(ada, again)
    const attempts = [
      () => as((ctx) => getVoice(ctx, again.id)),
      () => as((ctx) => joinVoices(ctx, again.id, ada.id)),
      () => as((ctx) => changePart(ctx, again.id, 'facilitator')),
    ]
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ kind: 'not-found' })
    expect(await as((ctx) => withdrawVoice(ctx, again.id))).toBe(null)
  })
})
