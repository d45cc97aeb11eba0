import type { Hono } from 'hono'
import { findOrMakeAccount } from '../src/access/accounts/account.ts'
import type { StaffRole } from '../src/access/matrix.ts'
import { makeOrganisation } from '../src/access/organisation/organisation.ts'
import { inviteStaffMember } from '../src/access/staff/staff.ts'
import { newBlindId } from '../src/platform/ids.ts'
import { supportPaths } from '../src/support/paths.ts'
import type { TestHouse } from './database.ts'
import { enter, Visitor } from './visitor.ts'

/** An organisation with a coach, a lead and somebody of the housing side; the coach, signed in. */
export async function enterCoach(house: TestHouse, app: Hono): Promise<Visitor> {
  await makeOrganisation(house.db, {
    name: 'The Lighthouse',
    operator: 'Lighthouse Ltd',
    staff: [
      { name: 'Dele', address: 'dele@lighthouse.example', roles: ['coach'] },
      { name: 'Amira', address: 'amira@lighthouse.example', roles: ['lead'] },
      { name: 'Rosa', address: 'rosa@lighthouse.example', roles: ['coach'] },
      { name: 'Gareth', address: 'gareth@lighthouse.example', roles: ['housing'] },
    ],
  })
  return enter(house, app, 'dele@lighthouse.example')
}

/** Somebody who has begun a space of their own. */
export async function begin(app: Hono, name: string): Promise<{ person: Visitor; phrase: string }> {
  const person = new Visitor(app)
  const form = await person.get(supportPaths.begin)
  const begun = await person.send(supportPaths.begin, { name, sending: readSending(form.text) })
  if (begun.location !== supportPaths.phrase) throw new Error(`${name} could not begin: ${begun.status}`)
  return { person, phrase: readPhrase((await person.get(supportPaths.phrase)).text) }
}

/** What names the first form of a page that can be sent twice. */
export function readSending(html: string): string {
  return /name="sending" value="([^"]+)"/.exec(html)![1]!
}

/** The words a page shows to be written down. */
export function readPhrase(html: string): string {
  return /<p class="phrase">([^<]+)</.exec(html)![1]!
}

/** Lets a coach in with a card of theirs; its words. */
export async function letIn(
  person: Visitor,
  coach: Visitor,
  rooms: Record<string, string | string[]> = { which: 'all' },
): Promise<string> {
  const card = readPhrase((await coach.send(supportPaths.makeOffer)).text)
  const opened = await person.send(supportPaths.acceptOffer, { card, ...rooms })
  if (opened.status !== 303) throw new Error(`The card did not open: ${opened.status}`)
  return card
}

/** The spaces on a coach's page of today. */
export async function listToday(coach: Visitor): Promise<{ id: string; name: string }[]> {
  const { text } = await coach.get(supportPaths.today)
  return [...text.matchAll(/href="\/spaces\/([0-9a-f-]{36})"><span class="own">([^<]+)</g)].map(
    ([, id, name]) => ({ id: id!, name: name! }),
  )
}

/** The id of a space that is open to a coach, by its person's name. */
export async function findSpace(coach: Visitor, name: string): Promise<string> {
  const space = (await listToday(coach)).find((one) => one.name === name)
  if (!space) throw new Error(`${name} is not on the page of today.`)
  return space.id
}

/** Who keeps people safe, beside `enterCoach`: two of them; and another coach, a reader and a listener. */
export async function enterKeepers(
  house: TestHouse,
  app: Hono,
): Promise<Record<'nia' | 'owen' | 'rhys' | 'sol' | 'amira' | 'gareth', Visitor>> {
  const [organisation] = await house.asOwner('select tenant_id from organisation order by created_at limit 1')
  const tenantId = String(organisation!['tenant_id'])
  const more: [string, StaffRole[]][] = [
    ['nia', ['safeguarding']],
    ['owen', ['safeguarding']],
    ['rhys', ['coach']],
    ['sol', ['listener', 'reader']],
  ]
  for (const [name, roles] of more) {
    const accountId = await findOrMakeAccount(house.db, `${name}@lighthouse.example`)
    const lead = { id: newBlindId(), roles: ['lead'] }
    const member = { accountId, name: name[0]!.toUpperCase() + name.slice(1), roles }
    await house.db.within(tenantId, lead, (ctx) => inviteStaffMember(ctx, member))
  }
  const [nia, owen, rhys, sol, amira, gareth] = await Promise.all(
    ['nia', 'owen', 'rhys', 'sol', 'amira', 'gareth'].map((name) =>
      enter(house, app, `${name}@lighthouse.example`),
    ),
  )
  return { nia: nia!, owen: owen!, rhys: rhys!, sol: sol!, amira: amira!, gareth: gareth! }
}

/** The day some days from today by the database's clock, as a form sends it. */
export async function dayAhead(house: TestHouse, days: number): Promise<string> {
  const [row] = await house.asOwner('select (current_date + $1::int)::text as day', [days])
  return String(row!['day'])
}

/** What is hidden in a form of a page, as a browser sends it with what is typed. */
export async function readForm(by: Visitor, page: string, action = page): Promise<Record<string, string>> {
  const html = (await by.get(page)).text
  const form = new RegExp(`<form action="${action}".*?</form>`, 's').exec(html)
  if (!form) throw new Error(`${page} has no form to ${action}.`)
  const hidden = [...form[0].matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
  return Object.fromEntries(hidden.map(([, field, value]) => [field!, value!]))
}
