import { expect, test } from 'vitest'
import { recogniseSource } from './recognise.ts'
import type { RecognisedSource } from './recognise.ts'

const known: [what: string, name: string, head: string, format: string][] = [
  ['WhatsApp, Android', '_chat.txt', '12/11/2024, 09:15 - Jo: hello', 'whatsapp'],
  ['WhatsApp, iOS, wrong name', 'x.csv', '\u200e[12/11/2024, 09:15:01] Jo: one, two, three', 'whatsapp'],
  [
    'WhatsApp after a line of somebody’s',
    'x.txt',
    'From my phone\n12/11/24, 09:15 - Jo: a\n12/11/24, 09:16 - Jo: b\n12/11/24, 09:17 - Jo: c',
    'whatsapp',
  ],
  ['WebVTT', 'x.vtt', '\ufeffWEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nhello', 'webvtt'],
  ['WebVTT, wrong name', 'x.txt', 'WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nhello', 'webvtt'],
  ['SubRip', 'x.srt', '1\n00:00:01,000 --> 00:00:02,000\nhello', 'webvtt'],
  ['Zoom, cloud', 'chat.txt', '00:03:55\tJo:\thello', 'zoom-chat'],
  ['Zoom, saved', 'meeting_saved_chat.txt', '09:03:55 From Jo to Everyone:\n\thello', 'zoom-chat'],
  ['table', 'x.csv', 'name,words\nJo,hello', 'table'],
  ['table of one column', 'x.csv', 'words\nhello\nbye', 'table'],
  ['table without a name that says so', 'answers', 'id;name;words\n1;Jo;hello\n2;Sam;bye', 'table'],
  ['table called .txt', 'x.txt', 'id\tname\twords\n1\tJo\thello\n2\tSam\tbye', 'table'],
  ['prose', 'x.txt', 'I walked, then sat.\n\nHe came, and left.\n\nWe ate, slowly.', 'document'],
  [
    'prose without a name that says so',
    'notes',
    'I walked, then sat.\nHe came, and left.\nWe ate, slowly.',
    'document',
  ],
  ['Markdown', 'x.md', '# Interview\n\nINT: How was it?', 'document'],
  ['one word', 'x.txt', 'hello', 'document'],
]
test.each(known)('%s', (_, name, head, format) => {
  expect(recogniseSource(name, head)).toEqual({ format })
})

const refused: [what: string, name: string, head: string, result: RecognisedSource][] = [
  ['nothing', 'x.txt', '', { format: null, why: 'empty' }],
  ['only marks and spaces', 'x.csv', '\ufeff \n\u200e\t\r\n', { format: null, why: 'empty' }],
  ['a picture', 'x.txt', '\ufffdPNG\r\n\u001a\n\u0000\u0000', { format: null, why: 'binary' }],
  ['wrongly decoded', 'x.csv', 'a,b\n\ufffd\ufffd\u0001\ufffd', { format: null, why: 'binary' }],
  ['JSON', 'x.txt', '{"a": 1}', { format: null, why: 'unknown' }],
  ['HTML', 'x.csv', '<!DOCTYPE html><html>', { format: null, why: 'unknown' }],
  ['RTF', 'x.txt', '{\\rtf1\\ansi hello}', { format: null, why: 'unknown' }],
  ['e-mail', 'x.txt', 'Return-Path: <jo@example.org>\nhello', { format: null, why: 'unknown' }],
]
test.each(refused)('refused: %s', (_, name, head, result) => {
  expect(recogniseSource(name, head)).toEqual(result)
})
