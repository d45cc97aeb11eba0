import type { Likeness, Reason } from '../../text/labels/likeness.ts'

/** What the page that looks for people counted twice says. */

const quoted = (label: string) => `“${label}”`
const both = ([one, other]: readonly [string, string]) => `${quoted(one)} and ${quoted(other)}`

const listed = (pieces: readonly string[]) => pieces.map(quoted).join(' and ')

/** The name is the same; what is not. */
function nameBut({ butFor, hasOtherAccents, isOtherWayRound }: Likeness): string {
  if (butFor.length > 0) return `The name is the same but for ${listed(butFor)}.`
  if (hasOtherAccents) return 'The name is the same, once with accents and once without.'
  return isOtherWayRound ? 'The name is the same, written another way.' : 'The name is the same.'
}

const evidence: Readonly<Record<Reason, (labels: readonly [string, string], likeness: Likeness) => string>> =
  {
    number: (labels) =>
      labels[0] === labels[1] ? 'The number is the same.' : `The number is the same: ${both(labels)}.`,
    'number-country': (labels) =>
      `The number is the same, once with the code of a country and once without: ${both(labels)}.`,
    address: () => 'The e-mail address is the same.',
    name: (_, likeness) => nameBut(likeness),
    'name-address': (labels) => `The name and the e-mail address fit: ${both(labels)}.`,
    'name-script': (labels) => `The name is the same in two scripts: ${both(labels)}.`,
    'device-name': (labels) =>
      `One is the name of a device, and its owner has the same name: ${both(labels)}.`,
    'short-form': (labels) =>
      `The family name is the same, and one first name is short for the other: ${both(labels)}.`,
    initial: (labels) => `The name is the same, once with an initial: ${both(labels)}.`,
    'first-name': (_, likeness) =>
      likeness.butFor.length > 0
        ? `The name is the same but for ${listed(likeness.butFor)}. It is one name only, so it may be two people.`
        : 'The name is the same. It is one name only, so it may be two people.',
    'user-name': (labels) => `One could be the other’s user name: ${both(labels)}.`,
    'several-name': (labels) => `One of the names in one label is the other’s: ${both(labels)}.`,
    aside: (labels) => `What stands beside one name is the other’s name: ${both(labels)}.`,
    'first-name-address': (labels) => `The first name and the e-mail address fit: ${both(labels)}.`,
    spelling: (labels) => `The names sound the same and are spelled in two ways: ${both(labels)}.`,
    'device-first-name': (labels) =>
      `One is the name of a device, and its owner has the same first name: ${both(labels)}.`,
    'part-of-name': (labels) => `One name is a part of the other: ${both(labels)}.`,
    'several-first-name': (labels) => `One of the first names in one label is the other’s: ${both(labels)}.`,
    initials: (labels) => `One could be the other’s initials: ${both(labels)}.`,
  }

export const sameWords = {
  'en-GB': {
    title: 'Is this one person?',
    lead: 'One person is one voice. We compare the names and numbers in the files, and you say whether they are one person. Whoever holds words to come back still sees only their own. You can undo it later.',
    none: 'Nobody looks like somebody else.',
    noneWhy:
      'When names or numbers in the files are alike, the two voices will stand here. You can still join any two voices on the page of one of them.',
    left: (count: number, isMore: boolean) =>
      isMore
        ? `More than ${count.toLocaleString('en-GB')} pairs to look at. These are the strongest.`
        : count === 1
          ? 'One pair to look at.'
          : `${count.toLocaleString('en-GB')} pairs to look at.`,
    atEnd: 'You have seen them all.',
    fromStart: 'Begin again with the strongest',
    sureness: {
      'very-likely': 'Very likely one person',
      likely: 'Likely one person',
      perhaps: 'Perhaps one person',
    },
    evidence: (labels: readonly [string, string], likeness: Likeness) =>
      evidence[likeness.reason](labels, likeness),
    against: {
      title: 'What speaks against it',
      'group-call': 'Both spoke in the same call, by turns. They are probably two people.',
      whatsapp:
        'Both wrote in the same chat, by turns. They are probably two people, or one with two phones.',
      other: 'Both are in the same file, by turns. They are probably two people.',
      sharedBy: (n: number) => `${n.toLocaleString('en-GB')} voices have this in common.`,
      device: (label: string) => `${quoted(label)} is a device. Somebody else may have used it.`,
      several: (label: string) =>
        `${quoted(label)} is more than one person at one screen. If you join, all they said counts as one person’s.`,
      facilitator: (n: number) =>
        `Voice ${n} is a facilitator. If you join, none of these words are counted or published.`,
    },
    whoSaidWhat: (n: number) => `Say which passages of voice ${n} somebody else said`,
    detail: (labels: readonly string[], doors: string, said: string) =>
      [labels.map(quoted).join(', '), doors, said].filter(Boolean).join(' · '),
    join: 'One person: join them',
    apart: 'Two people',
    skip: 'Not sure: show the next',
    last: (kept: string, number: number) => `You joined voice ${number} to ${kept}.`,
    undo: 'Undo this',
    done: {
      joined: 'Joined. They are counted once.',
      apart: 'Noted. We will not ask about these two again.',
      undone: 'Undone. They are two voices again.',
    },
    problems: { noAnswer: 'Say whether they are one person or two.' },
  },
} as const
