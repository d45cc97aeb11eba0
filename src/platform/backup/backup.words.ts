/** What `ownterms backup` and `ownterms restore` say. `{…}` is filled in by `sayBackup`. */
export const backupWords = {
  'en-GB': {
    nameBackup: 'Name the file to write: ownterms backup FILE',
    nameRestore: 'Name the file to read: ownterms restore FILE',
    exists: 'The file {file} is there already. Choose another name, or say --force to write over it.',
    halfExists:
      'The file {file} is there: another backup is being written, or one was cut off. Wait for it, or say --force to start again.',
    noFolder: 'There is no folder for {file}. Make it first, or choose another place.',
    notAllowed: 'We may not write {file}. Choose a folder this user may write in.',
    noRoom: 'There is no room for {file} where it should go. Make room, or choose another place.',
    noFile: 'There is no file {file}. Check its name.',
    mayNotRead: 'We may not read {file}. Let this user read it, then try again.',
    notEmpty:
      'This database has an organisation in it. Restore into an empty one, or say --replace to put the backup in its place.',
    newer:
      'This backup was made by a newer Ownterms (it has {names}). Update Ownterms to that version, then restore it.',
    broughtForward: 'It was made by an older Ownterms and was brought forward: {names}.',
    otherSchema:
      'This backup was made by an Ownterms with another {names}. Restore it with the version that made it.',
    otherKeyring:
      'The keyring in {folder} has no key for what is in this backup. Put the keyring that belongs to it there, then restore again.',
    backedUp: 'Wrote {file}: {tables} tables, {bytes} bytes.',
    keepKeyring:
      'The keyring is not in it, on purpose. Keep a copy of {folder} that follows every change, apart from your backups.',
    restored: 'Restored {file}: {tables} tables, {rows} rows, as they were on {made}.',
    gone: 'What was withdrawn or removed since then stays gone: {passages} passages and {voices} voices.',
    goneOrganisations:
      'Organisations and people’s spaces whose keys are gone were left out: {organisations}.',
    othersWork: 'Stop the server, every web and worker process and every other command first.',
    after:
      'Everybody signs in again. Changes made after the backup are not in it, answers to “May we quote you?” and changes to the team included: check both.',
  },
} as const

export type BackupSentence = keyof (typeof backupWords)['en-GB']

export function sayBackup(
  sentence: BackupSentence,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return backupWords['en-GB'][sentence].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
