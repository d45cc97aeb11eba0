/** What `ownterms move` says. `{…}` is filled in by `sayMove`. */
export const moveWords = {
  'en-GB': {
    call: 'Say where to: ownterms move --to postgres://user:password@host/name --keyring DIR',
    serverRuns:
      'Something else works with this data now. Stop the server, every web and worker process and every other command, then move again. Nothing was moved.',
    samePlace: 'This is the same database. Name the empty one the data should go to.',
    strangeTables:
      'The database in --to is not empty (it has {names}). Make a new one for Ownterms alone, and name that.',
    notEmpty: 'The database in --to has an organisation in it. Move into an empty one.',
    keyringThere: 'There is something in {folder} already. Name a new or an empty folder with --keyring.',
    keyringPlace:
      'The keyring cannot lie in {folder}. Name a folder that is neither the old keyring nor inside the database’s own.',
    keysDiffer: 'The keys did not arrive as they left. Look at the disk of --keyring. Nothing was moved.',
    differs: 'The table {name} did not arrive as it left. Nothing was moved.',
    table: '{name}: {rows} rows, the same on both sides ({hash})',
    keys: 'keyring: {keys} keys, the same on both sides',
    note: 'This database was moved to another PostgreSQL on {day}.',
    done: 'Everything was moved: {tables} tables, {rows} rows. From now on set:',
    setDatabase: '  DATABASE_URL={url}',
    setKeyring: '  OWNTERMS_KEYRING={folder}',
    setKey: '  OWNTERMS_KEY as it was',
    keyFile: 'The deployment key lies beside the new keyring, in {folder}/deployment.key.',
    sameData: 'Keep the data folder {folder}: uploads under way and published pages are still there.',
    oldKeyring:
      'The old keyring in {folder} no longer follows: a withdrawal would not reach it. Once the new place works, destroy it, or name it as a live copy (OWNTERMS_KEYRING_COPIES={folder}).',
  },
} as const

export type MoveSentence = keyof (typeof moveWords)['en-GB']

export function sayMove(
  sentence: MoveSentence,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return moveWords['en-GB'][sentence].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
