/** What the team reads where the voices of an exercise work for the organisation that runs it. */
export const workplaceWords = {
  'en-GB': {
    title: 'Do these people work for you?',
    lead: 'When staff or volunteers are asked by their own organisation, the person most likely to want to know who said it is their manager. Then other rules hold.',
    somebody: 'somebody who has left the team',
    rulesHeading: 'What changes',
    rules: [
      'Whoever leads cannot open any words of this exercise, even if they also listen or read.',
      'Whoever joins the team later is named here and cannot open what came before.',
      'Nobody can take the words out as they were said, by any command.',
      'Nothing people say of themselves stands beside their quotes, and nobody is named. They are not asked for it.',
      'When you take out what could show who somebody is, read as their manager would: somebody who knows every shift.',
    ],
    suggests: (domain: string) =>
      `Several people here write from addresses at ${domain}. If they work for you, say so below.`,
    isOn: 'These people work for the organisation that asks',
    onHint: 'It cannot be switched off again once somebody has been heard under it: they were promised it.',
    stays: 'People were heard under these rules. They stay as they are.',
    staysHint: 'On. It stays on, because people were heard under it.',
    advice: 'Who they can talk to outside your organisation',
    adviceHint: 'Shown on the public page. Free, independent advice about speaking up at work.',
    adviceMissing: 'Write who they can talk to.',
    defaultAdvice:
      'Protect, free and private advice about speaking up at work: 020 3117 2520, protect-advice.org.uk',
    button: 'Save',
    shutOut: (names: string) => `Under these rules ${names} cannot open words here, because they lead.`,
    noReaders:
      'Nobody is left who could read. Ask somebody who does not lead to listen, before anybody answers the question.',
    lateHeading: 'Who joined later',
    late: (name: string, day: string, upTo: number) =>
      `${name} joined on ${day} and cannot open passages 1 to ${upTo}.`,
    joinedLater:
      'You joined this team later. People spoke before that, and were told who listens. Ask somebody who was there.',
    noVerbatim:
      'The people of this exercise work for the organisation that asks: their words are not taken out as they were said.',
    done: { saved: 'Saved.' },
  },
} as const
