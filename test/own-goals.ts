import type { Hono } from 'hono'
import { beforeAll, beforeEach } from 'vitest'
import { routes } from '../bin/parts.ts'
import { supportPaths } from '../src/support/paths.ts'
import { runAs } from './as-role.ts'
import { begin, enterCoach, findSpace, letIn, readSending } from './own-space.ts'
import { useTestHouse } from './test-house.ts'
import type { TestHouse } from './database.ts'
import { openApp, type Visitor } from './visitor.ts'

/** For a file of tests: each with somebody who has let a coach in, and wants a flat. */
export class GoalsScene {
  house: TestHouse
  app!: Hono
  coach!: Visitor
  person!: Visitor
  name!: string
  spaceId!: string
  goalId!: string
  #count = 0

  constructor(house: TestHouse) {
    this.house = house
  }

  async open(app: Hono): Promise<void> {
    this.app = app
    this.coach = await enterCoach(this.house, app)
  }

  async next(): Promise<void> {
    this.#count += 1
    this.name = `Sparrow ${this.#count}`
    this.person = (await begin(this.app, this.name)).person
    await letIn(this.person, this.coach)
    this.spaceId = await findSpace(this.coach, this.name)
    await this.person.send(supportPaths.addGoal, { words: 'A flat', sending: await this.ownSending() })
    this.goalId = await this.findGoal('A flat')
  }

  async ownPage(): Promise<string> {
    return (await this.person.get(supportPaths.goals)).text
  }

  async guestPage(): Promise<string> {
    return (await this.coach.get(supportPaths.guestGoals(this.spaceId))).text
  }

  /** What names a form that was just opened: the person's, or the coach's in their space. */
  async ownSending(): Promise<string> {
    return readSending(await this.ownPage())
  }

  async guestSending(): Promise<string> {
    return readSending(await this.guestPage())
  }

  async findGoal(said: string): Promise<string> {
    const line = new RegExp(`/space/goals/([0-9a-f-]{36})"><span[^>]*>${said}<`)
    return line.exec(await this.ownPage())![1]!
  }

  /** The coach suggests something; its id. */
  async suggest(fields: Record<string, string>): Promise<string> {
    const sending = await this.guestSending()
    await this.coach.send(supportPaths.guestSuggest(this.spaceId), { sending, ...fields })
    const [row] = await this.house.asOwner('select id from goal_suggestion where tenant_id = $1', [
      this.spaceId,
    ])
    return String(row!['id'])
  }

  async coachId(): Promise<string> {
    const [own] = await this.house.asOwner('select account_id from invitation where tenant_id = $1', [
      this.spaceId,
    ])
    return String(own!['account_id'])
  }

  /** What a statement of the coach does in the space that let them in, with the look that opens it. */
  async asCoach(text: string, values: readonly unknown[] = []): Promise<number | string> {
    const acting = { tenantId: this.spaceId, id: await this.coachId(), role: 'coach', room: 'goals' }
    return runAs(this.house, acting, text, values)
  }
}

export function useGoals(): GoalsScene {
  const scene = new GoalsScene(useTestHouse())
  beforeAll(() => scene.open(openApp(scene.house, routes)), 60_000)
  beforeEach(() => scene.next())
  return scene
}
