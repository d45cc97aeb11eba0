import type { Who } from '../../access/sessions/sessions.ts'
import type { Database } from '../../platform/db/database.ts'
import { KeyDestroyed } from '../../platform/vault/vault.ts'
import type { OpenRoom } from '../looks/looks.ts'
import { openAsked, type Asked } from './asked.ts'
import { forgetDays, selectToday, type TodayRow } from './today.queries.ts'

/** Somebody whose space is open to a coach now, with what they asked of today. */
export type OpenSpace = {
  spaceId: string
  name: string
  /** Null: all rooms. */
  rooms: readonly OpenRoom[] | null
  until: Date | null
  isTryout: boolean
  asked: Asked[]
}

/** Whose spaces are open to a coach now, by the names they like, in the order of the alphabet and no other. */
export async function listToday(
  db: Database,
  who: Pick<Who, 'accountId' | 'tenantId'>,
): Promise<OpenSpace[]> {
  const rows = await db.outside((tx) => selectToday(tx, who.accountId, who.tenantId))
  const spaces = new Map<string, OpenSpace>()
  for (const row of rows) {
    const space = spaces.get(row.spaceId) ?? openSpace(db, row)
    if (!space) continue
    if (row.asked) space.asked.push(openAsked(db.vault.forTenant(row.spaceId), row.spaceId, row.asked))
    spaces.set(row.spaceId, space)
  }
  return [...spaces.values()].toSorted((a, b) => a.name.localeCompare(b.name))
}

/** Null when it is being taken away at this moment: its key has gone. */
function openSpace(db: Database, row: TodayRow): OpenSpace | null {
  try {
    return {
      spaceId: row.spaceId,
      name: db.vault.forTenant(row.spaceId).openTeam('space.name', row.spaceId, row.nameSealed),
      rooms: row.rooms as OpenRoom[] | null,
      until: row.until,
      isTryout: row.isTryout,
      asked: [],
    }
  } catch (error) {
    if (error instanceof KeyDestroyed) return null
    throw error
  }
}

/** What was asked of days that are over goes, in every space. */
export async function endDays(db: Database): Promise<void> {
  await db.outside(forgetDays)
}
