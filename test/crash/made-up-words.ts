import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { makeRandom } from '../chance.ts'

const lexicon =
  'we sat by the window and she asked what I would like so I said a key of my own and a pan that fits then nobody spoke for a bit it was quiet and warm and I knew the way home from there by heart'.split(
    ' ',
  )

export function makeSentence(random: () => number, mostWords = 24): string {
  const count = 4 + Math.floor(random() * random() * (mostWords - 4))
  const words = Array.from({ length: count }, () => lexicon[Math.floor(random() * lexicon.length)]!)
  return `${words.join(' ')}.`
}

/** A word nobody says, by which one contribution or message is known again. Letters only, so that no rule takes it. */
export function makeMark(prefix: string, number: number): string {
  const letters = number
    .toString(26)
    .replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)))
  return `${prefix}q${letters}x`
}

const speakers = ['Wren Halloway', 'Tobi Marsh', 'Isla Penrose', '+44 7700 900456', 'Corin Vale']

/**
 * Writes a made-up WhatsApp export (Android, day first) to a file until it has `bytes` bytes, as a stream. With a
 * `mark`, message n carries `makeMark(mark, n)`. Gives how many messages it wrote.
 */
export async function writeWhatsapp(
  path: string,
  input: { bytes: number; seed: number; mark?: string },
): Promise<number> {
  const random = makeRandom(input.seed)
  const file = createWriteStream(path)
  let written = 0
  let messages = 0
  let piece = ''
  while (written + piece.length < input.bytes) {
    const minute = messages * 2
    const day = Math.floor(minute / 1440)
    const date = [(day % 28) + 1, (Math.floor(day / 28) % 12) + 1]
      .map((number) => String(number).padStart(2, '0'))
      .join('/')
    const clock = [Math.floor(minute / 60) % 24, minute % 60]
      .map((number) => String(number).padStart(2, '0'))
      .join(':')
    const speaker = speakers[Math.floor(random() * speakers.length)]!
    const mark = input.mark ? `${makeMark(input.mark, messages)} ` : ''
    piece += `${date}/${2010 + Math.floor(day / 336)}, ${clock} - ${speaker}: ${mark}${makeSentence(random)}\n`
    messages += 1
    if (piece.length > 65_536) {
      written += piece.length
      if (!file.write(piece)) await once(file, 'drain')
      piece = ''
    }
  }
  file.end(piece)
  await once(file, 'finish')
  return messages
}
