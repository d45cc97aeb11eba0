import type { StaffVisit } from '../../access/staff-route.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { isId } from '../../platform/ids.ts'
import { dutyPage, dutySend } from '../guest-route.ts'
import { supportPaths } from '../paths.ts'
import { agree, decide, implicate, openRecord, type Opener } from './decisions.ts'
import { sendLetters } from './letters.ts'
import { RecordPage } from './record.page.tsx'
import {
  emptyRecord,
  emptySaid,
  parseImplicated,
  parseRecord,
  parseSaid,
  readRecord,
  readSaid,
  type TypedRecord,
  type TypedSaid,
} from './safeguarding.form.ts'
import { RecordsPage, WriteRecordPage } from './safeguarding.page.tsx'
import { fileRecord, findKnown, getDays, listOthers, listRecords } from './safeguarding.ts'
import { safeguardingWords } from './safeguarding.words.ts'

const words = safeguardingWords['en-GB']

export const safeguardingRoutes: Route[] = [
  dutyPage(supportPaths.safeguarding, async ({ visit, frame, can, within }) => {
    const records = await within(listRecords)
    return visit.page(<RecordsPage frame={frame} records={records} isCoach={can('safeguarding.write')} />)
  }),

  dutyPage(supportPaths.writeRecord, (staff) =>
    showWriting(staff, emptyRecord(staff.visit.query('space') ?? '')),
  ),

  dutySend(supportPaths.writeRecord, async (staff) => {
    const { visit, who, within } = staff
    const { db, postbox, config } = visit.services
    const typed = readRecord(await visit.fields())
    const known = await findKnown(db, who, byOf(typed))
    const parsed = parseRecord(typed, known, await within(getDays))
    if (!parsed.ok) return showWriting(staff, typed, parsed.problems)
    const filed = await within((ctx) => fileRecord(ctx, who.name, { kind: 'record', ...parsed.input }))
    if (!filed) return showWriting(staff, typed, [{ field: null, sentence: words.nobodyElse }])
    // A letter that cannot leave now is the round's to send again; the record stands.
    await sendLetters(db, postbox, who.tenantId, config.origin).catch(() => undefined)
    return visit.redirect(supportPaths.record(filed.id), 'written')
  }),

  dutyPage(supportPaths.record(':record'), (staff) => showRecord(staff, emptySaid())),

  dutySend(supportPaths.decide(':record'), async (staff) => {
    const { visit, within } = staff
    const id = visit.id('record')
    const typed = readSaid(await visit.fields())
    const parsed = parseSaid(typed, await within(getDays))
    if (!parsed.ok) return showRecord(staff, typed, parsed.problems)
    await within((ctx) => decide(ctx, id, parsed.input, typed.sending))
    return visit.redirect(supportPaths.record(id), 'said')
  }),

  dutySend(supportPaths.agree(':record', ':decision'), async (staff) => {
    const { visit, within } = staff
    const id = visit.id('record')
    await within((ctx) => agree(ctx, openerOf(staff), id, visit.id('decision')))
    return visit.redirect(supportPaths.record(id), 'agreed')
  }),

  dutySend(supportPaths.implicate(':record'), async (staff) => {
    const { visit, within } = staff
    const id = visit.id('record')
    const parsed = parseImplicated(await visit.fields())
    if (!parsed.ok) return showRecord(staff, emptySaid(), parsed.problems)
    const isNamed = await within((ctx) => implicate(ctx, openerOf(staff), id, parsed.input))
    if (!isNamed) return showRecord(staff, emptySaid(), [{ field: 'account', sentence: words.nobodyLeft }])
    return visit.redirect(supportPaths.safeguarding, 'named')
  }),
]

function openerOf({ visit, who }: StaffVisit): Opener {
  return { who, vault: visit.services.db.vault }
}

function byOf(typed: { space: string; name: string }) {
  return { spaceId: isId(typed.space) ? typed.space : null, name: typed.name }
}

async function showWriting(
  { visit, who, frame, within }: StaffVisit,
  typed: TypedRecord,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const known = await findKnown(visit.services.db, who, byOf(typed))
  const { staff, days } = await within(async (ctx) => ({
    staff: await listOthers(ctx),
    days: await getDays(ctx),
  }))
  const props = { frame, typed, known, staff, days, problems }
  return visit.page(<WriteRecordPage {...props} />, problems ? 422 : 200)
}

async function showRecord(
  staff: StaffVisit,
  typed: TypedSaid,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const { visit, frame, within } = staff
  const shown = await within(async (ctx) => ({
    record: await openRecord(ctx, openerOf(staff), visit.id('record')),
    days: await getDays(ctx),
    now: ctx.now,
  }))
  const props = { frame, typed, problems, ...shown }
  return visit.page(<RecordPage {...props} />, problems ? 422 : 200)
}
