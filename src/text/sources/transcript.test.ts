import { describe, expect, test } from 'vitest'
import { recogniseSource } from './recognise.ts'
import type { SourceItem } from './source.ts'
import { parseTranscript } from './transcript.ts'

type Turn = [label: string | null, text: string, at: string | null]

const jo: Turn = ['Jo Ash', 'Good morning.', '00:00:03']
const sam: Turn = ['Sam', 'Morning. Shall we?', '00:01:08']
const again: Turn = ['Jo Ash', 'Yes.', '00:01:12']

describe('ways of writing who speaks and when', () => {
  const variants: [what: string, text: string, turns: Turn[]][] = [
    [
      'Teams, .docx of today',
      'Coffee morning-20261112_091500-Meeting Transcript\n12 November 2026, 09:15am\n27m 42s\nJo Ash started transcription\n' +
        'Jo Ash   0:03\nGood morning.\nSam   1:08\nMorning.\nShall we?\nJo Ash   1:12\nYes.\nJo Ash stopped transcription',
      [jo, sam, again],
    ],
    [
      'Teams, .docx whose line breaks were lost',
      'Jo Ash started transcription\n\nJo Ash   0:03Good morning.\n\nSam   1:08Morning.\n\nShall we?\n\nJo Ash   1:12Yes.',
      [jo, sam, again],
    ],
    [
      'Teams, .docx of before (from Stream)',
      '0:0:3.0 --> 0:0:4.940\nJo Ash\nGood morning.\n\n0:1:8.120 --> 0:1:9.0\nSam\nMorning.\n0:1:9.0 --> 0:1:9.5\nSam\nShall we?\n0:1:12.0 --> 0:1:13.0\nJo Ash\nYes.',
      [jo, sam, again],
    ],
    [
      'Teams, .docx of before, each line a paragraph',
      '00:00:03.000 --> 00:00:04.940\n\nJo Ash\n\nGood morning.\n\n00:01:08.120 --> 00:01:09.000\n\nSam\n\nMorning. Shall we?\n\n00:01:12.000 --> 00:01:13.000\n\nJo Ash\n\nYes.',
      [jo, sam, again],
    ],
    [
      'Teams, copied from its panel',
      'Jo Ash\n0 minutes 3 seconds\n0:03\nGood morning.\nSam\n1 minute 8 seconds\n1:08\nMorning.\nShall we?\nJo Ash\n1 minute 12 seconds\n1:12\nYes.',
      [jo, sam, again],
    ],
    [
      'Teams, copied, the name said twice',
      'Jo Ash\n0 minutes 3 seconds\n0:03\nJo Ash 0 minutes 3 seconds\nGood morning.\nSam\n1 minute 8 seconds\n1:08\nSam 1 minute 8 seconds\nMorning.\nShall we?\nJo Ash\n1 minute 12 seconds\n1:12\nJo Ash 1 minute 12 seconds\nYes.',
      [jo, sam, again],
    ],
    [
      'Teams, copied on a Mac',
      'Jo Ash 0 minutes 3 seconds0:03\nGood morning.\nSam 1 minute 8 seconds1:08\nMorning. Shall we?\nJo Ash 1 minute 12 seconds1:12\nYes.',
      [jo, sam, again],
    ],
    [
      'Teams, copied, German',
      'Jo Ash\n0 Minuten 3 Sekunden\n0:03\nGood morning.\nSam\n1 Minute 8 Sekunden\n1:08\nMorning. Shall we?\nJo Ash\n1 Minute 12 Sekunden\n1:12\nYes.',
      [jo, sam, again],
    ],
    [
      'name, time below',
      'Jo Ash\n0:03\nGood morning.\n\nSam\n1:08\nMorning. Shall we?\n\nJo Ash\n1:12\nYes.',
      [jo, sam, again],
    ],
    [
      'Google Meet',
      'Coffee morning (2026-11-12 09:15 GMT) - Transcript\nAttendees\nJo Ash, Sam\nTranscript\n\nJo Ash: Good morning.\nSam: Morning.\nShall we?\n00:05:00\n\nJo Ash: Yes.\n\nTranscription ended after 00:05:17\n\nThis editable transcript was computer generated and might contain errors. People can also change the text after it was created.',
      [
        ['Jo Ash', 'Good morning.', null],
        ['Sam', 'Morning. Shall we?', null],
        ['Jo Ash', 'Yes.', '00:05:00'],
      ],
    ],
    [
      'Google Meet, notes with a transcript',
      '📝 Notes\nNov 12, 2026\nSummary\nJo Ash: greeted people.\nDetails\n\n📖 Transcript\nNov 12, 2026\nCoffee morning - Transcript\n00:00:03\n\nJo Ash: Good morning.\nsam_b: Morning. Shall we?\nJo Ash: Yes.\nsam_b: Go on.\n\nTranscription ended after 00:05:17',
      [
        ['Jo Ash', 'Good morning.', '00:00:03'],
        ['sam_b', 'Morning. Shall we?', '00:00:03'],
        ['Jo Ash', 'Yes.', '00:00:03'],
        ['sam_b', 'Go on.', '00:00:03'],
      ],
    ],
    [
      'Google Meet, as Markdown',
      '### 00:00:03\n\n**Jo Ash:** Good morning.\n\n**Sam:** Morning. Shall we?\n\n### 00:01:12\n\n**Jo Ash:** Yes.\n\n### Transcription ended after 00:49:58',
      [jo, ['Sam', 'Morning. Shall we?', '00:00:03'], again],
    ],
    [
      'Otter',
      'Jo Ash  0:03  \nGood morning.\n\nSam  1:08  \nMorning. Shall we?\n\nJo Ash  1:12  \nYes.\n\nUnknown Speaker  53:34  \nHello?\n\nTranscribed by https://otter.ai\n',
      [jo, sam, again, [null, 'Hello?', '00:53:34']],
    ],
    [
      'Otter, nobody named',
      '0:03  \nGood morning.\n\n1:08  \nMorning. Shall we?\n\nTranscribed by https://otter.ai',
      [
        [null, 'Good morning.', '00:00:03'],
        [null, 'Morning. Shall we?', '00:01:08'],
      ],
    ],
    [
      'Word',
      'Audio file\ncoffee.wav\n\nTranscript\n00:00:03 Jo Ash\nGood morning.\n00:01:08 Sam\nMorning. Shall we?\n00:01:12 Jo Ash\nYes.',
      [jo, sam, again],
    ],
    [
      'Zoom, saved captions',
      '[Jo Ash] 09:15:02\nGood morning.\n\n[Sam] 09:15:08\nMorning. Shall we?\n\n[Jo Ash] 09:15:12\nYes.',
      [
        ['Jo Ash', 'Good morning.', null],
        ['Sam', 'Morning. Shall we?', null],
        ['Jo Ash', 'Yes.', null],
      ],
    ],
    [
      'time and name before the words',
      '[00:03] Jo Ash: Good morning.\n\n[01:08] Sam: Morning.\nShall we?\n\n[01:12] Jo Ash: Yes.',
      [jo, sam, again],
    ],
    [
      'time and name, no brackets',
      '00:00:03 Jo Ash: Good morning.\n00:01:08 Sam: Morning. Shall we?\n00:01:12 Jo Ash: Yes.',
      [jo, sam, again],
    ],
    [
      'name and time before the words',
      'Jo Ash (00:03): Good morning.\nSam (01:08): Morning. Shall we?\nJo Ash (01:12): Yes.',
      [jo, sam, again],
    ],
    [
      'name and time, words below',
      'Jo Ash (00:03):\nGood morning.\n\nSam (01:08):\nMorning. Shall we?\n\nJo Ash (01:12):\nYes.',
      [jo, sam, again],
    ],
    [
      'name and one space',
      'Jo Ash 0:03\nGood morning.\nSam 1:08\nMorning. Shall we?\nJo Ash 1:12\nYes.',
      [jo, sam, again],
    ],
    [
      'from and to',
      'Jo Ash 00:00:03 --> 00:00:09\nGood morning.\nSam 00:01:08 --> 00:01:09\nMorning. Shall we?\nJo Ash 00:01:12 --> 00:01:14\nYes.',
      [jo, sam, again],
    ],
    [
      'stand-ins and several people',
      'Speaker 1   0:03\nGood morning.\nJo + Sam   1:08\nMorning. Shall we?\nSpeaker 1   1:12\nYes.',
      [
        ['Speaker 1', 'Good morning.', '00:00:03'],
        ['Jo + Sam', 'Morning. Shall we?', '00:01:08'],
        ['Speaker 1', 'Yes.', '00:01:12'],
      ],
    ],
  ]
  test.each(variants)('%s', (_, text, turns) => {
    expect(recogniseSource('x.txt', text)).toEqual({ format: 'transcript' })
    for (const ending of ['\n', '\r\n']) {
      const items = read(text.replaceAll('\n', ending))
      const found = items.flatMap((item) =>
        item.kind === 'passage' ? [[item.label, item.text, item.at] as Turn] : [],
      )
      expect(found).toEqual(turns)
      expect(items.filter((item) => item.kind === 'not-understood')).toEqual([])
    }
  })
})

test('what a program wrote about a meeting is a notice, and could be said to be words', () => {
  const items = read(
    'Notes\nSummary: Jo was glad.\nTranscript\n00:00:03\nJo Ash: Good morning.\nSam: Hi.\nJo Ash: So.\nTranscription ended after 00:01:00',
  )
  expect(items.map((item) => [item.kind, item.text, item.line])).toEqual([
    ['notice', 'Notes', 1],
    ['notice', 'Summary: Jo was glad.', 2],
    ['notice', 'Transcript', 3],
    ['passage', 'Good morning.', 5],
    ['passage', 'Hi.', 6],
    ['passage', 'So.', 7],
    ['notice', 'Transcription ended after 00:01:00', 8],
  ])
  expect(items[1]).toMatchObject({
    reason: 'header',
    said: { label: null, text: 'Summary: Jo was glad.', at: null },
  })
})

test('what stands before the first speaker and is no heading is not understood', () => {
  expect(read('Please read this first\nJo Ash   0:03\nHello.\nSam   0:05\nHi.')[0]).toEqual({
    kind: 'not-understood',
    text: 'Please read this first',
    line: 1,
    said: { label: null, text: 'Please read this first', at: null },
  })
})

test('in a file of names before colons, a new one in small letters is given to nobody else', () => {
  const items = read(
    '00:00:00\nJo Ash: One.\nSam: Two.\njo from the hostel: three\nSam: Four.\nTranscription ended after 00:01:00',
  )
  expect(items.slice(0, 3)).toMatchObject([
    { kind: 'passage', label: 'Jo Ash' },
    { kind: 'passage', label: 'Sam', text: 'Two. Four.' },
    { kind: 'not-understood', said: { label: 'jo from the hostel', text: 'three', at: '00:00:00' } },
  ])
})

test('a turn of nothing is said, not dropped, and does not part a turn', () => {
  expect(read('Jo Ash   0:03\nOne.\nJo Ash   0:05\nJo Ash   0:07\nTwo.\nSam   0:09')).toMatchObject([
    { kind: 'passage', label: 'Jo Ash', text: 'One. Two.', line: 1 },
    { kind: 'notice', text: 'Jo Ash   0:05', reason: 'cue-metadata', line: 3 },
    { kind: 'notice', text: 'Sam   0:09', reason: 'cue-metadata', line: 6 },
  ])
})

test.each([
  'We began at 10:30',
  'Then: the bus at  9:15 was late and I said so: twice',
  'Sunday 10:30',
  '10:30',
  'Remember: no',
])('a time in somebody’s words is words: %s', (words) => {
  const found = read(`Jo Ash   0:03\n${words}\nSam   0:05\nYes.\nJo Ash   0:09\nNo.`)
  expect(found[0]).toMatchObject({ kind: 'passage', label: 'Jo Ash', text: words })
})

test.each([
  ['an agenda', '09:00 Registration\n09:30 Welcome\n10:00 Groups\n11:00 Tea'],
  ['interview notes', 'INT: How was it?\nP1: Long.\nINT: How long?\nP1: Two years.'],
  [
    'interview notes under a heading',
    'Transcript\nINT: How was it?\nP1: Long.\nMonday 10:30\nINT: How long?\nP1: Two years.',
  ],
  ['a plan under a heading', 'Transcript\n\n09:00 Registration'],
  ['a diary', 'Monday\nI went at 9:30.\nTuesday\nI stayed at home.'],
])('is no transcript: %s', (_, text) => {
  expect(recogniseSource('x.txt', text)).toEqual({ format: 'document' })
})

function read(text: string): SourceItem[] {
  const parser = parseTranscript()
  return [...parser.push(text), ...parser.end()]
}
