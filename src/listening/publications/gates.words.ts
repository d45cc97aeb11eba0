function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** What stops a publication, and what to do about it. */
export const gatesWords = {
  'en-GB': {
    title: 'Ready to publish?',
    ready: 'Nothing stands in the way. Everything below was checked just now.',
    checked: [
      'Every quote is computed from a passage two people have read, and its voice agreed to be quoted.',
      'Nothing of the team’s words stands in quotation marks or repeats eight words of a reading.',
      'No name, number or address of anybody who took part stands on a page, but a name somebody chose for a signed piece.',
      'What stands beside a quote was chosen by its voice, and two people have read it.',
      'Of every voice somebody said, after looking at all its quotes together, that nobody who knows it could tell.',
    ],
    count: (count: number) =>
      count === 1
        ? 'One thing is to be put right before it can be published.'
        : `${count} things are to be put right before it can be published.`,
    publish: 'Publish',
    publishAgain: 'Publish what changed',
    same: 'The newest edition is what stands here. You can publish again when something changes.',
    publishSays: 'Anyone can read it then. You can publish again whenever something changes.',
    clear: 'Have two people clear this word',
    again: 'Check again',
    lastEdition: (edition: number, date: string) => `Edition ${edition} is in public since ${date}.`,
    readIt: 'Read it as it is in public',
    places: {
      question: 'the question of the exercise',
      title: 'the title of the series',
      address: 'the web address of the series',
      introduction: 'the introduction',
      howHeard: 'how people were heard',
      wisdomTitle: (number: number) => `the title of Wisdom ${number}`,
      lead: (number: number) => `the lead quote of Wisdom ${number}`,
      alt: (number: number) => `the words for the picture of Wisdom ${number}`,
      narration: (number: number, part: number) => `the narration in part ${part} of Wisdom ${number}`,
      quote: (number: number, part: number) => `the quote in part ${part} of Wisdom ${number}`,
      reflection: (number: number) => `the Reflection of Wisdom ${number}`,
    },
    missing: {
      title: 'Give the series a title.',
      introduction: 'Write the introduction.',
      howHeard: 'Say how people were heard.',
      wisdomTitle: (number: number) => `Give Wisdom ${number} a title.`,
      lead: (number: number) => `Choose the lead quote of Wisdom ${number}.`,
      picture: (number: number) => `Choose a picture for Wisdom ${number}.`,
      alt: (number: number) => `Say in words what the picture of Wisdom ${number} shows.`,
      quote: (number: number) => `Put at least one quote among the parts of Wisdom ${number}.`,
      reflection: (number: number) => `Write the team’s Reflection for Wisdom ${number}.`,
    },
    noWisdom: 'Begin the first Wisdom. A series needs at least one.',
    numbering: 'Put the Wisdoms in order: their numbers must run from 1 without gaps.',
    rawGone:
      'The raw words of this exercise have gone on their day, so this series stays as it was published last.',
    toMend: (number: number) =>
      `Wisdom ${number} lost a quote, because somebody took words back. Look at what is left and say that it is mended.`,
    notShown: (voice: number) =>
      `Voice ${voice} wants to see their words before they are printed, and has not said yes to what stands here now. They see it with their words to come back. Who has none: show it to them, and write their yes down as a no to “see it first”.`,
    notThisOne: (place: string, voice: number) =>
      `Voice ${voice} saw ${place} and does not want it printed like this. Take it out, or choose other words: they are asked again.`,
    intruder: {
      open: (voice: number) =>
        `Somebody who did not read voice ${voice} first has to say whether someone who knows them could tell who they are.`,
      told: (voice: number) =>
        `Somebody of the team says that voice ${voice} could be known. Change what is quoted of them, or talk it over.`,
    },
    beside: {
      tells: (voice: number) =>
        `What voice ${voice} chose to stand beside their quotes holds a name, number, address or handle. Ask them for other words, or leave it out.`,
      waits: (voice: number) =>
        `Two people have to read what voice ${voice} chose to stand beside their quotes, and say whether it may be printed.`,
    },
    notSigned: {
      workplace: (wisdom: number) =>
        `Wisdom ${wisdom} is signed. These people work for whoever asks, so nobody is named. Print no names in it.`,
      noName: (wisdom: number, voices: readonly number[]) =>
        voices.length === 1
          ? `Wisdom ${wisdom} is signed, and voice ${voices[0]} has not said yes to be named. Ask them, take their quote out, or print no names in it.`
          : `Wisdom ${wisdom} is signed, and voices ${voices.slice(0, -1).join(', ')} and ${voices.at(-1)} have not said yes to be named. Ask them, take their quotes out, or print no names in it.`,
      leftOut: (wisdom: number, voice: number) =>
        `Wisdom ${wisdom} is signed, and somebody of the team left out the name voice ${voice} chose. Talk about it, take their quote out, or print no names in it.`,
    },
    notReviewed: (place: string) =>
      `Two people have to read the passage behind ${place}. Finish its review, or take the quote out.`,
    notQuotable: (place: string) =>
      `${capital(place)} may not be published: its voice does not agree to be quoted. Take it out.`,
    nothingLeft: (place: string) =>
      `Nothing is left to read of ${place}. Choose other words, or take it out.`,
    typedQuote: (place: string, said: string) =>
      `Take the quotation marks out of ${place} (${said}). If these are words of somebody who took part, choose them as a quote.`,
    sameWords: (place: string, said: string) =>
      `${capital(place)} repeats a passage word for word (${said}). Choose the words as a quote, or say it in your own.`,
    label: (place: string, said: string | null) =>
      said === null
        ? `Somebody’s name stands in ${place}. Open its passage and take it out there.`
        : `Take the name ${said} out of ${place}. It is a name from this exercise.`,
    ordinaryLabel: (place: string, said: string) =>
      `The word ${said} in ${place} is also somebody’s name in this exercise. Take it out, or have two people clear it.`,
    contact: (place: string, said: string | null) =>
      said === null
        ? `A number, address or handle stands in ${place}. Open its passage and take it out there.`
        : `Take ${said} out of ${place}. It looks like a number, address or handle that leads to somebody.`,
    code: (place: string, said: string | null) =>
      said === null
        ? `A code or long number stands in ${place}. Open its passage and take it out there.`
        : `Take ${said} out of ${place}. It looks like a code or number that belongs to somebody.`,
    addressTaken: (address: string) =>
      `Another series is already published at /read/${address}. Give yours another address.`,
    underWay: 'It is being checked once more and published. This takes a moment; you can close this page.',
  },
} as const
