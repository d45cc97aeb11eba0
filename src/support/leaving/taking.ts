import type { Ctx } from '../../platform/db/database.ts'
import { logEvent } from '../../platform/log.ts'
import type { NamedFile } from '../../platform/papers/bundle.ts'
import { writeHtmlPaper } from '../../platform/papers/html-paper.tsx'
import { writePdfAside } from '../../platform/papers/pdf-aside.ts'
import { SealBroken } from '../../platform/vault/sealing.ts'
import { KeyDestroyed, type Vault } from '../../platform/vault/vault.ts'
import { recordLook } from '../looks/looks.ts'
import { listTold } from '../safeguarding/told.ts'
import { listTaken, openName, type OpenedRow, type OpenedSpace } from './opened.ts'
import { writeFhirGoals } from './taken-goals.ts'
import { selectRows } from './taking.queries.ts'
import { tellSpace } from './telling.ts'
import { leavingWords } from './leaving.words.ts'

const words = leavingWords['en-GB']

/** Opens everything that is the person's, and writes down that it was taken out. */
export async function takeOut(ctx: Ctx, vault: Vault): Promise<OpenedSpace> {
  await recordLook(ctx, { who: null, room: 'space', why: 'taken-out', aboutId: null })
  const tables: Record<string, OpenedRow[]> = {}
  for (const { table, names } of listTaken()) {
    const rows = await selectRows(ctx, table, names)
    tables[table] = rows.map((row) => openRow(ctx, table, row))
  }
  return { spaceId: ctx.tenantId, takenAt: ctx.now, tables, told: await listTold(ctx, vault) }
}

/** The files to take away, one after the other; the long ones last. */
export async function* writeFiles(opened: OpenedSpace): AsyncGenerator<NamedFile> {
  const paper = tellSpace(opened)
  yield { name: words.files.html, bytes: Buffer.from(writeHtmlPaper(paper)) }
  yield { name: words.files.json, bytes: Buffer.from(writeJson(opened)) }
  yield { name: words.files.fhir, bytes: Buffer.from(writeFhirGoals(opened)) }
  yield { name: words.files.pdf, bytes: await writePdfAside(paper, words.files.html) }
}

export function writeJson({ spaceId, takenAt, tables, told }: OpenedSpace): string {
  const all = { about: words.jsonAbout, space: spaceId, taken_at: takenAt, tables, told_by_duty: told }
  return JSON.stringify(all, null, 1)
}

function openRow(ctx: Ctx, table: string, row: Record<string, unknown>): OpenedRow {
  const id = typeof row['id'] === 'string' ? row['id'] : ctx.tenantId
  const entries = Object.entries(row).flatMap(([column, value]): [string, unknown][] => {
    if (column === 'tenant_id') return []
    const opened = Buffer.isBuffer(value) ? openWords(ctx, `${table}.${column}`, id, value) : value
    return [[openName(table, column), opened]]
  })
  return Object.fromEntries(entries)
}

/** One row that no key opens keeps nobody from taking the rest: a sentence stands in its place. */
function openWords(ctx: Ctx, column: string, id: string, sealed: Buffer): string {
  try {
    return ctx.vault.openTeam(column.replace(/_sealed$/, ''), id, sealed)
  } catch (error) {
    if (!(error instanceof SealBroken || error instanceof KeyDestroyed)) throw error
    logEvent('leaving.not-opened', { column })
    return words.notOpened
  }
}
