import { makeZip } from '../made-zip.ts'
import { deflateSync, crc32 } from 'node:zlib'

/** Small files as people would bring them, one of every kind a door takes, all made up for the journey. */
export const madeFiles = [
  {
    name: 'call.vtt',
    mimeType: 'text/vtt',
    text: `WEBVTT

1
00:00:01.000 --> 00:00:05.000
Ada Marsh: Thank you for coming. What made a place feel like yours?

2
00:00:06.000 --> 00:00:11.000
Shanice Ojo: The kettle. It was the first thing I bought, and nobody had used it before me.

3
00:00:12.000 --> 00:00:15.000
Shanice Ojo: It was red.

4
00:00:16.000 --> 00:00:21.000
Unathi Bell: I painted the door with Shanice, before I had a bed.
`,
    expects: '3 passages from 3 voices',
  },
  {
    name: 'chat.txt',
    mimeType: 'text/plain',
    text: `10:02:11\t From Unathi Bell to Everyone:\n\tring me on 07700 900456 if you want the paint\n10:03:40\t From Moss to Everyone:\n\ta mat with my name on, no joke\n`,
    expects: '2 passages from 2 voices',
  },
  {
    name: 'WhatsApp Chat with Tenants.txt',
    mimeType: 'text/plain',
    text: [
      '14/11/2026, 18:02 - Messages and calls are end-to-end encrypted. No one outside of this chat can read them.',
      '14/11/2026, 18:03 - Rowan: a window i can open myself',
      '14/11/2026, 18:04 - Rowan: not one of those with a stop on it',
      '14/11/2026, 18:06 - Isla P: my bins. MY bins',
      '',
    ].join('\n'),
    expects: '3 passages from 2 voices',
  },
  {
    name: 'cards.csv',
    mimeType: 'text/csv',
    text: 'name,words\nTess,"A shelf, and nobody moved my things"\nGwil,"Quiet after ten"\n',
    expects: '2 passages from 2 voices',
  },
  {
    name: 'notes.txt',
    mimeType: 'text/plain',
    text: 'I was given a light bulb and a list of rules.\n\nThe light bulb was better.\n',
    expects: '2 passages',
  },
] as const

/** A picture of eight by eight green dots, as a file of a form. */
export const madePicture = { name: 'drawer.png', mimeType: 'image/png', buffer: makePng(64, 64) }

function makePng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // Eight bits a channel, red, green and blue.
  header.set([8, 2, 0, 0, 0], 8)
  const line = Buffer.concat([
    Buffer.from([0]),
    ...Array.from({ length: width }, () => Buffer.from([29, 74, 53])),
  ])
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => line)))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const length = Buffer.alloc(4)
  const check = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** A file as it comes from somebody's computer. */
export type SentFile = { name: string; mimeType: string; buffer: Buffer }

/** A table that waits until somebody has looked which of its columns hold words. */
export const tableOfCards: SentFile = {
  name: 'Cards of spring.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    'When,Who,What helped most?,What got in the way?\n2026-03-01,Jo,A kettle and a chair by the window,The stairs\n',
  ),
}

/** A chat with a voice note. */
export function makeChatWithNote(): SentFile {
  const note = Buffer.alloc(4200, 7)
  note.write('OggS', 0, 'latin1')
  note.write('OpusHead', 28, 'latin1')
  const lines = [
    '15/11/2026, 18:02 - Messages and calls are end-to-end encrypted.',
    '15/11/2026, 18:03 - Shanice: PTT-20261115-WA0001.opus (file attached)',
    '15/11/2026, 18:04 - Shanice: that is how it was',
  ]
  return {
    name: 'WhatsApp Chat with Sunday.zip',
    mimeType: 'application/zip',
    buffer: makeZip([
      { name: 'WhatsApp Chat with Sunday.txt', bytes: `${lines.join('\n')}\n` },
      { name: 'PTT-20261115-WA0001.opus', bytes: note },
    ]),
  }
}
