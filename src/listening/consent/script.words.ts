/**
 * What a listener reads aloud before anybody says anything, and what a paper says above the lines people fill in.
 * `version` and `paperVersion` are kept with the answers, and so are the sentences as they were read: change them
 * whenever one of them changes.
 */
export const scriptWords = {
  version: 'spoken-2026-11-a',
  paperVersion: 'paper-2026-11-a',
  'en-GB': {
    title: 'Read this aloud',
    lead: 'Before anybody answers. Slowly, and in these words: they are kept with the answers.',
    forOne: 'One person',
    forGroup: 'A group call',
    other: { one: 'Show the words for one person', group: 'Show the words for a group call' },
    asks: (organisation: string, question: string) =>
      `We are ${organisation}. We ask everybody one thing: ${question}`,
    group: 'Others on this call know it is you. We cannot change that.',
    chat: 'Others in this group know it is you. We cannot change that.',
    room: 'Others who are here know it is you. We cannot change that.',
    names: 'You can leave out names. You can stop when you like. A no costs you nothing.',
    onPaper: 'You can leave out names. Leave empty what you like. A no costs you nothing.',
    whoReads: (who: string, when: string) => `Who reads it: ${who}. When: ${when}.`,
    nowAsk: 'Now ask, one at a time. Wait for each answer.',
    unasked: 'What they did not answer is a no.',
    after: 'Afterwards',
    record: 'Write each answer down beside the voice it belongs to.',
    toVoices: 'To the voices',
  },
} as const
