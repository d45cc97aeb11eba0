import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from './free-port.ts'

const program = '/usr/sbin/dovecot'
const protocol = '/usr/lib/dovecot/imap'

/** Why the mail server cannot run here, or null. Debian's package is dovecot-imapd. */
export function whyNoDovecot(): string | null {
  return existsSync(program) && existsSync(protocol)
    ? null
    : `there is no ${program} with IMAP. Install Debian's package dovecot-imapd.`
}

/** A real IMAP server on loopback, in a folder of its own, with one user `sam` whose password is `kettle`. */
export type Dovecot = {
  host: string
  port: number
  /** IMAP over TLS with a certificate nobody vouches for. */
  tlsPort: number
  user: string
  password: string
  /** Puts mails into a folder as another server would deliver them. */
  deliver: (mails: readonly string[], folder?: string) => void
  /** What lies in a folder: file names, whose ending tells their flags (`S` for one that was read). */
  list: (folder?: string) => string[]
  /** Makes the server number the folder's mails anew. */
  renumber: () => void
  stop: () => Promise<void>
}

/** Starts Debian's dovecot as whoever runs the tests. Throws with its own words when it does not start. */
export async function startDovecot(): Promise<Dovecot> {
  const missing = whyNoDovecot()
  if (missing) throw new Error(missing)
  const folder = mkdtempSync(join(tmpdir(), 'ownterms-dovecot-'))
  chmodSync(folder, 0o755)
  const mail = join(folder, 'mail')
  for (const part of ['cur', 'new', 'tmp']) mkdirSync(join(mail, part), { recursive: true })
  const [port, tlsPort] = [await findFreePort(), await findFreePort()]
  const me = userInfo()
  const group = spawnSync('id', ['-gn'], { encoding: 'utf8' }).stdout.trim()
  const certificate = makeCertificate(folder)
  // Root may not own the mail, so it lies under the user the package made.
  const owner = me.uid === 0 ? ids('dovecot') : { uid: me.uid, gid: me.gid }
  const inner = me.uid === 0 ? 'dovecot' : me.username
  const login = me.uid === 0 ? 'dovenull' : me.username
  writeFileSync(join(folder, 'users'), `sam:{PLAIN}kettle:${owner.uid}:${owner.gid}::${folder}::\n`)
  writeFileSync(
    join(folder, 'dovecot.conf'),
    `
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = ${inner}
default_internal_group = ${me.uid === 0 ? 'dovecot' : group}
default_login_user = ${login}
first_valid_uid = 1
first_valid_gid = 1
disable_plaintext_auth = no
ssl = yes
ssl_cert = <${certificate.cert}
ssl_key = <${certificate.key}
mail_location = maildir:${mail}
mail_max_userip_connections = 50
auth_mechanisms = plain login
auth_failure_delay = 0
passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = passwd-file
  args = ${folder}/users
}
service imap-login {
  ${me.uid === 0 ? '' : 'chroot ='}
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = ${tlsPort}
  }
}
service anvil {
  chroot =
  # Without it every wrong password makes the next answer slower.
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
`,
  )
  if (me.uid === 0) spawnSync('chown', ['-R', 'dovecot:dovecot', mail])
  const server = spawn(program, ['-F', '-c', join(folder, 'dovecot.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  server.stderr.on('data', (piece: Buffer) => (said += piece.toString()))
  const ended = new Promise<void>((done) => server.on('exit', () => done()))
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
  const log = (): string => (existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8') : '')
  for (let wait = 0; wait < 100 && server.exitCode === null; wait += 1) {
    if (log().includes('starting up')) {
      const maildir = makeMaildir(mail, owner)
      return { host: '127.0.0.1', port, tlsPort, user: 'sam', password: 'kettle', ...maildir, stop }
    }
    await new Promise((done) => setTimeout(done, 50))
  }
  const why = `${said}${log()}`.trim()
  await stop()
  throw new Error(`dovecot did not start: ${why}`)
}

function makeMaildir(mail: string, owner: { uid: number; gid: number }) {
  let delivered = 0
  const place = (folder?: string): string => (folder ? join(mail, `.${folder}`) : mail)
  const own = (path: string): void => chownSync(path, owner.uid, owner.gid)
  return {
    deliver: (mails: readonly string[], folder?: string): void => {
      const home = place(folder)
      for (const part of ['', 'cur', 'new', 'tmp']) {
        if (existsSync(join(home, part))) continue
        mkdirSync(join(home, part), { recursive: true })
        own(join(home, part))
      }
      for (const text of mails) {
        delivered += 1
        const name = `${1_700_000_000 + delivered}.M${delivered}P${process.pid}.test`
        writeFileSync(join(home, 'tmp', name), text)
        own(join(home, 'tmp', name))
        renameSync(join(home, 'tmp', name), join(home, 'new', name))
      }
    },
    list: (folder?: string): string[] =>
      ['cur', 'new'].flatMap((part) => readdirSync(join(place(folder), part))),
    renumber: (): void => {
      for (const name of readdirSync(mail))
        if (name.startsWith('dovecot')) rmSync(join(mail, name), { recursive: true })
    },
  }
}

function ids(name: string): { uid: number; gid: number } {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => one.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return { uid: Number(uid), gid: Number(gid) }
}

function makeCertificate(folder: string): { key: string; cert: string } {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const wanted = 'req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost'.split(' ')
  const made = spawnSync('openssl', [...wanted, '-keyout', key, '-out', cert])
  if (made.status !== 0) throw new Error(`openssl made no certificate: ${made.stderr.toString()}`)
  return { key, cert }
}
