import { resolve } from 'node:path'
import { CallWrong, type Command } from '../commands.ts'
import { backUp, restoreBackup } from './backup.ts'
import { sayBackup, type BackupSentence } from './backup.words.ts'

/** `ownterms backup FILE [--force]` */
export const backupCommand: Command = {
  name: 'backup',
  usage: 'backup FILE [--force]',
  takes: [],
  switches: ['force'],
  asks: null,
  run: async (run) => {
    const file = onlyFile(run.words, 'nameBackup')
    const { tables, written } = await backUp(run.runtime, file, { force: run.has('force') })
    run.print(sayBackup('backedUp', { file, tables, bytes: written }))
    run.print(sayBackup('keepKeyring', { folder: run.runtime.config.keyringFolder }))
  },
}

/** `ownterms restore FILE [--replace]` */
export const restoreCommand: Command = {
  name: 'restore',
  usage: 'restore FILE [--replace]',
  takes: [],
  switches: ['replace'],
  asks: null,
  run: async (run) => {
    const file = onlyFile(run.words, 'nameRestore')
    const sum = await restoreBackup(run.runtime, file, { replace: run.has('replace') })
    run.print(sayBackup('restored', { file, tables: sum.tables, rows: sum.rows, made: sum.madeAt }))
    if (sum.broughtForward.length > 0) {
      run.print(sayBackup('broughtForward', { names: sum.broughtForward.join(', ') }))
    }
    if (sum.passages > 0) run.print(sayBackup('gone', { passages: sum.passages, voices: sum.voices }))
    if (sum.organisationsGone > 0) {
      run.print(sayBackup('goneOrganisations', { organisations: sum.organisationsGone }))
    }
    run.print(sayBackup('after'))
  },
}

function onlyFile(words: readonly string[], sentence: BackupSentence): string {
  const [file, ...more] = words
  if (file === undefined || more.length > 0) throw new CallWrong(sayBackup(sentence))
  return resolve(file)
}
