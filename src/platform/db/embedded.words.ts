/** Every sentence the embedded database says when it cannot start. `{name}` is filled in by `embedded-errors.ts`. */
export const embeddedWords = {
  'en-GB': {
    serverHasFolder:
      'Another Ownterms server (process {pid}) already has the folder {folder} open. Stop it first, or use another --data folder.',
    commandHasFolder:
      'An Ownterms command (process {pid}) is using the folder {folder}. Wait for it to end and start again, or use another --data folder.',
    somebodyHasFolder:
      'Another Ownterms process has the folder {folder} open. Wait for it to end and start again, or use another --data folder.',
    notAnswering:
      'An Ownterms server (process {pid}) has the folder {folder} open, but its database does not answer. Stop it and try again.',
    notAFolder: '{folder} is not a folder. Choose another --data folder.',
    notAllowed:
      'We may not write in the folder {folder}. Give this user the right to write there, or use another --data folder.',
    diskFull: 'The disk that holds {folder} is full. Make room on it and start again.',
    otherVersion:
      'The database in {folder} was made by PostgreSQL {found}, and this Ownterms brings PostgreSQL {brought}. Start it with the Ownterms that made it, take a backup there, and restore that backup into a new folder.',
    passwordMissing:
      'The file {file} is missing or empty, so we cannot open the database beside it. Put it back from your copy of the folder.',
    noBinaries:
      'There is no PostgreSQL in this copy of Ownterms for {platform}. Run npm ci again, or set DATABASE_URL to a PostgreSQL of your own.',
    rootCannotReach:
      'PostgreSQL does not run as root, and the user {user} cannot pass through {blocked} to reach {folder}. Use a --data folder under /var/lib/ownterms, or start Ownterms as an ordinary user.',
    rootHasNoUser:
      'PostgreSQL does not run as root, and there is no user called postgres or nobody to run it as. Start Ownterms as an ordinary user.',
    cannotCopy:
      'PostgreSQL does not run as root, and we could not copy its programs to {target} for another user. Make that folder writable, or start Ownterms as an ordinary user.',
    noPort:
      'We found no free port on 127.0.0.1 for the database in {folder}. Stop something that listens there and start again.',
    didNotStart:
      'The database in {folder} did not start. Read the last lines of {log}, put right what they name, and start again.',
    notMade:
      'We could not make a database in {folder}. Read the last lines of {log}, put right what they name, and start again.',
    stoppedForGood:
      'The database in {folder} stopped six times in a minute, so we have given up starting it. Read the last lines of {log}, put right what they name, and start again.',
    ownerWent:
      'The Ownterms process that kept the database in {folder} running has stopped. Run this command again.',
  },
} as const

export type EmbeddedSentence = keyof (typeof embeddedWords)['en-GB']
