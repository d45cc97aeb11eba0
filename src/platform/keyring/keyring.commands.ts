import { resolve } from 'node:path'
import { sweepKeyring } from '../backup/sweep.ts'
import { CallWrong, type Command, type EarlyCommand } from '../commands.ts'
import { Failure } from '../errors.ts'
import { readKeyring, restoreKeyring, type CopyStatus } from './keyring.ts'
import { sayKeyring } from './keyring.words.ts'

/** `ownterms keyring status`: ends with 7 when a copy does not follow, so that a monitor can watch it. */
export const keyringStatusCommand: EarlyCommand = {
  name: 'keyring status',
  usage: 'keyring status',
  takes: [],
  early: async ({ config, print }) => {
    const { keyring, copies } = readKeyring(config)
    print(sayKeyring('keyring', { folder: config.keyringFolder, keys: keyring.keys, ...keyring.state }))
    for (const copy of copies) print(describe(copy, keyring.state))
    if (copies.length === 0) print(sayKeyring('noCopies'))
    if (copies.some((copy) => copy.how !== 'follows')) {
      throw new Failure('invalid-state', sayKeyring('notFollowing'))
    }
  },
}

/** `ownterms keyring restore --from DIR` */
export const keyringRestoreCommand: EarlyCommand = {
  name: 'keyring restore',
  usage: 'keyring restore --from DIR',
  takes: ['from'],
  early: async ({ config, option, print }) => {
    const from = option('from')
    if (!from) throw new CallWrong(sayKeyring('callRestore'))
    const folder = config.keyringFolder
    const { keys, isKeyMissing } = restoreKeyring(config, resolve(from))
    print(sayKeyring('restored', { folder, keys }))
    if (isKeyMissing) print(sayKeyring('noKey', { folder }))
  },
}

/** `ownterms keyring sweep`: the one command that opens a keyring older than its database. */
export const keyringSweepCommand: Command = {
  name: 'keyring sweep',
  usage: 'keyring sweep',
  takes: [],
  asks: null,
  olderKeyring: 'allow',
  run: async ({ runtime, print }) => {
    const { keys, organisations } = await sweepKeyring(runtime)
    print(sayKeyring('swept', { keys }))
    if (organisations > 0) print(sayKeyring('sweptTenants', { tenants: organisations }))
  },
}

function describe(copy: CopyStatus, keyring: { written: number; destroyed: number }): string {
  const { folder } = copy
  if (copy.how === 'away') return sayKeyring('away', { folder, why: copy.why })
  const how = sayKeyring(copy.how, {
    written: keyring.written - copy.state.written,
    destroyed: keyring.destroyed - copy.state.destroyed,
  })
  return sayKeyring('copy', { folder, keys: copy.keys, how })
}
