import { describe, expect, test } from 'vitest'
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
    ['SubRip', '1\n00:03:50,780 --> 00:03:51,710\n<v Jo>hello'],
  ])('%s', (_, text) => {
    expect(passages(text)).toMatchObject(said)
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
      { kind: 'not-understood', text: 'lost words', line: 6 },
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
