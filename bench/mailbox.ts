/**
 * Whether each mail of a mailbox comes exactly once although the worker is killed in the middle: starts the real server
 * on a temporary folder and Debian's dovecot beside it, sets a mailbox up through the page, and kills the worker (-9)
 * twice while it reads.
 *
 *   node bench/mailbox.ts [--mails 500] [--kills 2] [--built dist]
 *
 * Prints when it killed and how much was there, then what came. Ends with 1 when a mail is missing, doubled or marked as
 * read on the server. A dead worker's mailbox is another's after 45 seconds, and looked into within a minute after that.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { bringPeopleIn, expectStatus, openExercise } from '../test/crash/people.ts'
import { RunningServer } from '../test/crash/running-server.ts'
import { startDovecot } from '../test/dovecot.ts'

const { values } = parseArgs({
  options: {
    mails: { type: 'string', default: '500' },
    kills: { type: 'string', default: '2' },
    built: { type: 'string', default: 'dist' },
  },
})
const [mails, kills] = [Number(values.mails), Number(values.kills)]
const print = (line: string) => void process.stdout.write(`${line}\n`)

const dovecot = await startDovecot()
const server = await RunningServer.inNewFolder(values.built)
try {
  dovecot.deliver(
    Array.from(
      { length: mails },
      (_, at) =>
        `From: Person ${at} <p${at}@example.org>\nDate: Tue, 12 Nov 2024 09:16:02 +0000\nSubject: What helps?\nMessage-ID: <${at}@example.org>\n\n> What helps?\nA key, ${at} times.\n`,
    ),
  )
  await server.start()
  const { listener } = await bringPeopleIn(server)
  const exercise = await openExercise(server, listener)
  const settings = { host: dovecot.host, port: String(dovecot.port), security: 'none', user: dovecot.user }
  const set = { ...settings, password: dovecot.password, folder: 'INBOX' }
  expectStatus(await listener.send(`/exercises/${exercise.id}/mailboxes`, set), 303, 'setting the mailbox up')
  const begun = performance.now()
  const since = () => `${((performance.now() - begun) / 1000).toFixed(1)} s`

  await server.asOwner(async (client) => {
    const count = async (): Promise<number> => {
      const { rows } = await client.query<{ n: number }>('select count(*)::int as n from passage')
      return rows[0]!.n
    }
    const waitFor = async (atLeast: number): Promise<number> => {
      for (let waited = 0; waited < 300_000; waited += 10) {
        const found = await count()
        if (found >= atLeast) return found
        await sleep(10)
      }
      throw new Error(`only ${await count()} of ${atLeast} came`)
    }
    for (let killed = 1; killed <= kills; killed += 1) {
      await waitFor(Math.floor((mails * killed) / (kills + 1)))
      server.kill(server.processes().worker)
      print(`${since()}: killed the worker; ${await count()} of ${mails} are there`)
    }
    await waitFor(mails)
    print(`${since()}: ${await count()} of ${mails} are there`)
    // Once more through the whole folder, as after a server that numbers it anew.
    await client.query('update mailbox set uid_validity = null, last_uid = 0, next_look_at = now()')
    for (let waited = 0; waited < 150; waited += 1) {
      const { rows } = await client.query<{ last_uid: string }>('select last_uid from mailbox')
      if (Number(rows[0]!.last_uid) >= mails) break
      await sleep(1000)
    }
    const { rows } = await client.query<{
      passages: number
      voices: number
      arrived: number
      fingerprints: number
    }>(
      `select (select count(*)::int from passage) as passages, (select count(*)::int from voice) as voices,
              (select arrived from mailbox) as arrived, (select count(*)::int from mailbox_message) as fingerprints`,
    )
    const came = rows[0]!
    const read = dovecot.list().filter((name) => /:2,\w*S/.test(name)).length
    print(
      `${since()}: read again from its beginning: ${came.passages} passages of ${came.voices} voices, ${came.arrived} mails counted, ${came.fingerprints} fingerprints; on the server ${dovecot.list().length} mails, ${read} marked as read`,
    )
    const isOnce = [came.passages, came.voices, came.arrived, came.fingerprints].every((one) => one === mails)
    const isUntouched = dovecot.list().length === mails && read === 0
    print(isOnce && isUntouched ? 'Met: each came exactly once.' : 'NOT met.')
    if (!isOnce || !isUntouched) process.exitCode = 1
  })
} finally {
  await server.clear()
  await dovecot.stop()
}
