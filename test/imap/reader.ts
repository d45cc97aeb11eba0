/**
 * A worker that reads mailboxes and nothing else, to be killed: `node test/imap/reader.ts LOGIN-URL DATA-FOLDER`. Looks
 * into those that are due again and again until it is stopped.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { lookIntoMailboxesDue } from '../../src/listening/mailboxes/mailboxes.jobs.ts'
import { readConfig } from '../../src/platform/config/config.ts'
import { Database } from '../../src/platform/db/database.ts'
import { openVault } from '../../src/platform/vault/vault.ts'

const [url, data] = process.argv.slice(2)
const vault = openVault(readConfig({}, { data: data! }))
const db = new Database({ url: url!, vault, statementTimeout: 10_000, connections: 4 })
for (;;) {
  await lookIntoMailboxesDue(db)
  await sleep(20)
}
