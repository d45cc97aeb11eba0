import { describe, expect, test } from 'vitest'
import { recogniseSource } from './recognise.ts'
import type { SourceItem } from './source.ts'
import { SourceTooLong } from './source.ts'
import { parseWebvtt } from './webvtt.ts'

/** A cue a second long, at `second`. */
const cue = (second: number, text: string, settings = ''): string => {
  const time = (s: number): string =>
    `00:${String(Math.floor(s / 60)).padStart(2, '0')}:${String(s % 60).padStart(2, '0')}`
  return `${time(second)}.100 --> ${time(second + 1)}.000${settings}\n${text}\n`
}

test('consecutive cues of one speaker are one passage, whatever the pause', () => {
  const text = `WEBVTT\n\n1\n${cue(3, 'Jo Ash: I walked')}\n2\n${cue(4, 'Jo Ash: all the way.')}\n3\n${cue(900, 'Jo Ash: Twice.')}\n4\n${cue(901, 'Sam: Why?')}`
  expect(read(text)).toEqual([
    { kind: 'notice', text: 'WEBVTT', reason: 'header', line: 1 },
    { kind: 'passage', label: 'Jo Ash', text: 'I walked all the way. Twice.', at: '00:00:03', line: 3 },
    { kind: 'passage', label: 'Sam', text: 'Why?', at: '00:15:01', line: 15 },
  ])
})

describe('speakers', () => {
  const variants: [what: string, words: string, label: string | null, text: string][] = [
    ['voice tag', '<v Jo Ash>I walked</v>', 'Jo Ash', 'I walked'],
    ['voice tag with a class', '<v.first.loud Jo Ash>I walked', 'Jo Ash', 'I walked'],
    ['voice tag with an entity', '<v Jo &amp; Sam>we walked', 'Jo & Sam', 'we walked'],
    ['voice tag with a comma', '<v Ash, Jo (Team)>I walked</v>', 'Ash, Jo (Team)', 'I walked'],
    ['name', 'Jo Ash: I walked', 'Jo Ash', 'I walked'],
    ['name and pronouns', 'Jo Ash (she/her): I walked', 'Jo Ash (she/her)', 'I walked'],
    ['name with an initial', 'J. Ash: I walked', 'J. Ash', 'I walked'],
    ['name and team', 'Jo Ash | Frontline: I walked', 'Jo Ash | Frontline', 'I walked'],
    ['two people in one label', 'Jo + Sam: we walked', 'Jo + Sam', 'we walked'],
    ['name with a small word', 'Marijke van der Laan: I walked', 'Marijke van der Laan', 'I walked'],
    ['unsaved name', '~ Jo Ash: I walked', 'Jo Ash', 'I walked'],
    ['a sentence with a colon', 'So the thing is: no', null, 'So the thing is: no'],
    ['one word once', 'Remember: no', null, 'Remember: no'],
    ['a question', 'Are you there? Yes: here', null, 'Are you there? Yes: here'],
    ['two sentences', 'I went. They said: no', null, 'I went. They said: no'],
    ['a time', 'At 10:30 we met', null, 'At 10:30 we met'],
    ['an address', 'https://example.org is it', null, 'https://example.org is it'],
    ['no colon', 'I walked', null, 'I walked'],
    ['italics and entities', '<i>I</i> &amp; Sam <00:00:01.000><c>walked</c>', null, 'I & Sam walked'],
  ]
  test.each(variants)('%s', (_, words, label, text) => {
    expect(passages(`WEBVTT\n\n${cue(1, words)}`)).toMatchObject([{ label, text }])
  })

  test('in a file where every cue has a label, any word before the colon is one', () => {
    const text = `WEBVTT\n\n${cue(1, 'jo.ash: I walked')}\n${cue(3, 'admin: So the thing is: no')}\n${cue(5, 'jo.ash: yes: really')}`
    expect(passages(text)).toMatchObject([
      { label: 'jo.ash', text: 'I walked' },
      { label: 'admin', text: 'So the thing is: no' },
      { label: 'jo.ash', text: 'yes: really' },
    ])
  })

  test('a name in small letters that comes late is nobody else’s words, and could be said to be a label', () => {
    const cues = Array.from({ length: 130 }, (_, i) => cue(i, i % 2 === 0 ? 'Jo Ash: one.' : 'Sam: two.'))
    const items = read(
      `WEBVTT\n\n${[...cues, cue(140, 'jo from the hostel: three'), cue(141, 'Sam: four')].join('\n')}`,
    )
    expect(items.slice(-2)).toMatchObject([
      { kind: 'passage', label: 'Sam', text: 'two. four' },
      {
        kind: 'not-understood',
        text: 'jo from the hostel: three',
        said: { label: 'jo from the hostel', text: 'three', at: '00:02:20' },
      },
    ])
  })

  test('in a file with few labels, one word is a label when it comes back', () => {
    const text = ['Sam: one', 'two.', 'three.', 'Sam: four', 'Note: five.', 'six.', 'seven.', 'eight.']
      .map((words, i) => cue(i * 10, words))
      .join('\n')
    expect(passages(`WEBVTT\n\n${text}`).map((item) => [item.label, item.text])).toEqual([
      ['Sam', 'one'],
      [null, 'two.'],
      [null, 'three.'],
      ['Sam', 'four'],
      [null, 'Note: five.'],
      [null, 'six.'],
      [null, 'seven.'],
      [null, 'eight.'],
    ])
  })

  test('two speakers in one cue are two passages', () => {
    const text = `WEBVTT\n\n${cue(1, '<v Jo>Shall we?\n<v Sam>Yes.')}`
    expect(passages(text)).toMatchObject([
      { label: 'Jo', text: 'Shall we?', line: 3 },
      { label: 'Sam', text: 'Yes.', line: 5 },
    ])
  })

  const turns = (text: string): [string | null, string][] =>
    passages(text).map((item) => [item.label, item.text])

  const lists: [what: string, cues: string[], turns: [string | null, string][]][] = [
    [
      '<v> tags on one line',
      ['<v Jo>Shall we?</v> <v Sam>Yes.</v>'],
      [
        ['Jo', 'Shall we?'],
        ['Sam', 'Yes.'],
      ],
    ],
    ['a <v> tag over lines', ['<v Jo Ash>I walked\nall the way.</v>'], [['Jo Ash', 'I walked all the way.']]],
    [
      'words after a closed <v> tag',
      ['<v Jo>I walked.</v> Who?'],
      [
        ['Jo', 'I walked.'],
        [null, 'Who?'],
      ],
    ],
    ['a <v> tag of nobody', ['<v Unknown Speaker>I walked.</v>'], [[null, 'I walked.']]],
    [
      '>> NAME: at each change, what follows is theirs',
      ['>> JO ASH: I walked', 'all the way.', 'Twice.', '>> SAM: Why?', '>> JO ASH: To come back.'],
      [
        ['JO ASH', 'I walked all the way. Twice.'],
        ['SAM', 'Why?'],
        ['JO ASH', 'To come back.'],
      ],
    ],
    [
      '>> at each change, nobody named',
      ['>> I walked', 'all the way.', '>> Why?'],
      [
        [null, 'I walked all the way.'],
        [null, 'Why?'],
      ],
    ],
    [
      '&gt;&gt; as entities',
      ['&gt;&gt; JO ASH: I walked', '&gt;&gt; SAM: Why?'],
      [
        ['JO ASH', 'I walked'],
        ['SAM', 'Why?'],
      ],
    ],
    [
      '[Name] before the words',
      ['[Jo Ash] I walked', '[Sam] Why?', '[Jo Ash] So.', '[Sam] Ah.'],
      [
        ['Jo Ash', 'I walked'],
        ['Sam', 'Why?'],
        ['Jo Ash', 'So.'],
        ['Sam', 'Ah.'],
      ],
    ],
    [
      '[Name]: before the words',
      ['[SPEAKER_00]: I walked', '[SPEAKER_01]: Why?'],
      [
        ['SPEAKER_00', 'I walked'],
        ['SPEAKER_01', 'Why?'],
      ],
    ],
    [
      '(Name) on a line of its own',
      ['(Jo Ash)\nI walked', '(Jo Ash)\nall the way.\n(Sam)\nWhy?', '(Sam)\nAh.'],
      [
        ['Jo Ash', 'I walked all the way.'],
        ['Sam', 'Why? Ah.'],
      ],
    ],
    [
      'a name on a line of its own',
      ['Jo Ash\nI walked', 'Jo Ash\nall the way.', 'Sam\nWhy?', 'Sam\nAh.'],
      [
        ['Jo Ash', 'I walked all the way.'],
        ['Sam', 'Why? Ah.'],
      ],
    ],
    [
      'dashes: two people we do not know',
      ['- Shall we?\n- Yes.'],
      [
        [null, 'Shall we?'],
        [null, 'Yes.'],
      ],
    ],
    [
      'dashes with names',
      ['- Jo Ash: Shall we?\n- Sam Oak: Yes.'],
      [
        ['Jo Ash', 'Shall we?'],
        ['Sam Oak', 'Yes.'],
      ],
    ],
    ['tags of SubRip', ['<font color="#fff">{\\an8}<b>I</b> walked</font>'], [[null, 'I walked']]],
    ['an aside in brackets is words', ['(we were cold) I walked'], [[null, '(we were cold) I walked']]],
    [
      'lines shown again as they roll',
      ['I<00:00:01.500><c> walked</c>', 'I walked\nall<00:00:02.500><c> the way</c>', 'all the way\nhome.'],
      [[null, 'I walked all the way home.']],
    ],
  ]
  test.each(lists)('%s', (_, words, expected) => {
    expect(turns(`WEBVTT\n\n${words.map((each, i) => cue(i + 1, each)).join('\n')}`)).toEqual(expected)
    const subRip = words.map(
      (each, i) => `${i + 1}\n${cue(i + 1, each).replaceAll(/(\d\d)\.(\d{3})(?= |\n)/g, '$1,$2')}`,
    )
    expect(turns(subRip.join('\n'))).toEqual(expected)
  })

  test.each(['[Music]', '(laughs)', '[Applause] [Music]', '[BLANK_AUDIO]', '♪ Music ♪', '[dog barking]'])(
    'a sound is a notice: %s',
    (sound) => {
      expect(
        read(`WEBVTT\n\n${cue(1, `Jo Ash: one`)}\n${cue(2, sound)}\n${cue(3, `Jo Ash: two`)}`),
      ).toMatchObject([
        { kind: 'notice', reason: 'header' },
        { kind: 'passage', label: 'Jo Ash', text: 'one two' },
        {
          kind: 'notice',
          text: sound,
          reason: 'cue-metadata',
          said: { label: null, text: sound, at: '00:00:02' },
        },
      ])
    },
  )

  test('speech without a label joins only inside a sentence and a short while', () => {
    const text = `WEBVTT\n\n${cue(1, 'I walked')}\n${cue(2, 'all the way.')}\n${cue(3, 'Then')}\n${cue(60, 'nothing')}`
    expect(passages(text).map((item) => item.text)).toEqual(['I walked all the way.', 'Then', 'nothing'])
  })
})

describe('forms of the file', () => {
  const said = [{ kind: 'passage', label: 'Jo', text: 'hello', at: '00:03:50' }]
  test.each([
    ['hours left out', 'WEBVTT\n\n03:50.780 --> 03:51.710\n<v Jo>hello'],
    ['cue settings', 'WEBVTT\n\n00:03:50.780 --> 00:03:51.710 align:start position:10%\n<v Jo>hello'],
    ['CRLF', 'WEBVTT\r\n\r\n1\r\n00:03:50.780 --> 00:03:51.710\r\n<v Jo>hello\r\n'],
    ['lone CR', 'WEBVTT\r\r1\r00:03:50.780 --> 00:03:51.710\r<v Jo>hello\r'],
    [
      'byte order mark',
      '\ufeffWEBVTT - made by a program\nKind: captions\n\n00:03:50.780 --> 00:03:51.710\n<v Jo>hello',
    ],
    ['cue named by letters', 'WEBVTT\n\nintro-1/2\n00:03:50.780 --> 00:03:51.710\n<v Jo>hello'],
    [
      'Teams, cues named by codes',
      'WEBVTT\n\n1f2e3d4c-0000-4000-8000-000000000000/12-0\n00:03:50.780 --> 00:03:51.710\n<v Jo>hello</v>',
    ],
    ['SubViewer', '0:03:50.780,0:03:51.710\n<v Jo>hello'],
    ['SubRip, spaces and place', '1 \n 00:03:50,780 --> 00:03:51,710  X1:10 X2:20\n<v Jo>hello'],
    [
      'SubRip without blank lines',
      '1\n00:03:50,780 --> 00:03:51,000\n<v Jo>hello\n2\n00:03:51,000 --> 00:03:51,710\n<v Sam>yes',
    ],
    ['SubRip', '1\n00:03:50,780 --> 00:03:51,710\n<v Jo>hello'],
  ])('%s', (_, text) => {
    expect(recogniseSource('x.txt', text)).toEqual({ format: 'webvtt' })
    expect(passages(text).slice(0, 1)).toMatchObject(said)
  })

  test('notes and styles are notices, and do not part a turn', () => {
    const text = `WEBVTT\n\nSTYLE\n::cue { color: red }\n\n${cue(1, '<v Jo>one')}\nNOTE checked\nby Sam\n\n${cue(2, '<v Jo>two')}`
    expect(read(text)).toMatchObject([
      { kind: 'notice', reason: 'header', line: 1 },
      { kind: 'notice', reason: 'cue-metadata', line: 3 },
      { kind: 'passage', label: 'Jo', text: 'one two', line: 6 },
      { kind: 'notice', text: 'NOTE checked\nby Sam', reason: 'cue-metadata', line: 9 },
    ])
  })

  test('a cue of nothing and a block without a time are said, not dropped', () => {
    expect(read('WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\n\nlost words\n')).toMatchObject([
      { kind: 'notice', reason: 'header', line: 1 },
      { kind: 'notice', reason: 'cue-metadata', line: 3 },
      {
        kind: 'not-understood',
        text: 'lost words',
        line: 6,
        said: { label: null, text: 'lost words', at: null },
      },
    ])
  })
})

test('the name of a cue is the file’s own, unless it is in words', () => {
  expect(read(`Chapter one: home\n${cue(1, '<v Jo>one')}\n12\n${cue(2, '<v Jo>two')}`)).toMatchObject([
    { kind: 'notice', text: 'Chapter one: home', reason: 'cue-metadata', line: 1 },
    { kind: 'passage', text: 'one two', line: 2 },
  ])
})

test('a cue without an end is refused; somebody who speaks for days is not', () => {
  const endless = parseWebvtt()
  expect(() => {
    endless.push('WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n')
    for (let i = 0; i < 2000; i += 1) endless.push(`${'a'.repeat(1000)}\n`)
  }).toThrow(SourceTooLong)
  const long = `WEBVTT\n\n${Array.from({ length: 1200 }, (_, i) => cue(i, `Jo: ${'a'.repeat(1000)}`)).join('\n')}`
  expect(passages(long).map((item) => item.label)).toEqual(['Jo', 'Jo'])
})

function read(text: string): SourceItem[] {
  const parser = parseWebvtt()
  return [...parser.push(text), ...parser.end()]
}

function passages(text: string): Extract<SourceItem, { kind: 'passage' }>[] {
  return read(text).filter((item) => item.kind === 'passage')
}
