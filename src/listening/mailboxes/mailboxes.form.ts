import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import type { InboxSettings, InboxTroubleKind } from './mailboxes.ts'
import { mailboxWords } from './mailboxes.words.ts'
import type { Kept } from './set-up.ts'

const words = mailboxWords['en-GB']

/** What a mailbox's form holds, as text. The password is never sent back to a page. */
export type TypedMailbox = Record<'host' | 'port' | 'security' | 'user' | 'folder', string>

export const emptyMailbox: TypedMailbox = {
  host: '',
  port: '993',
  security: 'tls',
  user: '',
  folder: 'INBOX',
}

export function typedMailbox(settings: Omit<InboxSettings, 'password'>): TypedMailbox {
  return { ...settings, port: String(settings.port) }
}

export type MailboxForm = {
  typed: TypedMailbox
  parsed: Parsed<InboxSettings>
  /** Somebody wants it saved although it could not be read just now. */
  isAnyway: boolean
}

export function readMailboxForm(fields: Fields): MailboxForm {
  const typed = {
    host: fields.text('host').toLowerCase().replace(/\.$/, ''),
    port: fields.text('port'),
    security: fields.text('security'),
    user: fields.text('user'),
    folder: fields.text('folder'),
  }
  return { typed, parsed: parse(typed, fields.raw('password')), isAnyway: fields.has('anyway') }
}

/** The id of what was kept, or what to put right: what the form lacks, or what the server said when it was tried. */
export function shapeKept({ parsed }: MailboxForm, kept: Kept | null): Parsed<string> {
  if (!parsed.ok) return parsed
  if (kept !== null && 'id' in kept) return { ok: true, input: kept.id }
  const trouble = kept?.trouble ?? 'broken-off'
  return { ok: false, problems: [{ field: fieldOf[trouble], sentence: words.troubles[trouble] }] }
}

const fieldOf = {
  'host-unknown': 'host',
  'not-listening': 'port',
  'no-answer': 'host',
  certificate: 'host',
  'no-tls': 'security',
  login: 'password',
  folder: 'folder',
  'broken-off': 'host',
} as const satisfies Record<InboxTroubleKind, string>

function parse(typed: TypedMailbox, password: string): Parsed<InboxSettings> {
  const says = words.missing
  const problems: FieldProblem[] = []
  const add = (field: string, sentence: string): void => void problems.push({ field, sentence })
  if (!typed.host) add('host', says.host)
  else if (!isHost(typed.host)) add('host', says.hostWrong)
  const port = /^\d{1,5}$/.test(typed.port) ? Number(typed.port) : 0
  if (port < 1 || port > 65_535) add('port', says.portWrong)
  const security = (['tls', 'starttls', 'none'] as const).find((one) => one === typed.security)
  if (!security) add('security', says.security)
  else if (security === 'none' && !isThisMachine(typed.host)) add('security', says.noneElsewhere)
  if (!typed.user) add('user', says.user)
  if (!password) add('password', says.password)
  if (!typed.folder) add('folder', says.folder)
  for (const field of ['user', 'folder'] as const) if (typed[field].length > 250) add(field, says.tooLong)
  if (password.length > 500) add('password', says.tooLong)
  if (problems.length > 0 || !security) return { ok: false, problems }
  return { ok: true, input: { ...typed, port, security, password } }
}

function isHost(text: string): boolean {
  return text.length <= 253 && (/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(text) || /^[0-9a-f:]+$/.test(text))
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '127.0.0.1' || host === '::1'
}
