import type { Actor, Ctx, Database } from '../../platform/db/database.ts'
import { logEvent, logFault } from '../../platform/log.ts'
import { InboxTrouble, withInbox, type Inbox, type InboxSettings } from '../../platform/mail/inbox.ts'
import { makeNameAlike, parseOneMail } from '../../text/sources/email.ts'
import { tellMail, type ReadMail } from '../../text/sources/email-message.ts'
import { SourceTooLong, type SourceItem } from '../../text/sources/source.ts'
import { bringToStanding, openStandingSource } from '../doors/standing.ts'
import { claimMails } from '../sources/mails.ts'
import { openSettings } from './mailboxes.ts'
import { claimMailbox, selectMailboxes, updateOutcome, updateProgress } from './mailboxes.queries.ts'

const worker: Actor = { id: 'worker', roles: ['worker'] }

/** Between two looks, in seconds. */
const between = 60

/** How long a worker has a mailbox to itself, in seconds; each mail begins it anew. A dead worker's is free after it. */
const keeping = 45

/** One look takes up so many mails; the rest are the next one's, so that no mailbox keeps the others waiting. */
const mostOfOneLook = 2000

/** So many mails are one transaction: each costs the keyring a write to the disk. */
const together = 20

/** After the n-th failure in a row, in seconds: two minutes, four, eight … at most an hour. */
function waitAfter(failures: number): number {
  return Math.min(3600, 60 * 2 ** Math.min(failures, 10))
}

/**
 * Looks into one mailbox and brings in what is new. A mail's fingerprint, its words and how far the folder
 * was read are one transaction: killed anywhere, each mail comes once. Nothing on the server changes. Gives how many
 * mails were taken up, or null when the mailbox was not due or another worker has it.
 */
export async function lookIntoMailbox(db: Database, tenantId: string, id: string): Promise<number | null> {
  const within = <T>(fn: (ctx: Ctx) => Promise<T>) => db.within(tenantId, worker, fn)
  const claimed = await within(async (ctx) => {
    if (!(await claimMailbox(ctx, id, keeping))) return null
    const [row] = await selectMailboxes(ctx, { id })
    return row ? { row, settings: openSettings(ctx, row) } : null
  })
  if (!claimed) return null
  const { row, settings } = claimed
  try {
    const taken = await withInbox(settings, (inbox) => takeUp(within, row, settings, inbox))
    const seconds = taken < mostOfOneLook ? between : 0
    await within((ctx) => updateOutcome(ctx, id, { trouble: null, seconds }))
    return taken
  } catch (error) {
    if (!(error instanceof InboxTrouble)) throw error
    await within((ctx) =>
      updateOutcome(ctx, id, { trouble: error.kind, seconds: waitAfter(row.failures + 1) }),
    )
    logEvent('mailbox.trouble', { mailbox: id, kind: error.kind })
    return 0
  }
}

type Within = <T>(fn: (ctx: Ctx) => Promise<T>) => Promise<T>
type Found = { uid: number; mail: ReadMail | null }
/** How far a folder was read. */
type Read = { uidValidity: number | null; lastUid: number }
type Claimed = Read & { id: string; settingsSealed: Buffer }

async function takeUp(
  within: Within,
  mailbox: Claimed,
  settings: InboxSettings,
  inbox: Inbox,
): Promise<number> {
  // Numbered anew by the server: all of it is read again, and what came before is known by its fingerprint.
  const from = mailbox.uidValidity === inbox.uidValidity ? mailbox.lastUid : 0
  const uids = (await inbox.listAfter(from)).slice(0, mostOfOneLook)
  let read: Read = mailbox
  for (let at = 0; at < uids.length; at += together) {
    const found: Found[] = []
    for (const uid of uids.slice(at, at + together)) found.push({ uid, mail: await readOne(inbox, uid) })
    const next = { uidValidity: inbox.uidValidity, lastUid: found.at(-1)!.uid }
    if (!(await within((ctx) => keepMails(ctx, mailbox, settings, { before: read, next, found })))) return at
    read = next
  }
  return uids.length
}

/** Null for a mail that is gone, never ends or cannot be read: it must not stand in the way of the others. */
async function readOne(inbox: Inbox, uid: number): Promise<ReadMail | null> {
  const pieces = await inbox.read(uid)
  if (pieces === null) return null
  const reading = parseOneMail()
  let isTooLong = false
  for await (const piece of pieces) {
    try {
      if (!isTooLong) reading.push(piece.toString('latin1'))
    } catch (error) {
      if (!(error instanceof SourceTooLong)) throw error
      // Read to its end all the same: the connection goes on with the next.
      isTooLong = true
    }
  }
  if (isTooLong) return null
  try {
    return await reading.end()
  } catch (error) {
    logFault('mailbox.mail-fault', error)
    return null
  }
}

/**
 * Writes mails that did not come before. False when the mailbox was stopped, changed, removed or set back to its
 * beginning meanwhile, or another worker took it over.
 */
async function keepMails(
  ctx: Ctx,
  mailbox: Claimed,
  settings: InboxSettings,
  step: { before: Read; next: { uidValidity: number; lastUid: number }; found: readonly Found[] },
): Promise<boolean> {
  const [row] = await selectMailboxes(ctx, { id: mailbox.id }, true)
  if (!row?.isOn || !row.settingsSealed.equals(mailbox.settingsSealed)) return false
  if (row.uidValidity !== step.before.uidValidity || row.lastUid !== step.before.lastUid) return false
  // Where nothing tells a mail from another, its place on the server does.
  const tell = ({ uid, mail }: Found) =>
    mail &&
    (tellMail(mail) ??
      [settings.host, settings.user, settings.folder, `${step.next.uidValidity}/${uid}`].join('\n'))
  const told = step.found.map(tell)
  const { exerciseId } = row
  const mails = told.filter((one) => one !== null)
  const fresh = await claimMails(ctx, { exerciseId, sourceId: null, mails })
  const items: SourceItem[] = []
  let arrived = 0
  let passedOver = 0
  for (const [index, { mail }] of step.found.entries()) {
    if (told[index] && !fresh.delete(told[index])) continue
    const own = mail?.items.filter((item) => item.kind === 'passage') ?? []
    items.push(...own)
    if (own.length > 0) arrived += 1
    else passedOver += 1
  }
  let { sourceId } = row
  if (items.length > 0) {
    sourceId ??= await openStandingSource(ctx, {
      exerciseId,
      door: 'email',
      name: `${settings.user}, ${settings.folder}`,
      key: `mailbox/${row.id}`,
    })
    await bringToStanding(ctx, { exerciseId, sourceId, items: makeNameAlike()(items) })
  }
  await updateProgress(ctx, row.id, { sourceId, ...step.next, arrived, passedOver, seconds: keeping })
  return true
}
