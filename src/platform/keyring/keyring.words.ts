/** What `ownterms keyring …` says. `{…}` is filled in by `sayKeyring`. */
export const keyringWords = {
  'en-GB': {
    none: 'There is no keyring in {folder}.',
    keyring: 'keyring   {folder}: {keys} keys, written {written} times, destroyed {destroyed} times',
    copy: 'copy      {folder}: {keys} keys, {how}',
    follows: 'follows',
    behind:
      'BEHIND by {written} writes and {destroyed} destructions; a running server brings it up to date by itself',
    newer: 'NEWER than the keyring: is the keyring an old one?',
    other: 'OF ANOTHER KEYRING',
    away: 'copy      {folder}: NOT THERE ({why})',
    noCopies:
      'There is no live copy. Losing the keyring loses every word: set OWNTERMS_KEYRING_COPIES to a folder on another disk.',
    notFollowing: 'Not every copy follows. No withdrawal counts as complete until they do.',
    callRestore: 'Say where from: ownterms keyring restore --from DIR',
    nothingThere: 'There is no copy of a keyring in {folder}.',
    notEmpty: 'The keyring in {folder} has keys in it. Move that folder away first, or set OWNTERMS_KEYRING.',
    newerCopy: 'The copy in {folder} is newer than that one. Restore from it.',
    restored: 'The keyring in {folder} is again what the copy was: {keys} keys.',
    noKey:
      'Its deployment.key is not there. Put your copy of the file into {folder}, or set OWNTERMS_KEY, before you start.',
    serverRuns: 'Stop the server and every other process first.',
    swept:
      'Destroyed {keys} keys that belong to nothing in this database. This keyring may be used with this database now.',
    sweptTenants: 'Destroyed the keys of {tenants} organisations or spaces that are not in this database.',
  },
} as const

export type KeyringSentence = keyof (typeof keyringWords)['en-GB']

export function sayKeyring(
  sentence: KeyringSentence,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return keyringWords['en-GB'][sentence].replace(/\{(\w+)\}/g, (_, name: string) =>
    String(values[name] ?? ''),
  )
}
