const numbers = (all: readonly number[]) =>
  all.length === 1 ? `Wisdom ${all[0]}` : `Wisdoms ${all.slice(0, -1).join(', ')} and ${all.at(-1)}`

/** What the team reads where it looks at a series as somebody would who wants to find out who said it. */
export const intruderWords = {
  'en-GB': {
    title: 'Who said this?',
    lead: 'Read it as somebody would who knows one of these people and wants to find out: somebody at work, a neighbour, a person they left. We marked what could help them. We see little of it; you know more.',
    empty: 'Nothing is quoted in this series yet.',
    emptyWhy: 'What it quotes of each voice will stand here together.',
    count: (open: number, told: number) =>
      [
        open > 0 && (open === 1 ? 'One voice waits for your answer.' : `${open} voices wait for an answer.`),
        told > 0 &&
          (told === 1
            ? 'One voice could be known: publishing waits.'
            : `${told} voices could be known: publishing waits.`),
      ]
        .filter(Boolean)
        .join(' ') || 'Somebody has said no of every voice. Nothing waits here.',
    voice: (number: number) => `Voice ${number}`,
    quoted: (count: number, wisdoms: readonly number[]) =>
      count === 1
        ? `Quoted once, in ${numbers(wisdoms)}.`
        : `Quoted ${count === 2 ? 'twice' : `${count} times`}, in ${numbers(wisdoms)}.`,
    often:
      'That is more than twice as often as most: the more is read of somebody, the easier they are told.',
    inWisdom: (number: number) => `Wisdom ${number}`,
    change: 'Shorten it',
    changeAbout: (number: number) => `(the quote of voice ${number})`,
    clues: 'What could help somebody',
    kinds: {
      name: 'May be a name or a number',
      person: 'Somebody else',
      time: 'When it was',
      age: 'How old',
      place: 'Where, or with whom',
      role: 'What they do or are',
      rare: 'What happens to few, or what many saw',
      saying: 'They say this more than once, and nobody else here does',
    },
    noClues: 'We marked nothing. That does not mean that nothing tells.',
    together: {
      roleAndPlace: 'A role and a place together often leave one person.',
      across: (wisdoms: readonly number[]) =>
        `Who reads ${numbers(wisdoms)} learns all of this of one person, if they see that it is one.`,
    },
    question: 'Could someone at work know this is them? Or a neighbour, or somebody they have left?',
    no: 'No',
    maybe: 'Perhaps',
    yes: 'Yes',
    back: 'Take my answer back',
    about: (number: number) => `(voice ${number})`,
    answered: {
      no: (name: string, day: string) => `${name} said no on ${day}.`,
      maybe: (name: string, day: string) => `${name} said perhaps on ${day}.`,
      yes: (name: string, day: string) => `${name} said yes on ${day}.`,
    },
    somebody: 'Somebody who has left the team',
    told: 'Publishing waits. Shorten a quote, put something wider in its place, take one out, or talk it over until nobody says yes or perhaps.',
    readFirst:
      'You read these words first, so a no has to come from somebody else. You can say yes or perhaps.',
    changed: 'What is quoted of this voice has changed meanwhile. Look at it again.',
    done: {
      no: 'Noted: nobody could tell, as you see it.',
      maybe: 'Noted. Publishing waits until this is sorted out.',
      yes: 'Noted. Publishing waits until this is sorted out.',
      back: 'Your answer is taken back.',
    },
  },
} as const
