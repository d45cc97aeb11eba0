/** What the pages of exercises say to the team, and the sentences a new exercise starts with. */
export const exerciseWords = {
  'en-GB': {
    title: 'Exercises',
    lead: 'An exercise is one open question, asked of some people for some time.',
    newOne: 'Ask a question',
    caption: 'All exercises, the newest first',
    columns: { title: 'Exercise', open: 'Doors', waiting: 'Waiting for a reader' },
    empty: 'Your exercises will stand here.',
    emptyWhy:
      'There is none yet. It begins with one question that you would like people to answer in their own words.',
    emptyReader: 'There is none yet. A lead or a listener opens one.',
    openUntil: (day: string) => `Open until ${day}`,
    open: 'Open until you close it',
    closed: 'Closed',
    over: (day: string) => `Its last day was ${day}`,
    waits: (count: number) => (count === 0 ? 'nothing' : passages(count)),

    newTitle: 'Ask a question',
    newLead: 'People read what you write here before they answer.',
    changeTitle: 'Change the exercise',
    changeLead: 'The public page shows it at once.',
    fields: {
      title: 'Title',
      titleHint: 'For your team. People outside do not see it.',
      question: 'The question',
      questionHint:
        'There is room for exactly one question. Ask what people know best: what they have lived.',
      asked: 'Whom you ask',
      askedHint: 'For example: anybody who has had support from us.',
      openUntil: 'Until when',
      openUntilHint: 'The last day the public page takes words. Leave it empty to close it yourself.',
      whatHappens: 'What will happen to the words',
      whatHappensHint: 'Say it as you would across a table.',
      whoReads: 'Who reads them',
      readBy: 'When they read them',
      readByHint: 'For example: within two working days. Only promise what you can keep.',
    },
    defaults: {
      asked: 'Anybody this question speaks to',
      whatHappens:
        'Two of us read what you write. We take out names and places. Then we look for what people share, and print short pieces of it: in your own words, if you say yes to that. You can come back and take your words out.',
      whoReads: (organisation: string) => `The listening team of ${organisation}`,
      readBy: 'Within two weeks',
    },
    save: 'Save',
    openIt: 'Open the exercise',
    cancel: 'Leave it as it was',
    notNow: 'Not now',
    titleMissing: 'Give the exercise a title, so that your team finds it again.',
    questionMissing: 'Type the question you want to ask.',
    questionStays:
      'People have answered this question, so it stays as it is. To ask something else, open another exercise.',
    oneQuestion: 'There is room for one question. Keep the one that matters most, and leave the others out.',
    whatHappensMissing: 'Say what will happen to the words. People decide by it.',
    whoReadsMissing: 'Say who reads the words.',
    readByMissing: 'Say when somebody reads the words.',
    tooLong: (most: number) => `Make this shorter: ${figure(most)} letters at most.`,
    dateWrong: 'Type a day like 2027-03-31, or leave it empty.',
    datePast: 'This day is over. Choose a later day, or leave it empty.',

    done: {
      opened: 'Your exercise is open. Its public page is ready.',
      changed: 'Changed. The public page shows it now.',
      closed: 'Closed. The public page takes no more words.',
      reopened: 'Open again.',
    },
    change: 'Change it',
    close: 'Close it',
    reopen: 'Open it again',
    isOverHint: 'Its last day has passed. To open it again, change that day.',
    publicPage: 'The public page',
    publicHint: 'Anybody with this address can answer. Copy it, print it, read it out.',
    facts: {
      asked: 'Whom you ask',
      whatHappens: 'What will happen to the words',
      whoReads: 'Who reads them',
      readBy: 'When they read them',
    },
    promised: 'What people are told',
  },
} as const

function passages(count: number): string {
  return count === 1 ? 'one passage' : `${figure(count)} passages`
}

function figure(count: number): string {
  return count.toLocaleString('en-GB')
}
