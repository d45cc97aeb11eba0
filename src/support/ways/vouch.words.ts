/** Two who work here help somebody who lost every way in. */
export const vouchWords = {
  'en-GB': {
    title: 'New words for somebody',
    lead: 'Somebody lost every way into their own page, and asked you for help.',
    notAllowed:
      'They did not allow this beforehand, so it cannot be done here. If they named two people, those two can help.',
    means: [
      'You say that you spoke with them yourself, and that they asked for this.',
      'A colleague has to say the same. Then one day goes by, and they get new words.',
      'They will see both your names. Until they are back, nobody can see their page, and neither can you, unless a life is in danger now.',
    ],
    spoken: 'I spoke with them, and they asked for this',
    spokenMissing: 'Tick this when you have spoken with them.',
    go: 'Get words for a colleague',
    madeLead: 'Say these words to a colleague who has spoken with them too. They work once, for one day.',
    madeAt: 'Your colleague types them here:',
    secondLead: 'A colleague gave you three words, because somebody lost every way into their own page.',
    words: 'Your colleague’s three words',
    wrong: 'These words are not good, or you made them yourself. A second person is asked for.',
    often: 'There were many tries from this place. Wait ten minutes, then try again.',
    confirm: 'Ask for new words',
    keptLead: 'Write these words down for them, and hand them over. In one day they get them new words.',
    keptOnce: 'They are shown only now. Keep no copy: whoever has them can open the page in one day.',
    keptAt: 'In one day, they type them here:',
    back: 'Today',
    link: 'They lost every way in',
  },
} as const
