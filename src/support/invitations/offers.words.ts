const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'Europe/London' })

/** A coach's cards, and saying yes to somebody who asks. */
export const offersWords = {
  'en-GB': {
    title: 'Cards',
    lead: 'You offer; the person chooses. Nothing here says who took a card, or that nobody did.',
    askedHeading: 'Somebody gave you three words',
    asked: 'Their three words',
    askedHint: 'With them you say yes. You see what that person opens to you.',
    sayYes: 'Say yes',
    wrong: 'These words open nothing. They work once, for two weeks. Ask the person for new ones.',
    often: 'There were many tries from this place. Wait ten minutes, then try again.',
    cardHeading: 'A card to hand over',
    cardLead:
      'It has three words. Whoever types them on their own page sees who you are, and can let you in or not.',
    make: 'Make a card',
    open: 'Cards of the last two weeks',
    openHint: 'Whether somebody used one is theirs to say.',
    madeOn: (made: Date, expires: Date) =>
      `Made on ${day.format(made)}. Works once, until ${day.format(expires)}.`,
    remove: 'Throw away',
    newHeading: 'Your card',
    newOnce: 'Its words are shown only once. Print this page, or write them down.',
    newFound:
      'Whoever finds the card reads your name and your organisation on it, and can try whether it was used. Ask if that is safe. Else say the three words, and leave the card out.',
    newWorks: 'The words work once, for two weeks.',
    newCamera: 'The address, for the camera of a phone:',
    newHow: [
      'Open this address on any phone or computer.',
      'Type a name you like. Nothing else is asked.',
      'Do you want this coach to come in? Then open “Who I let in”, and type these three words:',
    ],
    newSpace: 'Room for your own five words:',
    cardFrom: (name: string, organisation: string) => `From ${name}, ${organisation}`,
    back: 'Back to today',
    done: { removed: 'That card opens nothing any more.' },
  },
} as const
