import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openTagger } from '../../text/deidentify/deidentify.ts'
import { answerLine } from './deidentify.commands.ts'
import { shippedTagger } from './shipped-tagger.ts'

const tagger = openTagger(readFileSync('models/names.bin'), readFileSync('models/words.bin'))

test('a line is answered with its own id and offsets in UTF-16 code units', () => {
  const text = '👋🏽 I told Shanice, so ring her on 07700 900123'
  const answer = JSON.parse(answerLine(JSON.stringify({ id: 'a', text }), { tagger, least: 0.3 })!) as {
    id: string
    spans: { start: number; end: number; type: string; confidence: number; entity: string }[]
  }
  expect(answer.id).toBe('a')
  expect(answer.spans.map(({ start, end, type }) => [text.slice(start, end), type])).toEqual([
    ['Shanice', 'PERSON'],
    ['07700 900123', 'CONTACT'],
  ])
})

test.each(['nope', '7', 'null', '[]', '{"id":1}', '{"id":1,"text":2}'])('%s is no line', (line) => {
  expect(answerLine(line, { tagger, least: 0.05 })).toBeNull()
})

test('the tagger that is shipped opens from the project’s folder, once', async () => {
  const one = await shippedTagger()
  expect(await shippedTagger()).toBe(one)
  expect(one.list.size).toBe(tagger.list.size)
})

test('nothing is proposed below what is asked for', () => {
  const line = JSON.stringify({ id: 1, text: 'my mate tunde came round to Moss Side with hope' })
  const all = JSON.parse(answerLine(line, { tagger, least: 0.02 })!) as { spans: unknown[] }
  const sure = JSON.parse(answerLine(line, { tagger, least: 0.6 })!) as { spans: { confidence: number }[] }
  expect(all.spans.length).toBeGreaterThan(sure.spans.length)
  expect(sure.spans.every(({ confidence }) => confidence >= 0.6)).toBe(true)
})
