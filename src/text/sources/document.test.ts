import { describe, expect, test } from 'vitest'
import { asksQuestions } from './document-markers.ts'
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
    [
      'parts in any case, with numbers and letters',
      'int: How?\nparticipant 2: Well.\nMod. : Go on\nInterviewee B: So.',
      ['int', 'participant 2', 'Mod.', 'Interviewee B'],
    ],
    ['Q. and A.', 'Q. How was it?\nA. Well.\nQ2. And then?\nA) So.', ['Q', 'A', 'Q2', 'A']],
    ['I. and R.', 'I. How was it?\n\nR. I walked.', ['I', 'R']],
    ['a list is no dialogue', 'A. one\nB. two\nQ. what', [null]],
    ['an A. alone is none', 'A. one\n\nA. two', [null, null]],
    [
      'a table of who and what',
      'INT\tHow?\n\nP3\tWell,\nyes.\n\nINT\tSo?\n\nP3\tNo.',
      ['INT', 'P3', 'INT', 'P3'],
    ],
    [
      'dashes after short capitals',
      'INT – How?\nP3 – Well.\nINT - So?\nP3 - No.',
      ['INT', 'P3', 'INT', 'P3'],
    ],
    ['a dash in a sentence', 'Sam – the tall one\n\nSam – again\n\nIT – what it is', [null, null, null]],
    ['capitals that are headings', 'AGE: 43\n\nREF 12: x\n\nNOTE: ask', [null, null, null]],
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

test('what stands at the top about the interview is a notice that can be made words', () => {
  const head = 'Interview notes\n\nDate: 3 March 2026\nInterviewer: Ada\nParticipant: 3\n\n'
  const items = read(`${head}Interviewer: How was it?\n\nP3: Date: never mind.`)
  expect(items.map((item) => [item.kind, item.text])).toEqual([
    ['passage', 'Interview notes'],
    ['notice', 'Date: 3 March 2026'],
    ['notice', 'Interviewer: Ada'],
    ['notice', 'Participant: 3'],
    ['passage', 'How was it?'],
    ['passage', 'Date: never mind.'],
  ])
  expect(items[2]).toMatchObject({ line: 4, said: { label: null, text: 'Interviewer: Ada', at: null } })
  // One line alone, or none about the interview itself, is somebody's words.
  expect(read('Date: 3 March\n\nINT: How?')[0]).toMatchObject({ kind: 'passage' })
  expect(read('Interviewer: Ready?\nParticipant: Yes')).toMatchObject([
    { label: 'Interviewer' },
    { label: 'Participant' },
  ])
})

test.each([
  ['INT', true],
  ['Interviewer 2', true],
  ['Q', true],
  ['Facilitator', true],
  ['P3', false],
  ['Interviewee', false],
  ['Ian', false],
  ['Modupe', false],
])('whoever is called %s asks: %s', (label, asks) => {
  expect(asksQuestions(label)).toBe(asks)
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
