import { supportPaths } from '../src/support/paths.ts'
import type { TestHouse } from './database.ts'
import { dayAhead, readSending } from './own-space.ts'
import type { Answer, Visitor } from './visitor.ts'

/** What a coach writes in a record that a duty asks for. */
export const account = {
  duty: 'adult-at-risk',
  happened: 'A bruise on the arm, seen on the stairs.',
  why: 'He takes her money and her tablets.',
  acted: 'Dele rang the council at ten.',
  wish: 'She wants to stay in her flat.',
  third: 'The neighbour hears him shout.',
  withheld: 'somebody-else',
}

/** Sends the form of a record about the person of a space: not told yet, unless `more` says otherwise. */
export async function sendRecord(
  house: TestHouse,
  by: Visitor,
  spaceId: string,
  more: Record<string, string | string[]> = {},
): Promise<Answer> {
  const form = await by.get(`${supportPaths.writeRecord}?space=${spaceId}`)
  const until = await dayAhead(house, 14)
  return by.send(supportPaths.writeRecord, {
    ...account,
    space: spaceId,
    telling: 'wait',
    decision: 'He reads her phone.',
    until,
    sending: readSending(form.text),
    ...more,
  })
}
