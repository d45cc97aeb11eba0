/** What the hub of an exercise says: its parts in the order of the work. */
export const hubWords = {
  'en-GB': {
    groups: {
      hear: 'Hear people',
      voices: 'Count each person once',
      read: 'Read what they said',
      make: 'Find what they share, and print it',
      people: 'What you owe people',
    },
    first: {
      concerns: 'Somebody may be in danger',
      check: 'Check what came in',
      review: 'Read what waits',
    },
    parts: {
      doors: 'Doors',
      sitting: 'Write it down',
      script: 'What to read aloud',
      mailboxes: 'Mailboxes',
      voices: 'Voices',
      same: 'One person twice?',
      review: 'Review',
      passages: 'Passages',
      concerns: 'Worries',
      themes: 'Themes',
      series: 'Series',
      told: 'What people are told and asked',
      workplace: 'Do these people work for you?',
      payments: 'Payments',
      requests: 'Lost words, and prints',
    },
    sitting: 'What somebody said to you, or wrote on paper.',
    mailboxes: 'Answers that come by e-mail.',
    script: 'Before a conversation or a call.',
    told: 'Their rights, the two days, and what you ask one at a time.',
    requests: 'Somebody lost their words to come back, or asks for all you hold.',
    payments: 'Who was given something for taking part, apart from all words.',
    concerns: (open: number) =>
      open === 0
        ? 'Where somebody may be in danger, and who is told.'
        : open === 1
          ? 'One waits for an answer: somebody may be in danger.'
          : `${figure(open)} wait for an answer: somebody may be in danger.`,
    toCheck: (count: number) =>
      count === 0
        ? ''
        : count === 1
          ? 'One more waits to be checked.'
          : `${figure(count)} more wait to be checked.`,
    same: 'Look for people who stand here under two numbers.',
    workplace: 'Other rules hold when staff or volunteers are asked by their own organisation.',
    doors: (sources: number) =>
      sources === 0
        ? 'No file has been brought in yet. The public page is a door too.'
        : `${sources === 1 ? 'One file' : `${figure(sources)} files`} brought in, beside the public page.`,
    voices: (voices: number) =>
      voices === 0
        ? 'Nobody has said anything yet.'
        : voices === 1
          ? 'One person so far.'
          : `${figure(voices)} people so far.`,
    unasked: (count: number) =>
      count === 0
        ? ''
        : count === 1
          ? 'One passage stays unread until its voice agrees.'
          : `${figure(count)} passages stay unread until their voices agree.`,
    review: (first: number, second: number) => {
      if (first + second === 0) return 'Nothing waits for a reader.'
      const parts = [
        ...(first ? [`${passages(first)} for a first reader`] : []),
        ...(second ? [`${passages(second)} for a second reader`] : []),
      ]
      return `Waiting: ${parts.join(', ')}.`
    },
    reviewed: (count: number) =>
      count === 0
        ? 'No passage has been passed by two people yet.'
        : count === 1
          ? 'Two people have passed one passage.'
          : `Two people have passed ${figure(count)} passages.`,
    themes: (count: number) =>
      count === 0 ? 'No theme yet.' : count === 1 ? 'One theme so far.' : `${figure(count)} themes so far.`,
    series: (count: number) =>
      count === 0 ? 'No series yet.' : count === 1 ? 'One series.' : `${figure(count)} series.`,
  },
} as const

function passages(count: number): string {
  return count === 1 ? 'one passage' : `${figure(count)} passages`
}

function figure(count: number): string {
  return count.toLocaleString('en-GB')
}
