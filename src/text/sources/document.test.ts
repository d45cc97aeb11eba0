import { describe, expect, test } from 'vitest'
import { parseDocument } from './document.ts'
import type { SourceItem } from './source.ts'

test('a paragraph is a passage', () => {
  expect(read('One line\nand another.\n\n\nTwo: a list\n- a\n- b\n')).toEqual([
    { kind: 'passage', label: null, text: 'One line\nand another.', at: null, line: 1 },
    { kind: 'passage', label: null, text: 'Two: a list\n- a\n- b', at: null, line: 5 },
  ])
})

describe('markers of speakers', () => {
  const variants: [what: string, text: string, labels: (string | null)[]][] = [
    ['short capitals, once', 'INT: How was it?\nP3: Fine.', ['INT', 'P3']],
    [
      'names that come back',
      'Sam: How?\nJo Ash: Well.\nSam: And?\nJo Ash: So.',
      ['Sam', 'Jo Ash', 'Sam', 'Jo Ash'],
    ],
    ['bold', '**Sam:** How?\n**Jo**: Well.\n**Sam:** And?\n**Jo**: So.', ['Sam', 'Jo', 'Sam', 'Jo']],
    ['in brackets', '[P1]: How?\n[P2]: Well.', ['P1', 'P2']],
    ['roles', 'Interviewer: How?\nParticipant 2: Well.', ['Interviewer', 'Participant 2']],
    ['a name once is no marker', 'Sam: how I remember him.\n\nJo', [null, null]],
    ['an opener that comes back', 'Remember: one\n\nRemember: two', [null, null]],
    ['a note', 'NB: ask again', [null]],
    [
      'a paragraph without a marker goes on',
      'P1: One.\n\nTwo.\n\nINT: Three.\n\nFour.',
      ['P1', 'P1', 'INT', 'INT'],
    ],
    ['a paragraph before the first marker is nobody’s', 'Notes.\n\nP1: One.', [null, 'P1']],
  ]
  test.each(variants)('%s', (_, text, labels) => {
    expect(read(text).map((item) => (item.kind === 'passage' ? item.label : item.kind))).toEqual(labels)
  })

  test('a marker alone waits for the paragraph below', () => {
    expect(read('P1:\n\nI walked.\n\nP2:\n')).toEqual([
      { kind: 'passage', label: 'P1', text: 'I walked.', at: null, line: 1 },
      { kind: 'not-understood', text: 'P2:', line: 5 },
    ])
  })
})

test('headings and rules are notices', () => {
  expect(read('# Interview 2\n\nwords\n\n---\nmore')).toMatchObject([
    { kind: 'notice', text: '# Interview 2', reason: 'header', line: 1 },
    { kind: 'passage', text: 'words', line: 3 },
    { kind: 'notice', text: '---', reason: 'header', line: 5 },
    { kind: 'passage', text: 'more', line: 6 },
  ])
})

function read(text: string): SourceItem[] {
  const parser = parseDocument()
  return [...parser.push(text), ...parser.end()]
}
