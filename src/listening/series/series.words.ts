/** What the pages about series say. */
export const seriesWords = {
  'en-GB': {
    listTitle: 'Series',
    listLead: 'What people said, told in numbered Wisdoms and published for anybody to read.',
    emptyWhat: 'Series of this exercise will be here.',
    emptyWhy: 'Most exercises have one. Begin it when you can see what people have in common.',
    newHeading: 'Begin a series',
    another: 'Begin another series',
    newLead: 'All of this can be changed until you publish, and after.',
    title: 'Title',
    titleHint: 'In your words, without quotation marks.',
    titleMissing: 'Type a title. You can change it later.',
    introduction: 'Introduction',
    introductionHint: 'What you asked and why, in the team’s words. An empty line begins a new paragraph.',
    howHeard: 'How people were heard',
    howHeardHint:
      'Where you asked, how long people had, who is missing. The number of people is added by itself.',
    address: 'Web address',
    addressHint:
      'The last part of its address: small letters, numbers and dashes. Leave it empty to follow the title.',
    addressFixed: 'It is published, so its address stays: links to it go on working.',
    addressWrong: 'Use small letters a to z, numbers and dashes only, 80 at most.',
    tooLong: (most: number) => `Make this shorter: ${most} letters at most. Nothing you typed is lost.`,
    make: 'Begin the series',
    save: 'Save',
    change: 'Change title, introduction and how people were heard',
    changeTitle: 'The words around it',
    wisdoms: 'Wisdoms',
    wisdomTitle: 'Title',
    inside: 'What is in it',
    order: 'Order',
    up: 'Move up',
    down: 'Move down',
    about: (title: string) => `(${title})`,
    untitled: 'Without a title',
    parts: (quotes: number, narrations: number) =>
      [
        ...(quotes > 0 ? [quotes === 1 ? 'one quote' : `${quotes} quotes`] : []),
        ...(narrations > 0
          ? [narrations === 1 ? 'one piece of narration' : `${narrations} pieces of narration`]
          : []),
      ].join(', ') || 'Nothing in it yet',
    newWisdom: 'New Wisdom',
    noWisdom: 'The Wisdoms will be here, in their order.',
    noWisdomWhy: 'Begin the first one when a few stretches are coded: its quotes are chosen from them.',
    ready: 'Nothing stands in the way of publishing.',
    notReady: (count: number) =>
      count === 1
        ? 'One thing is to be put right before it can be published.'
        : `${count} things are to be put right before it can be published.`,
    toGates: 'See what is checked, and publish',
    toPutRight: 'See what is to be put right',
    toClearances: 'Cleared words',
    toIntruder: 'Who said this? Look at it as somebody would who wants to know',
    toBeside: 'What stands beside the quotes',
    done: {
      made: 'The series is begun.',
      saved: 'Saved.',
      moved: 'Moved.',
      removed: 'The Wisdom is removed.',
      mended: 'Noted: it is mended.',
      'folder-gone': 'Noted: this folder is gone. Nobody looks for it any more.',
    },
  },
} as const
