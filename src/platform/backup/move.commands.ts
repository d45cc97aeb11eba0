import { CallWrong, type Command } from '../commands.ts'
import type { AccessRule } from '../db/migrate.ts'
import { move } from './move.ts'
import { sayMove } from './move.words.ts'

/** `ownterms move --to postgres://… --keyring DIR`. `rules`: the access matrix the new database gets. */
export function makeMoveCommand(rules: () => readonly AccessRule[]): Command {
  return {
    name: 'move',
    usage: 'move --to postgres://… --keyring DIR',
    takes: ['to', 'keyring'],
    asks: null,
    run: async (run) => {
      const [to, keyring] = [run.option('to'), run.option('keyring')]
      if (!to || !keyring || !/^postgres(ql)?:\/\//.test(to) || run.words.length > 0) {
        throw new CallWrong(sayMove('call'))
      }
      const { config } = run.runtime
      const moved = await move(run.runtime, { url: to, keyring }, rules(), run.print)
      const rows = moved.tables.reduce((sum, table) => sum + table.rows, 0)
      run.print(sayMove('keys', { keys: moved.keys }))
      run.print(sayMove('done', { tables: moved.tables.length, rows }))
      run.print(sayMove('setDatabase', { url: to.replace(/:[^:@/]*@/, ':…@') }))
      run.print(sayMove('setKeyring', { folder: moved.keyringFolder }))
      if (!moved.hasKeyFile) run.print(sayMove('setKey'))
      else run.print(sayMove('keyFile', { folder: moved.keyringFolder }))
      run.print(sayMove('sameData', { folder: config.dataFolder }))
      run.print(sayMove('oldKeyring', { folder: config.keyringFolder }))
    },
  }
}
