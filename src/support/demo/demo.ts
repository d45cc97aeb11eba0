import { findOrMakeAccount } from '../../access/accounts/account.ts'
import { listMembershipsOf } from '../../access/sessions/sessions.ts'
import type { Ctx, Database } from '../../platform/db/database.ts'
import { newBlindId } from '../../platform/ids.ts'
import { getConversation, receiveNote, standBeside } from '../conversations/conversations.ts'
import { addGoal, changeGoal, setGoalState } from '../goals/goals.ts'
import { addMark } from '../goals/marks.ts'
import { addStep, setStepState } from '../goals/steps.ts'
import type { Said } from '../goals/wordings.ts'
import { acceptOffer, changeInvitation, listInvitations } from '../invitations/invitations.ts'
import { makeOffer } from '../invitations/offers.ts'
import { beginChance, listChances, sayBeside } from '../keeping-safe/chances.ts'
import { findPage, parts, writePart } from '../keeping-safe/keeping-safe.ts'
import { recordLook, type Looker, type Room } from '../looks/looks.ts'
import { supportPaths } from '../paths.ts'
import { guestIn } from '../spaces/guests.ts'
import { makeSpace, personIn, planSpace, type PlannedSpace } from '../spaces/spaces.ts'
import { sayToday } from '../today/asked.ts'
import { readDemoSpaces, type DemoSpace } from './demo-spaces.ts'
import { demoSpacesWords } from './demo.words.ts'

/** The fictional coach of `demo/exercise.json`. */
const coachAddress = 'dele@lantern-street.example'

type Within = <T>(fn: (ctx: Ctx) => Promise<T>) => Promise<T>

/**
 * Loads the fictional people of `demo/spaces.json` the way they and their coach would write: each begins a space, types
 * the words of a card, and both write. Nothing is done for a space that is there.
 */
export async function loadDemoSpaces(db: Database): Promise<void> {
  const coach = await findCoach(db)
  for (const person of await readDemoSpaces()) {
    const plan = await planDemo(db, person)
    const isNew = await makeSpace(db, { ...plan, name: person.name, showsPhrase: false })
    if (isNew) await fill(db, coach, plan.spaceId, person)
  }
}

/** The names and words that lead in, for the console. */
export async function describeDemoSpaces(db: Database, origin: string): Promise<string> {
  const people: { name: string; phrase: string }[] = []
  for (const person of await readDemoSpaces()) {
    const { phrase } = await planDemo(db, person)
    people.push({ name: person.name, phrase: phrase.join(' ') })
  }
  return demoSpacesWords['en-GB'].guide(`${origin}${supportPaths.enter}`, people)
}

/** The same at every start, so that the words can be printed again; another for every deployment. */
function planDemo(db: Database, { name }: DemoSpace): Promise<PlannedSpace> {
  return planSpace(db.vault, name, 'demo')
}

async function findCoach(db: Database): Promise<Looker & { tenantId: string }> {
  const accountId = await findOrMakeAccount(db, coachAddress)
  const rows = await db.outside((tx) => listMembershipsOf(tx, accountId))
  const row = rows.find(({ role }) => role === 'coach')!
  const name = db.vault.forTenant(row.tenantId).openTeam('membership.name', accountId, row.nameSealed)
  return { accountId, tenantId: row.tenantId, name, organisation: row.organisation }
}

async function fill(
  db: Database,
  coach: Looker & { tenantId: string },
  spaceId: string,
  person: DemoSpace,
): Promise<void> {
  const own: Within = (fn) => db.within(spaceId, personIn(spaceId), fn)
  const guest =
    (room: Room): Within =>
    (fn) =>
      guestIn(db, spaceId, coach, async (ctx) => {
        await recordLook(ctx, { who: coach, room, why: 'invited', aboutId: null })
        return fn(ctx)
      })
  const card = await db.within(coach.tenantId, { id: coach.accountId, roles: ['coach'] }, (ctx) =>
    makeOffer(ctx, db.vault),
  )
  await acceptOffer(db, own, { code: card, rooms: null })
  if (!person.isTryout) {
    await own(async (ctx) => changeInvitation(ctx, (await listInvitations(ctx))[0]!.id, 'go-on'))
  }
  for (const goal of person.goals) await own((ctx) => write(ctx, goal))
  for (const conversation of person.conversations) await talk(own, guest('conversations'), conversation)
  await own((ctx) => sayToday(ctx, person.today))
  for (const part of parts) {
    const typed = person.keepingSafe?.[part]
    if (typed) await own((ctx) => keepSafe(ctx, part, typed))
  }
  for (const chance of person.chances) {
    const typed = { choice: chance.words, wanted: chance.wanted }
    await own((ctx) => beginChance(ctx, { sending: newBlindId(), typed }))
    if (chance.said === null) continue
    const [standing] = await own(listChances)
    const line = { chanceId: standing!.id, sending: newBlindId(), who: coach, said: chance.said }
    await guest('keeping-safe')((ctx) => sayBeside(ctx, line))
  }
}

async function write(ctx: Ctx, goal: DemoSpace['goals'][number]): Promise<void> {
  const id = newBlindId()
  const said = (words: string): Said => ({ words, idea: goal.idea, ideaWords: '', who: null, withWhom: '' })
  await addGoal(ctx, id, said(goal.wordsBefore ?? goal.words))
  if (goal.wordsBefore !== null) {
    await changeGoal(ctx, id, { id: newBlindId(), seen: 1, said: said(goal.words) })
  }
  for (const step of goal.steps) {
    const stepId = newBlindId()
    const { words, who, idea } = step
    await addStep(ctx, id, stepId, { words, who, idea, ideaWords: '', withWhom: step.with })
    if (step.state !== 'open') await setStepState(ctx, stepId, step.state)
  }
  for (const mark of goal.marks) await addMark(ctx, id, newBlindId(), mark)
  if (goal.state !== 'open') await setGoalState(ctx, id, goal.state)
}

async function talk(
  own: Within,
  guest: Within,
  { on, isHard, lines }: DemoSpace['conversations'][number],
): Promise<void> {
  const whole = lines.filter(({ beside }) => beside === null)
  const by = whole[0]!.by === 'coach' ? guest : own
  const words = whole.map((line) => line.words).join('\n\n')
  const note = { id: newBlindId(), words, happenedOn: on, writtenAt: null, isHard }
  const { id } = await by((ctx) => receiveNote(ctx, note))
  for (const line of lines.filter(({ beside }) => beside !== null)) {
    await own(async (ctx) => {
      const { lines: standing } = await getConversation(ctx, id)
      const place = { conversationId: id, lineId: standing[line.beside! - 1]!.id }
      await standBeside(ctx, place, { id: newBlindId(), words: line.words })
    })
  }
}

async function keepSafe(ctx: Ctx, part: (typeof parts)[number], typed: string): Promise<void> {
  const stands = await findPage(ctx)
  await writePart(ctx, { sending: newBlindId(), from: stands?.id ?? null, part, typed })
}
