import { newId } from '../src/platform/ids.ts'
import { receiveNote } from '../src/support/conversations/conversations.ts'
import { addGoal } from '../src/support/goals/goals.ts'
import { addMark } from '../src/support/goals/marks.ts'
import { addStep } from '../src/support/goals/steps.ts'
import { suggest } from '../src/support/goals/suggestions.ts'
import { writeTogether } from '../src/support/goals/together.ts'
import { beginChance, sayBeside } from '../src/support/keeping-safe/chances.ts'
import { writePart } from '../src/support/keeping-safe/keeping-safe.ts'
import { recordLook } from '../src/support/looks/looks.ts'
import { guestIn } from '../src/support/spaces/guests.ts'
import type { TestHouse } from './database.ts'

/**
 * Something in every room of a space, written by the rooms themselves: its person's, and what a coach who was let in
 * adds. Gives every sentence that was written.
 */
export async function liveIn(house: TestHouse, spaceId: string): Promise<string[]> {
  const written: string[] = []
  const say = (text: string) => {
    written.push(text)
    return text
  }
  const [row] = await house.asOwner(
    'select account_id, organisation_id from invitation where tenant_id = $1',
    [spaceId],
  )
  const [accountId, tenantId] = [String(row!['account_id']), String(row!['organisation_id'])]
  const who = { accountId, tenantId, name: 'Dele', organisation: 'The Lighthouse' }
  const [goalId, chanceId] = [newId(), newId()]
  const said = (words: string) => ({
    words: say(words),
    idea: 'ours' as const,
    ideaWords: say(`It came up when I said: ${words}`),
    who: 'together' as const,
    withWhom: say(`With my aunt, about: ${words}`),
  })
  const bare = (words: string) => ({
    words: say(words),
    idea: null,
    ideaWords: '',
    who: null,
    withWhom: '',
  })
  const note = (words: string) => ({ id: newId(), words: say(words), happenedOn: null, writtenAt: null })

  await house.db.within(spaceId, { id: spaceId, roles: ['person'] }, async (ctx) => {
    await addGoal(ctx, goalId, said('I want to see the sea again'))
    await addStep(ctx, goalId, newId(), said('Look up the train to Barmouth'))
    await addMark(ctx, goalId, newId(), 6)
    await writePart(ctx, {
      sending: newId(),
      from: null,
      part: 'signs',
      typed: say('I stop answering the door'),
    })
    const typed = { choice: say('I walk home along the river'), wanted: say('A charged phone') }
    await beginChance(ctx, { sending: chanceId, typed })
    await receiveNote(ctx, note('We talked about the tide tables'))
  })
  await guestIn(house.db, spaceId, who, async (ctx) => {
    for (const room of ['goals', 'conversations', 'keeping-safe'] as const) {
      await recordLook(ctx, { who, room, why: 'invited', aboutId: null })
    }
    await suggest(ctx, who, { id: newId(), goalId: null, said: bare('A library card, maybe') })
    await writeTogether(ctx, who, { id: newId(), goalId: null, said: said('Sunday roast with my brother') })
    await receiveNote(ctx, { ...note('Maryam laughed about the seagull'), isHard: true })
    await sayBeside(ctx, { chanceId, sending: newId(), who, said: say('I would worry after dark') })
  })
  return written
}
