/** What `ownterms keyring rotate` says. */
export const deploymentKeyWords = {
  'en-GB': {
    others:
      'Stop the server, every web and worker process and every other command first. Nothing was changed.',
    noNewKey:
      'OWNTERMS_KEY holds the deployment key, so set OWNTERMS_NEW_KEY to the one that should take its place (make one with: openssl rand -base64 32).',
    finishing: 'A change that was cut short is finished.',
    done: (organisations: number) =>
      `The deployment key was changed: the keys of ${organisations} organisations are wrapped anew, and the addresses of people who work here are sealed anew. No words were touched.`,
    inFile: (folder: string) =>
      `The new key is in ${folder}/deployment.key. Keep a copy of it in your safe, and destroy the old one.`,
    inSettings: 'From now on start with OWNTERMS_KEY set to what OWNTERMS_NEW_KEY was.',
    after: 'Everybody signs in again. A process still running with the old key stops by itself.',
  },
} as const
