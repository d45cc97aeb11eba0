export const copyStreamWords = {
  'en-GB': {
    notABackup: 'This file is not a backup made by Ownterms. Choose a file that ownterms backup has written.',
    otherVersion:
      'This backup was written by a newer Ownterms. Update Ownterms to that version, then restore it.',
    cutShort: 'This backup ends too early: a part of it is missing. Restore another copy of it.',
    changed: 'This backup has been damaged since it was written. Restore another copy of it.',
  },
} as const

export type BackupDamage = keyof (typeof copyStreamWords)['en-GB']
