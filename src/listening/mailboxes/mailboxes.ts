import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import {
  inboxTroubles,
  InboxTrouble,
  withInbox,
  type InboxSettings,
  type InboxTroubleKind,
} from '../../platform/mail/inbox.ts'
import { getExercise, type Exercise } from '../exercises/exercises.ts'
import {
  deleteMailbox,
  insertMailbox,
  selectMailboxes,
  updateIsOn,
  updateSettings,
  type MailboxRow,
} from './mailboxes.queries.ts'

export type { InboxSettings, InboxTroubleKind } from '../../platform/mail/inbox.ts'

/** A mailbox as its page shows it. Nobody sees its password again. */
export type Mailbox = Pick<
  MailboxRow,
  'id' | 'exerciseId' | 'sourceId' | 'isOn' | 'arrived' | 'passedOver' | 'lookedAt' | 'nextLookAt'
> & { settings: Omit<InboxSettings, 'password'>; trouble: InboxTroubleKind | null }

/** A mailbox and the exercise it is read for. */
export type MailboxView = { exercise: Exercise; mailbox: Mailbox }

/** The mailboxes of an exercise. Throws not-found. */
export async function listMailboxes(
  ctx: Ctx,
  exerciseId: string,
): Promise<{ exercise: Exercise; mailboxes: Mailbox[] }> {
  const exercise = await getExercise(ctx, exerciseId)
  const rows = await selectMailboxes(ctx, { exerciseId })
  return { exercise, mailboxes: rows.map((row) => summarise(ctx, row)) }
}

/** One mailbox. Throws not-found. */
export async function getMailbox(ctx: Ctx, id: string): Promise<MailboxView> {
  const [row] = await selectMailboxes(ctx, { id })
  if (!row) throw new Failure('not-found', '')
  return { exercise: await getExercise(ctx, row.exerciseId), mailbox: summarise(ctx, row) }
}

/** Sets a mailbox up; it is read within a minute or two. Gives its id. Throws not-found. */
export async function addMailbox(ctx: Ctx, exerciseId: string, settings: InboxSettings): Promise<string> {
  await getExercise(ctx, exerciseId)
  const id = newId()
  await insertMailbox(ctx, { id, exerciseId, ...seal(ctx, id, settings) })
  await recordAct(ctx, 'mailbox.set-up', 'mailbox', id)
  return id
}

/** Gives a mailbox other settings. What came through it stays, and no mail comes twice. Throws not-found. */
export async function changeMailbox(ctx: Ctx, id: string, settings: InboxSettings): Promise<void> {
  await getMailbox(ctx, id)
  await updateSettings(ctx, id, seal(ctx, id, settings))
  await recordAct(ctx, 'mailbox.changed', 'mailbox', id)
}

/** Stops reading a mailbox, or begins again where it stopped. Throws not-found. */
export async function switchMailbox(ctx: Ctx, id: string, isOn: boolean): Promise<void> {
  await getMailbox(ctx, id)
  await updateIsOn(ctx, id, isOn)
  await recordAct(ctx, isOn ? 'mailbox.on' : 'mailbox.off', 'mailbox', id)
}

/** Forgets a mailbox, its password first. What came through it stays. Gives its exercise. Throws not-found. */
export async function removeMailbox(ctx: Ctx, id: string): Promise<string> {
  const { mailbox } = await getMailbox(ctx, id)
  await deleteMailbox(ctx, id)
  await recordAct(ctx, 'mailbox.removed', 'mailbox', id)
  return mailbox.exerciseId
}

/** Whether a mailbox can be read with these settings: how many mails lie there, or what is wrong. */
export type Tried = { count: number } | { trouble: InboxTroubleKind }

/** Opens a mailbox and looks, without reading a mail. Not to be called inside a transaction: a server may be slow. */
export async function tryMailbox(settings: InboxSettings): Promise<Tried> {
  try {
    return { count: await withInbox(settings, async (inbox) => inbox.count) }
  } catch (error) {
    if (!(error instanceof InboxTrouble)) throw error
    return { trouble: error.kind }
  }
}

/** All that opens a mailbox, its password included: for reading it, and for nothing that is shown. */
export function openSettings(ctx: Ctx, row: MailboxRow): InboxSettings {
  return {
    ...readSettings(ctx, row),
    password: ctx.vault.openTeam('mailbox.password', row.id, row.passwordSealed),
  }
}

/** The stored settings of a mailbox, to try them. Throws not-found. */
export async function getSettings(ctx: Ctx, id: string): Promise<InboxSettings> {
  const [row] = await selectMailboxes(ctx, { id })
  if (!row) throw new Failure('not-found', '')
  return openSettings(ctx, row)
}

function seal(ctx: Ctx, id: string, { password, ...rest }: InboxSettings) {
  return {
    settingsSealed: ctx.vault.sealTeam('mailbox.settings', id, JSON.stringify(rest)),
    passwordSealed: ctx.vault.sealTeam('mailbox.password', id, password),
  }
}

function readSettings(ctx: Ctx, row: MailboxRow): Omit<InboxSettings, 'password'> {
  return JSON.parse(ctx.vault.openTeam('mailbox.settings', row.id, row.settingsSealed)) as Omit<
    InboxSettings,
    'password'
  >
}

function summarise(ctx: Ctx, row: MailboxRow): Mailbox {
  return {
    id: row.id,
    exerciseId: row.exerciseId,
    sourceId: row.sourceId,
    isOn: row.isOn,
    arrived: row.arrived,
    passedOver: row.passedOver,
    lookedAt: row.lookedAt,
    nextLookAt: row.nextLookAt,
    settings: readSettings(ctx, row),
    trouble: inboxTroubles.find((kind) => kind === row.trouble) ?? null,
  }
}
