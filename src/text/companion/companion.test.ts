import { describe, expect, it, test } from 'vitest'
import { processorTime } from '../../../test/processor-time.ts'
import { findSuggestions } from './companion.ts'
import { companionWords } from './companion.words.ts'

const told = (text: string) =>
  findSuggestions(text).map(({ start, end, kind }) => `${kind}: ${text.slice(start, end)}`)

describe('what deserves a suggestion gets one', () => {
  it.each([
    ['Maria is an addict.', 'label: an addict'],
    ['He is schizophrenic.', 'label: schizophrenic'],
    ['The client was in good spirits.', 'system-word: client'],
    ['DNA again today.', 'system-word: DNA again'],
    ['He refused to engage.', 'system-word: refused to engage'],
    ['Failed to attend.', 'system-word: Failed to attend'],
    ['I think he is lazy.', 'blame: lazy'],
    ['It feels like he is lazy.', 'blame: lazy'],
    ['He is playing the system.', 'blame: playing the system'],
    ['Craig kicked off at the desk.', 'blame: kicked off'],
    ['She claims that her bag was stolen.', 'doubt: claims that'],
    ['Denies any thoughts of hurting himself.', 'doubt: Denies any'],
    ['Presents as low in mood.', 'doubt: Presents as'],
    ['He lacks insight into his drinking.', 'verdict: lacks insight'],
    ['She is high risk.', 'ranking: high risk'],
    ['He was evicted in June.', 'hidden-doer: was evicted'],
    ['She needs to take responsibility for her post.', 'whose-idea: needs to take responsibility'],
    [
      'Heroin use, rent arrears and a string of evictions.',
      'only-hard-things: Heroin use, rent arrears and a string of evictions',
    ],
  ])('%s', (text, expected) => {
    expect(told(text)).toEqual([expected])
  })
})

describe('what is said well, or not about the person, gets nothing', () => {
  it.each([
    'I brought an umbrella in case it rained.',
    'He carried his whole life in one case.',
    'He was denied entry by the door staff.',
    'The night porter refused him a blanket.',
    'We talked about GDPR and compliance.',
    'The DNA test came back and Marek is a dad.',
    'He claims PIP and Universal Credit.',
    'Hodan was admitted to hospital on Sunday.',
    'She needs to be at work by six.',
    'She wants to stop drinking.',
    'She says she is an addict and that the word helps her.',
    'He was evicted by the council in June.',
    'He is an alcoholic, his words.',
    'He is an addictive sort of reader.',
    'She is lazy on Sundays, as she tells everyone.',
    'The psychiatrist thinks he is paranoid.',
    'Her ex is manipulative.',
    'I refused to fill in the form for him.',
    'The jobcentre failed to pay her twice.',
    '',
    '\n\n  \n',
  ])('%s', (text) => {
    expect(told(text)).toEqual([])
  })
})

it.each([
  ['He refused to sign the form.', '‘chose not to sign the form’. Did he say why?'],
  ['She suffers from depression.', '‘lives with depression’ leaves room for the rest of a life.'],
  ['Tariq was evicted. He was calm.', 'Who did it? For example: ‘the landlord evicted him’.'],
  ['They refused to engage.', 'What did they say no to, just then? And what might they say yes to?'],
  [
    'She must   address\ther debts.',
    'Whose idea is it? ‘she wants to address her debts’ if it is hers, ‘I would like …’ if it is yours.',
  ],
])('the suggestion for "%s" is made from its sentence', (text, expected) => {
  expect(findSuggestions(text).map(({ suggestion }) => suggestion)).toEqual([expected])
})

test('he and she in one sentence are left open', () => {
  const [one] = findSuggestions('He met her at noon and refused to engage.')
  expect(one?.suggestion).toContain('did they say no to')
})

describe('the person’s own words are never touched', () => {
  it.each([
    'He said: "I’m an addict."',
    'He said “I’m an addict and chaotic” and grinned.',
    "He said 'I'm an addict, me' and grinned.",
    'He said ‘the dogs’ home is chaotic, I’m an addict’ once.',
    'He said „I refused to engage“ once.',
    'He said «I am vulnerable» once.',
    'He said ‹I am vulnerable› once.',
    "He said ''I was high risk'' once.",
    'He said 「I was high risk」 once.',
    'He said ″I was high risk″ once.',
    '“I was an addict, he said, and never closed the mark',
    '> I am an addict',
    'He said I am an addict.',
    'Her words: the client from hell.',
  ])('%s', (text) => {
    expect(told(text)).toEqual([])
  })

  it.each([
    ['“', '”'],
    ['"', '"'],
    ["'", "'"],
    ['‘', '’'],
    ['‚', '‘'],
    ['„', '“'],
    ['«', '»'],
    ['»', '«'],
    ['‹', '›'],
    ['「', '」'],
    ['『', '』'],
    ['《', '》'],
    ['″', '″'],
    ['＂', '＂'],
    ["''", "''"],
    ['``', "''"],
    ['`', '´'],
    ['❝', '❞'],
    ['“', ''],
    ['\n> ', '\n'],
  ])('between %s and %s', (open, close) => {
    const pinned = (before: string, after: string) =>
      `Pinned to her door ${before}the clients' kitchen, she’s not engaging, and don’t blame us${after}`
    expect(told(pinned('', ' for all to see.'))).toContain('system-word: clients')
    expect(told(`${pinned(open, close)} for all to see.`)).toEqual([])
  })

  it('and what stands around them is still seen', () => {
    expect(told('He said "I am an addict". He refused to engage.')).toEqual([
      'system-word: refused to engage',
    ])
    expect(told("He's 6' 2\" tall, the client's shoes don't fit.")).toEqual(['system-word: client'])
    expect(told('Rock ’n’ roll all night, it’s the client’s band.')).toEqual(['system-word: client'])
  })
})

describe('offsets are UTF-16 code units of the text as it is', () => {
  it.each([
    '👩🏾‍🦽🏳️‍🌈 ',
    'Zoe\u0308 and Nguye\u0302\u0303n, \u0130pek, ﬁne. ',
    '\u{1F1FA}\u{1F1E6}\u200d\u00ad ',
    '\ud83d ',
    'Line\r\nline\u2028 ',
  ])('after %j', (before) => {
    const text = `${before}The client is here.`
    const [one] = findSuggestions(text)
    expect(one && text.slice(one.start, one.end)).toBe('client')
  })

  it('a mark on a letter makes another word', () => {
    expect(told('The client\u0301 is here.')).toEqual([])
  })
})

const long =
  'The client is an addict and playing the system. She claims that she was evicted. She is high risk. ' +
  'She needs to stop drinking. He refused to engage. The client is an addict.'

describe('a tired coach is not nagged', () => {
  it('three at most, or as many as asked for, the most useful first', () => {
    expect(told(long)).toHaveLength(3)
    const all = findSuggestions(long, { most: 99 })
    expect(all.length).toBeGreaterThan(6)
    expect(findSuggestions(long)).toEqual(all.slice(0, 3))
    expect(findSuggestions(long, { most: 0 })).toEqual([])
    expect(all[0]?.kind).toBe('blame')
    expect(all.at(-1)?.kind).toBe('system-word')
  })

  it('never the same one twice, and no two on one stretch', () => {
    const all = findSuggestions(long.repeat(20), { most: 1000 })
    expect(new Set(all.map(({ suggestion }) => suggestion)).size).toBe(all.length)
    const inOrder = all.toSorted((a, b) => a.start - b.start)
    inOrder.forEach(({ start }, at) => expect(start).toBeGreaterThanOrEqual(inOrder[at - 1]?.end ?? 0))
  })

  it('the same text gets the same, however often it is asked', () => {
    const first = findSuggestions(long)
    for (let again = 0; again < 5; again += 1) expect(findSuggestions(long)).toEqual(first)
  })
})

describe('a text made to be slow is not', () => {
  it.each([
    ['one word', 'a'],
    ['spaces', ' '],
    ['new lines', '\n'],
    ['stops', '.'],
    ['marks that open', " 'a"],
    ['marks of every kind', ' “\'"‘«'],
    ['half a phrase', 'refused to '],
    ['phrases', 'refused to engage '],
    ['the beginning of many', 'was very has been needs to not '],
    ['hard things', 'debts, arrears '],
    ['said', 'said '],
    ['said and a colon', 'said: '],
    ['commas', 'he, '],
    ['lone halves', '\ud83d'],
    ['covered', '\uE000'],
  ])('200 kB of %s', (_, piece) => {
    const text = piece.repeat(Math.ceil(200_000 / piece.length))
    expect(processorTime(() => findSuggestions(text))).toBeLessThan(3000)
  })

  it('a line of 10 MB', () => {
    const line = 'she came late again and we walked to the shop because the client refused to engage '
    const text = line.repeat(Math.ceil(10_000_000 / line.length))
    expect(processorTime(() => expect(findSuggestions(text)).toHaveLength(2))).toBeLessThan(60_000)
  })
})

describe('what is suggested is no reason for the next suggestion', () => {
  const she = { they: 'she', them: 'her', their: 'her', theirs: 'hers', do: 'does', are: 'is', have: 'has' }
  const they = {
    they: 'they',
    them: 'them',
    their: 'their',
    theirs: 'theirs',
    do: 'do',
    are: 'are',
    have: 'have',
  }
  const spoken = [
    { ...she, were: 'was', s: 's', what: undefined },
    { ...they, were: 'were', s: '', what: 'sign the form' },
  ]

  it.each(Object.entries(companionWords['en-GB']))('%s', (_, say) => {
    for (const one of spoken) {
      const said = say(one)
      expect(told(said.replace(/[‘’]/gu, ''))).toEqual([])
      expect(said).toMatch(/^[\p{L}‘].*[.?]$/u)
      expect(said).not.toMatch(/\b(?:(?:do|are|have) she|(?:does|is|has) they|they wants)\b|undefined|\s\s/u)
      expect(said.length).toBeLessThanOrEqual(110)
    }
  })

  it.each([
    ['He refused to sign the form.', 'He chose not to sign the form.'],
    ['She refused support with the forms.', 'She said no to support with the forms.'],
    ['He failed to attend the group.', 'He did not attend the group.'],
    ['She suffers from anxiety.', 'She lives with anxiety.'],
    ['She needs to cut down.', 'She wants to cut down.'],
    ['He claims that he paid.', 'He says that he paid.'],
    ['He was evicted.', 'The landlord evicted him.'],
    ['He is manipulative.', 'He asked for the same thing three times.'],
  ])('%s', (before, after) => {
    expect(told(before)).toHaveLength(1)
    expect(told(after)).toEqual([])
  })
})

describe('whose doing it is', () => {
  it.each([
    ['She came late and refused to sign.', 1],
    ['Came late, refused to sign.', 1],
    ['Aled was late and refused to sign.', 1],
    ['The council was late and refused to sign.', 0],
    ['Her landlord refused to sign.', 0],
    ['Her landlord came. He refused to sign.', 0],
    ['The hostel rang. They refused to sign.', 0],
    ['My manager, who refused to sign, rang.', 0],
    ['I refused to sign.', 0],
    ['We went in and refused to sign.', 0],
    ['The service user refused to sign.', 2],
    ['Universal Credit refused to pay.', 0],
    ['- refused to sign', 1],
    ['14.00: refused to sign', 1],
    ['Landlord: refused to sign', 0],
    ['It claims that nobody paid.', 0],
    ['This is unstable and high risk.', 0],
    ['Jo’s brother refused to sign.', 0],
    ['Jo, who was tired, refused to sign.', 1],
  ])('%s', (text, count) => {
    expect(told(text)).toHaveLength(count)
  })
})
