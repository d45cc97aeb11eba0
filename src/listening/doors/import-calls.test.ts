import { Document, Packer, Paragraph, TextRun } from 'docx'
import { expect, test } from 'vitest'
import { bringFile } from '../../../test/brought-file.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { makeTestExercise } from '../../../test/test-exercise.ts'
import { newBlindId } from '../../platform/ids.ts'
import { listPassageStates, openPassages } from '../passages/passages.ts'
import { getSource } from './doors.ts'
import type { Within } from './arrival.ts'
import { type Agreed } from './import.ts'

const house = useTestHouse()

const yes: Agreed = { how: 'Asked at the start of the call.', uses: ['read', 'quote'] }

/** Brings a file into an exercise of its own: what the import counted, who spoke, and their words. */
async function bring(name: string, bytes: Buffer | string) {
  const team = await makeTestExercise(house, `Calls ${newBlindId().slice(0, 8)}`, [])
  const { exerciseId } = team
  const within: Within = (fn) => team.as(team.people.ada, fn)
  const result = await bringFile(house.services.store, within, { exerciseId, name, bytes, agreed: yes })
  const view = await within((ctx) => getSource(ctx, result.sourceId))
  const passages = await within(async (ctx) =>
    openPassages(ctx, await listPassageStates(ctx, { exerciseId })),
  )
  return {
    result,
    labels: view.speakers.flatMap((speaker) => speaker.labels).toSorted(),
    words: passages.map((passage) => [passage.verbatim, passage.saidAt]),
  }
}

test('a Word file of Teams is a call: names, times and turns', async () => {
  const turn = (name: string, time: string, ...lines: string[]) =>
    new Paragraph({
      children: [
        new TextRun({ text: name, bold: true }),
        new TextRun(`   ${time}`),
        ...lines.map((text) => new TextRun({ text, break: 1 })),
      ],
    })
  const document = new Document({
    sections: [
      {
        children: [
          new Paragraph('Coffee morning-20261112_091500-Meeting Transcript'),
          new Paragraph('12 November 2026, 09:15am'),
          new Paragraph('Bea Host started transcription'),
          turn('Bea Host', '0:03', 'What helped?'),
          turn('Sam Okafor', '0:09', 'A kettle, honestly.', 'And nobody in a hurry.'),
          turn('Sam Okafor', '1:02:12', 'Twice.'),
          turn('Unknown Speaker', '1:02:20', 'Yes.'),
        ],
      },
    ],
  })
  const { result, labels, words } = await bring('Coffee morning.docx', await Packer.toBuffer(document))
  expect(result).toMatchObject({ door: 'group-call', passages: 3, notices: 3, notUnderstood: [] })
  expect(labels).toEqual(['Bea Host', 'Sam Okafor'])
  expect(words).toEqual([
    ['What helped?', '00:00:03'],
    ['A kettle, honestly. And nobody in a hurry. Twice.', '00:00:09'],
    ['Yes.', '01:02:20'],
  ])
})

test('captions of SubRip and a text of Meet are calls too', async () => {
  const subRip = await bring(
    'call.srt',
    '1\n00:00:03,000 --> 00:00:04,500\n>> BEA HOST: What helped?\n\n2\n00:00:09,000 --> 00:00:11,000\n>> SAM OKAFOR: A kettle,\n\n3\n00:00:11,000 --> 00:00:12,000\nhonestly. [laughs]\n',
  )
  expect(subRip.labels).toEqual(['BEA HOST', 'SAM OKAFOR'])
  expect(subRip.words).toEqual([
    ['What helped?', '00:00:03'],
    ['A kettle, honestly. [laughs]', '00:00:09'],
  ])
  const meet = await bring(
    'Coffee - Transcript.txt',
    'Coffee - Transcript\nAttendees\nBea Host, Sam Okafor\nTranscript\n00:00:00\n\nBea Host: What helped?\nSam Okafor: A kettle, honestly.\n\nTranscription ended after 00:05:17\n',
  )
  expect(meet.result).toMatchObject({ door: 'group-call', passages: 2, notUnderstood: [] })
  expect(meet.labels).toEqual(['Bea Host', 'Sam Okafor'])
})

test('what one person wrote to another alone is in no passage and makes no voice', async () => {
  const { result, labels, words } = await bring(
    'chat.txt',
    '00:03:55 From Sam Okafor to Everyone:\n\tA kettle, honestly.\n00:04:02 From Ola to Sam Okafor(Direct Message):\n\tI could not say this aloud.\n',
  )
  expect(result).toMatchObject({ passages: 1, notices: 1 })
  expect(labels).toEqual(['Sam Okafor'])
  expect(words).toEqual([['A kettle, honestly.', '00:03:55']])
})

test('a voice note and a picture with its caption, from a phone in Arabic', async () => {
  const { result, labels, words } = await bring(
    '_chat.txt',
    '\u200f[١٣/٠٩/٢٠٢٤، ٨:٤٦:٠٠ ص] بيت: \u200eالرسائل والمكالمات مشفّرة تمامًا بين الطرفين.\n' +
      '\u200f[١٣/٠٩/٢٠٢٤، ٨:٤٧:٠٠ م] ~\u202fسامي: \u200e<مرفق: 00000012-AUDIO-2024-09-13-20-47-00.opus>\n' +
      '\u200f[١٣/٠٩/٢٠٢٤، ٨:٤٨:٠٠ م] Ola: \u200e<مرفق: 00000013-PHOTO-2024-09-13-20-48-00.jpg>\nour garden\n',
  )
  expect(result).toMatchObject({ door: 'whatsapp', passages: 1, notUnderstood: [] })
  expect(labels).toContain('Ola')
  expect(labels).not.toContain('بيت')
  expect(words).toEqual([['our garden', '2024-09-13T20:48:00']])
})
