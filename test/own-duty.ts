import type { Hono } from 'hono'
import { beforeAll, beforeEach } from 'vitest'
import { routes } from '../bin/parts.ts'
import type { TestHouse } from './database.ts'
import { begin, enterCoach, enterKeepers, findSpace, letIn } from './own-space.ts'
import { useTestHouse } from './test-house.ts'
import { openApp, type Visitor } from './visitor.ts'

/** For a file of tests: each with somebody who has let a coach in, where others keep people safe. */
export class DutyScene {
  house: TestHouse
  app!: Hono
  coach!: Visitor
  staff!: Awaited<ReturnType<typeof enterKeepers>>
  person!: Visitor
  /** The name the person of this test likes. */
  name!: string
  spaceId!: string
  invitationId!: string
  #count = 0

  constructor(house: TestHouse) {
    this.house = house
  }

  async open(): Promise<void> {
    this.app = openApp(this.house, routes)
    this.coach = await enterCoach(this.house, this.app)
  }

  /** From then on two people keep others safe there. */
  async enterKeepers(): Promise<void> {
    this.staff = await enterKeepers(this.house, this.app)
  }

  /** Somebody new, who is called after a bird. */
  async next(bird: string, rooms: readonly string[] | null): Promise<void> {
    this.#count += 1
    this.name = `${bird} ${this.#count}`
    this.person = (await begin(this.app, this.name)).person
    await letIn(this.person, this.coach, rooms ? { which: 'some', rooms: [...rooms] } : { which: 'all' })
    this.spaceId = await findSpace(this.coach, this.name)
    const [row] = await this.house.asOwner('select id from invitation where tenant_id = $1', [this.spaceId])
    this.invitationId = String(row!['id'])
  }
}

/** `rooms`: the only ones the coach is let into; null for all. */
export function useDuty(
  bird: string,
  { rooms = null, hasKeepers = true }: { rooms?: readonly string[] | null; hasKeepers?: boolean } = {},
): DutyScene {
  const scene = new DutyScene(useTestHouse())
  beforeAll(async () => {
    await scene.open()
    if (hasKeepers) await scene.enterKeepers()
  }, 60_000)
  beforeEach(() => scene.next(bird, rooms))
  return scene
}
