import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'

const binaries = '/usr/lib/postgresql/15/bin'

/**
 * Starts Debian's PostgreSQL 15 on an empty folder and a free port of loopback, as user postgres when we are root.
 * Gives `{ url, stop }`, or `{ missing }` with a sentence on why it cannot.
 */
export async function startPostgres15(folder) {
  if (!existsSync(join(binaries, 'initdb'))) {
    return { missing: `there is no ${binaries}. Install Debian's package postgresql (15).` }
  }
  const who = process.getuid?.() === 0 ? findPostgres() : {}
  if (!who) return { missing: 'root cannot run PostgreSQL, and there is no user postgres.' }
  mkdirSync(folder, { mode: 0o700 })
  if (who.uid !== undefined) {
    chmodSync(dirname(folder), 0o711)
    chownSync(folder, who.uid, who.gid)
  }
  const data = join(folder, 'data')
  const options = { ...who, cwd: folder, encoding: 'utf8' }
  const made = spawnSync(
    join(binaries, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale', 'C.UTF-8', '--no-sync'],
    options,
  )
  if (made.status !== 0) return { missing: `its initdb failed: ${made.stderr.trim()}` }

  const port = await findPort()
  // Durability is not what this suite is about: without it the run is twice as fast.
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`]
  const quick = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']
  const args = ['-D', data, ...[...settings, ...quick].flatMap((setting) => ['-c', setting])]
  // Into a file: a pipe nobody reads for a while would stop the server in the middle of a statement.
  const log = join(folder, 'log')
  const server = spawn(join(binaries, 'postgres'), args, {
    ...options,
    stdio: ['ignore', 'ignore', openSync(log, 'a')],
  })
  const ended = new Promise((done) => server.on('exit', done))
  const stop = async () => {
    server.kill('SIGINT')
    await ended
  }
  for (let wait = 0; wait < 300 && server.exitCode === null; wait += 1) {
    if (readFileSync(log, 'utf8').includes('ready to accept connections')) {
      return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop }
    }
    await new Promise((done) => setTimeout(done, 100))
  }
  await stop()
  return { missing: `it did not start: ${readFileSync(log, 'utf8').trim().split('\n').at(-1)}` }
}

function findPostgres() {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => one.startsWith('postgres:'))
  if (!line) return null
  const [, , uid, gid] = line.split(':')
  return { uid: Number(uid), gid: Number(gid) }
}

function findPort() {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}
