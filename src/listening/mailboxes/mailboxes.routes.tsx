import { staffPage, staffSend, type StaffVisit } from '../../access/staff-route.ts'
import type { Route } from '../../platform/http/routes.ts'
import { listeningPaths } from '../paths.ts'
import { emptyMailbox, readMailboxForm, shapeKept, typedMailbox, type MailboxForm } from './mailboxes.form.ts'
import { ChangeMailboxPage, MailboxesPage, MailboxPage, RemoveMailboxPage } from './mailboxes.page.tsx'
import { getMailbox, listMailboxes, removeMailbox, switchMailbox } from './mailboxes.ts'
import { keepMailbox, tryStored, type Place } from './set-up.ts'

const asks = 'mailbox.change'
/** Each try opens a connection to a server somebody named: so many in ten minutes are enough for anybody. */
const mostTries = 30

export const mailboxRoutes: Route[] = [
  staffPage(listeningPaths.mailboxes(':exercise'), asks, async ({ visit, frame, within }) => {
    const list = await within((ctx) => listMailboxes(ctx, visit.id('exercise')))
    return visit.page(<MailboxesPage frame={frame} {...list} typed={emptyMailbox} />)
  }),

  staffSend(listeningPaths.mailboxes(':exercise'), asks, async ({ visit, frame, within }) => {
    visit.slowDown('mailbox.try', mostTries, 600)
    const list = await within((ctx) => listMailboxes(ctx, visit.id('exercise')))
    const form = readMailboxForm(await visit.fields())
    const kept = await keepParsed(within, { exerciseId: list.exercise.id }, form)
    if (kept.ok) return visit.redirect(listeningPaths.mailbox(kept.input), 'added')
    const { typed, parsed } = form
    return visit.page(
      <MailboxesPage {...{ frame, ...list, typed, problems: kept.problems, mayKeep: parsed.ok }} />,
      422,
    )
  }),

  staffPage(listeningPaths.mailbox(':mailbox'), asks, async ({ visit, frame, within }) => {
    const view = await within((ctx) => getMailbox(ctx, visit.id('mailbox')))
    return visit.page(<MailboxPage frame={frame} view={view} />)
  }),

  staffSend(listeningPaths.tryMailbox(':mailbox'), asks, async ({ visit, frame, within }) => {
    visit.slowDown('mailbox.try', mostTries, 600)
    const { view, tried } = await tryStored(within, visit.id('mailbox'))
    return visit.page(<MailboxPage frame={frame} view={view} tried={tried} />)
  }),

  staffPage(listeningPaths.changeMailbox(':mailbox'), asks, async ({ visit, frame, within }) => {
    const view = await within((ctx) => getMailbox(ctx, visit.id('mailbox')))
    return visit.page(
      <ChangeMailboxPage frame={frame} view={view} typed={typedMailbox(view.mailbox.settings)} />,
    )
  }),

  staffSend(listeningPaths.changeMailbox(':mailbox'), asks, async ({ visit, frame, within }) => {
    visit.slowDown('mailbox.try', mostTries, 600)
    const view = await within((ctx) => getMailbox(ctx, visit.id('mailbox')))
    const form = readMailboxForm(await visit.fields())
    const kept = await keepParsed(within, { mailboxId: view.mailbox.id }, form)
    if (kept.ok) return visit.redirect(listeningPaths.mailbox(kept.input), 'changed')
    const { typed, parsed } = form
    return visit.page(
      <ChangeMailboxPage {...{ frame, view, typed, problems: kept.problems, mayKeep: parsed.ok }} />,
      422,
    )
  }),

  staffSend(listeningPaths.switchMailbox(':mailbox'), asks, async ({ visit, within }) => {
    const id = visit.id('mailbox')
    const isOn = (await visit.fields()).text('on') === 'yes'
    await within((ctx) => switchMailbox(ctx, id, isOn))
    return visit.redirect(listeningPaths.mailbox(id), isOn ? 'started' : 'stopped')
  }),

  staffPage(listeningPaths.removeMailbox(':mailbox'), asks, async ({ visit, frame, within }) => {
    const view = await within((ctx) => getMailbox(ctx, visit.id('mailbox')))
    return visit.page(<RemoveMailboxPage frame={frame} view={view} />)
  }),

  staffSend(listeningPaths.removeMailbox(':mailbox'), asks, async ({ visit, within }) => {
    const exerciseId = await within((ctx) => removeMailbox(ctx, visit.id('mailbox')))
    return visit.redirect(listeningPaths.mailboxes(exerciseId), 'removed')
  }),
]

/** Tries and keeps a form that is whole. */
async function keepParsed(within: StaffVisit['within'], place: Place, form: MailboxForm) {
  const { parsed, isAnyway } = form
  return shapeKept(form, parsed.ok ? await keepMailbox(within, place, parsed.input, isAnyway) : null)
}
