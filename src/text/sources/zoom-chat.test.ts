import { describe, expect, test } from 'vitest'
import type { SourceItem } from './source.ts'
import { parseZoomChat } from './zoom-chat.ts'

describe('forms of a message', () => {
  const variants: [what: string, text: string, label: string, words: string, at: string | null][] = [
    ['cloud', '00:03:55\tJo Ash:\thello', 'Jo Ash', 'hello', '00:03:55'],
    ['cloud, colon in the words', '00:03:55\tJo:\tI say: no', 'Jo', 'I say: no', '00:03:55'],
    ['saved, to everyone', '00:03:55 From Jo Ash to Everyone: hello', 'Jo Ash', 'hello', '00:03:55'],
    ['saved, wide gaps', '00:03:55\t From  Jo Ash  to  Everyone : hello', 'Jo Ash', 'hello', '00:03:55'],
    [
      'saved, words on the next line',
      '00:03:55 From Jo Ash to Everyone:\n\thello',
      'Jo Ash',
      'hello',
      '00:03:55',
    ],
    [
      'saved, to hosts and panelists',
      '00:03:55 From Jo to Hosts and panelists : hello',
      'Jo',
      'hello',
      '00:03:55',
    ],
    ['saved, German', '00:03:55 Von Jo Ash an Alle: hello', 'Jo Ash', 'hello', '00:03:55'],
    ['saved, Spanish', '00:03:55\t De  Jo Ash  a  Todos : hello', 'Jo Ash', 'hello', '00:03:55'],
    ['saved, French', '00:03:55 De Jo Ash à Tout le monde : hello', 'Jo Ash', 'hello', '00:03:55'],
    [
      'saved, oldest',
      '00:03:55\t From  Jo, Frontline : I go to Sam: hello',
      'Jo, Frontline',
      'I go to Sam: hello',
      '00:03:55',
    ],
    [
      'saved, with a date',
      '2024-11-12 14:35:32 From Jo to Everyone: hello',
      'Jo',
      'hello',
      '2024-11-12T14:35:32',
    ],
    ['saved, time of day', '14:35:32 From Jo to Everyone: hello', 'Jo', 'hello', null],
    ['several lines', '00:03:55\tJo:\tone\n\ntwo', 'Jo', 'one\n\ntwo', '00:03:55'],
  ]
  test.each(variants)('%s', (_, text, label, words, at) => {
    expect(read(text)).toEqual([{ kind: 'passage', label, text: words, at, line: 1 }])
    expect(read(text.replaceAll('\n', '\r\n'))).toEqual([
      { kind: 'passage', label, text: words, at, line: 1 },
    ])
  })
})

test.each([
  'Reacted to "will look into it..." with 👍',
  'Reacted to "two\nlines" with ❤️',
  'Removed a 👍 reaction from "will look into it..."',
])('a notice: %j', (text) => {
  expect(read(`00:03:55\tJo:\t${text}`)).toEqual([
    { kind: 'notice', text, reason: 'reaction', line: 1, said: { label: 'Jo', text, at: '00:03:55' } },
  ])
})

test.each([
  '00:03:55 From Jo to Sam(Direct Message): hello\nSam',
  '00:03:55\tFrom Jo to Sam (Privately) : hello\nSam',
  '00:03:55 From Jo to you (Direct Message):\n\thello\n\tSam',
  '00:03:55 From Jo to Sam Ash: hello\nSam',
  '00:03:55 Von Jo an Sam (Direktnachricht): hello\nSam',
  '00:03:55\tJo to Sam (Direct Message):\thello\nSam',
])('written to one person is no passage, but could be said to be words: %j', (text) => {
  expect(read(`${text}\n00:04:00\tAri:\tok`)).toMatchObject([
    {
      kind: 'notice',
      text: 'hello\nSam',
      reason: 'private',
      line: 1,
      said: { label: 'Jo', text: 'hello\nSam', at: '00:03:55' },
    },
    { kind: 'passage', label: 'Ari' },
  ])
})

test('an answer is words, what it answers is not', () => {
  expect(
    read('00:03:55\tJo:\tReplying to "will look into..."\r\n\r\n Yes\r\n00:04:00\tSam:\tok'),
  ).toMatchObject([
    { kind: 'notice', text: 'Replying to "will look into..."', reason: 'reaction', line: 1 },
    { kind: 'passage', label: 'Jo', text: 'Yes', at: '00:03:55', line: 3 },
    { kind: 'passage', label: 'Sam', text: 'ok', at: '00:04:00', line: 4 },
  ])
})

test('an answer below a header on its own line keeps its line', () => {
  expect(read('00:03:55 From Jo to Everyone:\n\tReplying to "a"\n\t\n\tYes')).toMatchObject([
    { kind: 'notice', line: 1 },
    { kind: 'passage', text: 'Yes', line: 4 },
  ])
})

test('words that begin like a reaction stay words', () => {
  expect(read('00:03:55\tJo:\tReacted to the news by leaving')).toMatchObject([{ kind: 'passage' }])
})

test('lines before the first message are not understood', () => {
  expect(read('Chat of the call\n00:03:55\tJo:\thi')).toMatchObject([
    { kind: 'not-understood', text: 'Chat of the call', line: 1 },
    { kind: 'passage', line: 2 },
  ])
})

function read(text: string): SourceItem[] {
  const parser = parseZoomChat()
  return [...parser.push(text), ...parser.end()]
}
