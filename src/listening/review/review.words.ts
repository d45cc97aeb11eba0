import { counted } from './counted.ts'

const count = (n: number, one: string, many: string) => (n === 1 ? one : many.replace('#', howMany(n, many)))

/** What is counted no further is said so, as it stands in a sentence. */
function howMany(n: number, sentence: string): string {
  if (n <= counted) return n.toLocaleString('en-GB')
  return `${sentence.startsWith('#') ? 'More' : 'more'} than ${counted.toLocaleString('en-GB')}`
}

/** What the pages of review say. */
export const reviewWords = {
  'en-GB': {
    overview: {
      title: 'Check who can be known',
      lead: 'Two people read every passage before anybody builds on it. The first decides what could tell who somebody is. The second reads what is left, whole.',
      firstHeading: 'For a first reader',
      secondHeading: 'For a second reader',
      first: (n: number) =>
        n === 0
          ? 'Nothing waits for a first reader.'
          : count(n, 'One passage waits for a first reader.', '# passages wait for a first reader.'),
      second: (n: number) =>
        n === 0
          ? 'Nothing waits for you to read second.'
          : count(n, 'One passage waits for a second reader.', '# passages wait for a second reader.'),
      own: (n: number) =>
        count(
          n,
          'You were the first reader of one more. Somebody else has to read it second.',
          'You were the first reader of # more. Somebody else has to read them second.',
        ),
      cards: (n: number) =>
        count(
          n,
          'In them one name, place or number waits for an answer.',
          'In them # names, places and numbers wait for an answer.',
        ),
      toCards: 'Go through the names and places',
      toSweep: (n: number) =>
        count(
          n,
          'Of one passage the other words were not looked at.',
          'Of # passages the other words were not looked at.',
        ),
      sweep: 'Look at the other words',
      ready: (n: number) => count(n, 'One is ready to pass on.', '# are ready to pass on.'),
      passAllOn: (n: number) =>
        n > counted
          ? 'Pass those on to a second reader'
          : count(n, 'Pass that one on to a second reader', 'Pass those # on to a second reader'),
      forWhole: (n: number) =>
        count(n, 'One was sent back, to be read whole.', '# were sent back, to be read whole.'),
      readNextFirst: 'Read the next one first',
      readNextSecond: 'Read the next one second',
      listCaption: { first: 'Waiting for a first reader', second: 'Waiting for a second reader' },
      showFirst: 'Show what waits for a first reader',
      showSecond: 'Show what waits for a second reader',
      passage: 'Passage',
      voice: 'Voice',
      passageNumber: (n: number) => `Passage ${n}`,
      voiceNumber: (n: number) => `Voice ${n}`,
      emptyFirst: 'Passages that wait for a first reader will stand here.',
      emptySecond: 'Passages that somebody else has read first will stand here.',
      emptyWhy:
        'Words stay shut until the people who said them agree. What the team itself said is not checked, because it is never published.',
      breadcrumb: 'Check who can be known',
    },
    first: {
      title: (n: number) => `Passage ${n}: first reading`,
      lead: 'Read all of it. Whatever could tell who somebody is, or who they speak of, is changed here. The words themselves are kept, and stay shut to everybody else.',
      verbatim: 'The words',
      nothingProposed:
        'Nothing in it was found by the software. It misses things: please read it all the same.',
      addedReason: 'Somebody in the team marked this.',
      addedNote: (note: string) => `They wrote: ${note}`,
      put: 'Put this instead',
      putLabel: 'Instead of',
      putHint:
        'What you put instead stands in square brackets. The software misses things: please read all of it.',
      correctLabel: 'What was really said where it says',
      correct: 'Correct what was heard wrongly',
      correctHint: 'At most three words may differ. The second reader sees what was corrected.',
      cut: 'Leave it out, and show […]',
      leave: 'Leave it as it is',
      note: 'Why can it stay?',
      noteHint: 'For the team. Do not write names here.',
      noteAbout: (words: string) => `(${words})`,
      moreHeading: 'What else could tell who somebody is?',
      more: 'A place, a job, an illness, a day, a way of speaking. Save first, so that nothing you chose here is lost.',
      add: 'Choose the sentence',
      pass: 'Save, and pass on to a second reader',
      save: 'Save only',
      passHint: 'Passing on says: I have read all of it.',
      passedAlready:
        'This passage was passed on. When you change something here, both readers have to read it again.',
    },
    add: {
      title: (n: number) => `Passage ${n}: change something`,
      leadSentence: 'First choose the sentence it stands in.',
      leadWords:
        'Tick the first and the last word of what should change. Everything between them goes with it.',
      sentence: 'Which sentence?',
      chooseSentence: 'Go on to the words',
      words: 'Which words?',
      wordsHint: 'Words that were changed before cannot be ticked.',
      kind: 'What should happen to them?',
      generalise: 'Say something broader instead',
      generaliseHint: '“Leeds” becomes “[a city in the north]”.',
      cut: 'Leave them out, and show […]',
      correct: 'Correct what was heard wrongly',
      correctHint: 'At most three words may differ. The second reader agrees to it.',
      replacement: 'What should stand there?',
      replacementHint: 'Leave this empty when the words are left out.',
      note: 'Why?',
      noteHint: 'For the team. Do not write names here.',
      hasReadAll: 'I have read all of this passage',
      hasReadAllHint:
        'When you change something you are its first reader now, and somebody else reads it second. Without this a listener looks at it again.',
      save: 'Save this change',
      otherSentence: 'Choose another sentence',
    },
    second: {
      title: (n: number) => `Passage ${n}: second reading`,
      lead: 'Read all of it, from the first word to the last. What the team changed is set in other letters.',
      question: 'Could this tell a stranger, or someone who knows them, who it is?',
      reading: 'The reading',
      correctedFrom: (words: string) => `corrected, it was written down as “${words}”`,
      own: 'You were the first reader of this passage. Somebody else has to read it now.',
      notYet: 'This passage waits for its first reader. It can be read second after that.',
      passed: 'Two people have read this passage and passed it.',
      pass: 'Nobody could tell: pass it',
      back: 'Somebody could: send it back',
      backHint: 'Sending it back asks a listener to look again.',
      change: 'Change something',
      backToList: 'Go to what waits',
    },
    problems: {
      stale:
        'Somebody changed this passage meanwhile, perhaps you in another tab. This is how it stands now. Look at it again, then save.',
      newProposals: 'Something new was found in this passage meanwhile. Look at what is marked, then save.',
      emptyReplacement: 'Write what should stand there, or leave the words as they are.',
      brackets: 'Write it without square brackets. They are added for you.',
      longReplacement: 'Make it shorter: a few words that name the kind of thing.',
      longNote: 'Make the reason shorter: one or two sentences are enough.',
      correctionTooLarge:
        'A correction may change three words at most. Choose fewer words, or say something broader instead.',
      sameWords: 'That is what stands there now. Write something else.',
      overlapsAccepted: (shown: string) =>
        `Some of these words were already changed to “${shown}”. Choose other words, or change that one on the page of the first reader.`,
      overlapsProposed: (words: string) =>
        `“${words}” is only partly chosen, and it waits for an answer. Tick all of its words, or answer it first.`,
      noWords: 'Tick the words that should change.',
      noKind: 'Choose what should happen to the words.',
    },
    answering: (question: string) => `They were answering: ${question}`,
    asTheirManager:
      'These people work for the organisation that asks. Read it as their manager would: somebody who knows every shift.',
    worry: 'These words make me fear for somebody',
    failures: {
      ownPassage: 'You were the first reader of this passage. Somebody else has to read it second.',
      notThere: 'These words are not in the passage. Go back, choose the sentence again and tick the words.',
    },
    done: {
      saved: 'Saved. This passage still waits for its first reader to pass it on.',
      passed: 'Saved and passed on to a second reader.',
      'asks-again': 'Saved. Something that was covered before is asked again: look at what is marked.',
      swept: 'These words were looked at.',
      'passed-on': 'Passed on. Somebody else reads them whole.',
      more: 'Passed on. There were many, so some are left: pass those on, too.',
      'found-more':
        'Something new was found in some of them, so they are not passed on. It stands on cards now. The others are passed on.',
      nothing: 'Nothing was ready to be passed on.',
      'read-second': 'Passed. Two people have now read that passage.',
      back: 'Sent back. A listener will look at it again.',
      added: 'The change is saved. The passage now waits for a first reader to pass it on.',
      'added-and-passed': 'The change is saved and you have passed it on. Somebody else reads it second.',
    },
  },
} as const
