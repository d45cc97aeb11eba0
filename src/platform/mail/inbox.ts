import { isIP } from 'node:net'
import type { ImapFlow, ImapFlowError } from 'imapflow'

/** How a connection is protected: from its first byte, from a step after it (STARTTLS), or not. */
export type InboxSecurity = 'tls' | 'starttls' | 'none'

export type InboxSettings = {
  host: string
  port: number
  security: InboxSecurity
  user: string
  password: string
  folder: string
}

/** What can be wrong with a mailbox; a page has a sentence for each. */
export const inboxTroubles = [
  'host-unknown',
  'not-listening',
  'no-answer',
  'certificate',
  'no-tls',
  'login',
  'folder',
  'broken-off',
] as const
export type InboxTroubleKind = (typeof inboxTroubles)[number]

/** A mailbox could not be read. `kind` says why; the message never holds what the server said. */
export class InboxTrouble extends Error {
  readonly kind: InboxTroubleKind

  constructor(kind: InboxTroubleKind) {
    super(`The mailbox could not be read: ${kind}`)
    this.name = 'InboxTrouble'
    this.kind = kind
  }
}

/** A folder open for reading only: nothing in it is moved, deleted or marked as read. */
export type Inbox = {
  /** Changes when the server numbers the folder's mails anew. */
  uidValidity: number
  count: number
  /** Numbers of the mails after `uid`, ascending. */
  listAfter: (uid: number) => Promise<number[]>
  /** The bytes of one mail; null when it is no longer there. */
  read: (uid: number) => Promise<AsyncIterable<Buffer> | null>
}

/** Long enough for a slow server, short enough for somebody who waits on a page. In milliseconds. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 8_000, socketTimeout: 30_000 }

/**
 * Opens a mailbox for as long as `work` runs. Only the host named is contacted, and its certificate must be good unless
 * the connection is not protected at all. Throws `InboxTrouble`; what `work` itself throws comes through.
 */
export async function withInbox<T>(settings: InboxSettings, work: (inbox: Inbox) => Promise<T>): Promise<T> {
  // Thirty megabytes that only servers with a mailbox need.
  const { ImapFlow } = await import('imapflow')
  const client = new ImapFlow({
    host: settings.host,
    port: settings.port,
    ...(isIP(settings.host) === 0 && { servername: settings.host }),
    secure: settings.security === 'tls',
    ...(settings.security !== 'tls' && { doSTARTTLS: settings.security === 'starttls' }),
    auth: { user: settings.user, pass: settings.password },
    clientInfo: { name: 'Ownterms' },
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true },
    logger: false,
    disableAutoIdle: true,
    maxLiteralSize: 200_000_000,
    maxLineLength: 20_000_000,
    ...patience,
  })
  // A connection lost while nothing is asked of it is told by the next question.
  client.on('error', () => undefined)
  let isWorking = false
  try {
    await client.connect()
    const folder = await client.mailboxOpen(settings.folder, { readOnly: true })
    const inbox: Inbox = {
      uidValidity: Number(folder.uidValidity),
      count: folder.exists,
      listAfter: async (uid) => {
        // "n:*" always gives the last mail, also when its number is below n.
        const found = await ask(client.search({ uid: `${uid + 1}:*` }, { uid: true }))
        return (found || []).filter((one) => one > uid).toSorted((a, b) => a - b)
      },
      read: async (uid) => {
        const { content } = await ask(client.download(String(uid), undefined, { uid: true }))
        return content ? eachPiece(content) : null
      },
    }
    isWorking = true
    return await work(inbox)
  } catch (error) {
    if (error instanceof InboxTrouble || isWorking) throw error
    throw new InboxTrouble(nameTrouble(error as ImapFlowError, settings.security))
  } finally {
    await leave(client)
  }
}

async function* eachPiece(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    for await (const piece of content) yield piece
  } catch {
    throw new InboxTrouble('broken-off')
  }
}

async function ask<T>(question: Promise<T>): Promise<T> {
  try {
    return await question
  } catch {
    throw new InboxTrouble('broken-off')
  }
}

/** Says goodbye where the server still listens. */
async function leave(client: ImapFlow): Promise<void> {
  if (!client.usable) return client.close()
  const late = setTimeout(() => client.close(), 2_000)
  await client.logout().catch(() => undefined)
  clearTimeout(late)
  client.close()
}

function nameTrouble(error: ImapFlowError, security: InboxSecurity): InboxTroubleKind {
  const code = error.code ?? ''
  if (error.authenticationFailed) return 'login'
  if (error.mailboxMissing || error.serverResponseCode === 'NONEXISTENT' || error.responseStatus === 'NO') {
    return 'folder'
  }
  if (/^(?:ENOTFOUND|EAI_AGAIN|EAI_NODATA|EAI_NONAME)$/.test(code)) return 'host-unknown'
  if (/^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/.test(code)) return 'not-listening'
  if (/CERT|SELF_SIGNED|UNABLE_TO|ALTNAME|HOSTNAME/.test(code)) return 'certificate'
  if (/^ERR_SSL|^ERR_TLS|EPROTO/.test(code)) return 'no-tls'
  if (error.tlsFailed) return security === 'starttls' ? 'no-tls' : 'certificate'
  if (/^(?:CONNECT_TIMEOUT|GREETING_TIMEOUT|UPGRADE_TIMEOUT|ETIMEOUT|ETIMEDOUT)$/.test(code))
    return 'no-answer'
  return code === '' && security === 'starttls' ? 'no-tls' : 'broken-off'
}
