/**
 * What a listener reads aloud before anybody says anything. `version` is kept with the answers, and so are the
 * sentences as they were read: change it whenever one of them changes.
 */
export const scriptWords = {
  version: 'spoken-2026-11-a',
  'en-GB': {
    title: 'Read this aloud',
    lead: 'Before anybody answers. Slowly, and in these words: they are kept with the answers.',
    forOne: 'One person',
    forGroup: 'A group call',
    other: { one: 'Show the words for one person', group: 'Show the words for a group call' },
    asks: (organisation: string, question: string) =>
      `We are ${organisation}. We ask everybody one thing: ${question}`,
    group: 'Others on this call know it is you. We cannot change that.',
    names: 'You can leave out names. You can stop when you like. A no costs you nothing.',
    whoReads: (who: string, when: string) => `Who reads it: ${who}. When: ${when}.`,
    nowAsk: 'Now ask, one at a time. Wait for each answer.',
    unasked: 'What they did not answer is a no.',
    after: 'Afterwards',
    record: 'Write each answer down beside the voice it belongs to.',
    toVoices: 'To the voices',
  },
} as const
