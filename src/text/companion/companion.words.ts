/** How somebody is spoken of in the sentence; `s` ends a verb: she says, they say. */
export type Spoken = {
  they: string
  them: string
  their: string
  theirs: string
  do: string
  are: string
  have: string
  were: string
  s: string
  /** The coach's own words that the suggestion may repeat, or undefined. */
  what: string | undefined
}

type Say = (spoken: Spoken) => string

/** What is suggested beside a coach's own words: a question, or another way to say it. */
export const companionWords = {
  'en-GB': {
    // Labels
    takes: ({ they, s, their }) =>
      `You could say what ${they} take${s} and how that is going, or use ${their} own word for it.`,
    drinks: ({ they, s, their }) =>
      `‘${they} drink${s}’ is enough, with how much if that matters. Or use ${their} own word for it.`,
    offence: ({ they, are }) =>
      `If it matters here: what happened, and how long ago? What ${are} ${they} doing these days?`,
    diagnosis: ({ them }) =>
      `‘has a diagnosis of …’ says who gave the word. Is it a word that fits, for ${them}?`,
    livesWith: ({ what }) => `‘lives with ${what ?? '…'}’ leaves room for the rest of a life.`,
    vulnerable: ({ them }) =>
      `What might happen to ${them}, and who or what from? That tells more than the word.`,
    muddle: ({ them }) => `What is going on around ${them} just now? One fact from this week says more.`,
    reach: ({ do: does, they }) => `For whom, and where? When and where ${does} ${they} like to meet?`,
    comesOften: ({ them }) => `What brings ${them} back each time? That may be the thing to write down.`,
    outside: () => '‘is sleeping outside’ says how it is tonight, and not who somebody is.',
    homeless: () => '‘people without a home’ puts the people first.',
    survived: ({ them }) => `‘has lived through …’ says it too. What helped ${them} get through?`,
    wheelchair: () => '‘uses a wheelchair’: for most people it is what gets them out.',
    sellsSex: () => '‘sells sex’ says what happens, and leaves the rest of the person free.',
    noPapers: () => '‘has no papers yet’ or ‘is waiting for an answer’ says what is so.',
    knownTo: ({ them }) => `Who knows ${them}, and from what? If it does not matter here, leave it out.`,
    test: () => '‘the test showed …’ says what is so.',
    wearsLabel: ({ them }) => `What have you seen ${them} do or say? That is easier to stand by.`,

    // Words of a system
    name: ({ they }) => `Could the name stand here, or just ‘${they}’?`,
    goodbye: () => 'How did it end, in plain words? ‘We said goodbye for now’, perhaps.',
    people: () => '‘the people I see’, perhaps?',
    follow: ({ do: does, they }) =>
      `What ${does} ${they} do, or leave undone? And what reason ${does} ${they} give?`,
    missed: () => '‘We did not meet today.’ Do you know what got in the way?',
    failed: ({ what }) => `‘did not ${what ?? '…'}’ says it. Do you know what got in the way?`,
    saidNo: ({ they }) => `What did ${they} say no to, just then? And what might ${they} say yes to?`,
    choseNot: ({ what, they }) => `‘chose not to ${what ?? '…'}’. Did ${they} say why?`,
    noTo: ({ what, they }) => `‘said no to ${what ?? '…'}’. Did ${they} say what would be better?`,
    inTouch: ({ them }) =>
      `When did you last talk, and what about? What would make it easy for ${them} to come back?`,
    takesPart: ({ do: does, they }) =>
      `What ${does} ${they} do? ‘talks’, ‘rings back’ or ‘comes along’ says more.`,
    left: ({ they, were }) =>
      `‘left without telling us’. What ${were} ${they} going to, or getting away from?`,

    // Blame
    hopedFor: ({ they }) => `What did ${they} ask for, and what did ${they} hope would happen?`,
    wantedCompany: ({ they }) =>
      `What might ${they} hope that somebody sees? Perhaps ${they} wanted company.`,
    tryingToGet: ({ they, are }) =>
      `What ${are} ${they} trying to get? Finding a way through the rules takes skill.`,
    inPain: () => 'What hurts, or is hard to bear? ‘asked for …’ is all that is sure.',
    keenOn: ({ are, they }) => `What ${are} ${they} keen on? And what makes this one hard to want?`,
    onOffer: ({ they }) => `What was on offer, and what was wrong with it? How would ${they} put it?`,
    beforeThat: ({ they }) => `What happened before ${they} left? Somebody may have made it hard to stay.`,
    likeInstead: ({ have, they }) =>
      `What ${have} ${they} been offered so far, and what would ${they} like instead?`,
    askingFor: ({ are, they }) => `What ${are} ${they} asking for? Perhaps nobody has answered yet.`,
    justBefore: ({ they }) => `What did ${they} do or say, and what came just before?`,
    hadToChoose: ({ they }) => `What was there to choose from? You could just say what ${they} did.`,
    seesIt: ({ they, s }) => `Perhaps ${they} see${s} it another way. How would ${they} tell it?`,
    whoSaidNo: ({ them }) => `Who has said no to ${them}, and when? A no can be asked about again.`,
    tired: ({ them }) => `What is a day like for ${them}? Worn out, in pain or afraid can look the same.`,
    inTheWay: ({ them }) => `What keeps getting in the way for ${them}, and who could move it?`,
    hopedMore: ({ they }) => `What did ${they} hope for that did not come?`,
    leaving: ({ them }) => `Leaving is hard, and can be dangerous. What would make it safer for ${them}?`,
    toldYou: ({ they }) => `You could just write what ${they} told you. It may well be so.`,
    upFor: ({ they, do: does, are }) =>
      `What ${does} ${they} not like about it? And what ${are} ${they} up for?`,

    // Doubt
    says: () => '‘says’ does the job, and lets the words stand.',
    told: ({ they }) => `‘told me’ is warmer: it was something ${they} chose to tell.`,
    saysNot: ({ they, have }) => `‘says ${they} ${have} not’, if you asked. If you did not, leave it out.`,
    inOrder: ({ do: does, they }) =>
      `Hard times are seldom told in order. What ${does} ${they} say happened?`,
    sawHeard: ({ they, do: does }) => `What did you see or hear? And how ${does} ${they} say it is?`,

    // Verdicts
    whoThinks: ({ do: does, they }) => `Who thinks so? And what ${does} ${they} say about it?`,
    readyFor: ({ do: does, they, are }) =>
      `Who thinks so? And what ${does} ${they} say ${they} ${are} ready for?`,
    whoFound: () => 'Who found this, when, and about which choice?',
    afraidOf: ({ are, they }) => `What ${are} ${they} afraid of? There may be a reason.`,
    whichPart: ({ are, they }) => `Which part is hard? And which part ${are} ${they} doing already?`,
    howLongAgo: () => 'Who wrote that first, and how long ago? What is different today?',
    tellingYou: ({ do: does, they, are }) =>
      `What ${does} ${they} do, and what ${are} ${they} telling people by it?`,
    whatHappened: ({ them }) => `What happened, and when? What helps ${them} keep it from happening?`,

    // Ranks
    worries: ({ do: does, they }) => `What worries you, and what ${does} ${they} say about it?`,
    firstThing: ({ do: does, they }) =>
      `What ${does} ${they} want to do first? Two or three plain things say more.`,
    changed: ({ their }) => `What has changed, in ${their} own words?`,

    // Who did it
    evicted: ({ them }) => `Who did it? For example: ‘the landlord evicted ${them}’.`,
    sanctioned: ({ their }) => `Who did it? For example: ‘the jobcentre stopped ${their} money’.`,
    movedOn: ({ them }) => `Who did it? For example: ‘the police moved ${them} on’.`,
    sentOut: ({ them }) => `Who did it? For example: ‘the ward sent ${them} out’.`,
    toldToLeave: ({ them }) => `Who told ${them} to go, and what for? ‘The manager told ${them} to go’, say.`,
    takenAway: ({ them }) => `Who decided it, and what did they tell ${them}?`,
    stoppedMoney: ({ their }) => `Who stopped it? For example: ‘the DWP stopped ${their} money’.`,
    turnedDown: ({ them }) => `Who said no, and what reason did they give ${them}?`,
    whoSaid: ({ them }) => `Who was it? ‘I told ${them} …’ or ‘the council told ${them} …’, say.`,
    whoDecided: ({ they }) => `Who decided it, and can ${they} ask for it to be looked at again?`,
    sentBack: ({ them }) => `Who sent ${them} there, and what for?`,

    // Whose idea
    whoseIdea: ({ they, s, what, theirs }) =>
      `Whose idea is it? ‘${they} want${s} to ${what ?? '…'}’ if it is ${theirs}, ‘I would like …’ if it is yours.`,
    wouldLike: ({ they }) => `Whose idea is it? What would ${they} say ${they} would like?`,

    // Lists
    alsoGood: ({ are, they }) =>
      `That is what is hard. What ${are} ${they} good at, or after? One line of that would do.`,
  },
} as const satisfies Record<string, Record<string, Say>>
