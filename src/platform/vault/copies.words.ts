import type { KeyringCopy } from './keyring.ts'

/** Why a copy of the keyring does not follow, in words for whoever runs the server. */
export const copiesWords = {
  'en-GB': {
    trouble: {
      newer: 'it is newer than the keyring. Is the keyring an old one? Nothing was changed in either',
      other: 'it belongs to another keyring. Nothing was changed in it',
      ENOENT: 'its folder is not there. Is its disk mounted? A new one needs an empty folder',
      'no-answer': 'its disk does not answer',
    } as Readonly<Record<string, string>>,
    otherTrouble: (code: string) => `it cannot be written (${code})`,
    notFollowing: (folder: string, why: string) =>
      `The copy of the keyring in ${folder} does not follow: ${why}. Until it does, no withdrawal counts as complete.`,
  },
} as const

const words = copiesWords['en-GB']

function describeTrouble(trouble: string): string {
  return words.trouble[trouble] ?? words.otherTrouble(trouble)
}

/** A line for each copy that does not follow. */
export function describeCopies(copies: readonly KeyringCopy[]): string[] {
  return copies.flatMap(({ folder, trouble }) =>
    trouble ? [words.notFollowing(folder, describeTrouble(trouble))] : [],
  )
}
