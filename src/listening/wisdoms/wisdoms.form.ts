import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import { isId } from '../../platform/ids.ts'
import type { WisdomTexts } from './wisdoms.ts'
import { wisdomsWords } from './wisdoms.words.ts'

const words = wisdomsWords['en-GB']
const mostTitle = 200
const mostText = 20_000

export function parseNewWisdom(fields: Fields): Parsed<{ title: string }> {
  const title = fields.text('title')
  if (!title) return { ok: false, problems: [{ field: 'title', sentence: words.titleMissing }] }
  const problems = tooLong('title', title, mostTitle)
  return problems.length > 0 ? { ok: false, problems } : { ok: true, input: { title } }
}

/** The texts of the compose page as they were sent, each with the stamp of what it was made from. */
export function readTexts(fields: Fields): WisdomTexts {
  const typed = (name: string) => ({ typed: fields.text(name), madeFrom: fields.text(`from-${name}`) })
  const narrations = fields.namesFrom('narration-').map((name) => name.slice('narration-'.length))
  return {
    title: typed('title'),
    reflection: typed('reflection'),
    narrations: new Map(narrations.filter(isId).map((id) => [id, typed(`narration-${id}`)])),
  }
}

/** Any draft may be saved; only what is too long to keep is refused. */
export function parseTexts(fields: Fields): Parsed<WisdomTexts> {
  const texts = readTexts(fields)
  const problems = [
    ...tooLong('title', texts.title.typed, mostTitle),
    ...[...texts.narrations].flatMap(([id, text]) => tooLong(`narration-${id}`, text.typed, mostText)),
    ...tooLong('reflection', texts.reflection.typed, mostText),
  ]
  return problems.length > 0 ? { ok: false, problems } : { ok: true, input: texts }
}

/** What the pressed button wants after everything is saved. `part` is an id, or 'first' for the beginning. */
export type Then =
  | { act: 'save' | (typeof plainActs)[number] }
  | { act: 'narration' | 'quote'; part: string }
  | { act: (typeof partActs)[number]; part: string }

const plainActs = ['lead', 'picture', 'remove-lead', 'sign', 'unsign'] as const
const partActs = ['up', 'down', 'remove', 'cut', 'bind-next', 'bind-previous', 'bind-nothing'] as const

export function parseThen(fields: Fields): Then {
  const [act = '', part = ''] = fields.text('then').split(':')
  const plain = plainActs.find((one) => one === act)
  if (plain) return { act: plain }
  if ((act === 'narration' || act === 'quote') && (isId(part) || part === 'first')) return { act, part }
  const ofPart = partActs.find((one) => one === act)
  if (ofPart && isId(part)) return { act: ofPart, part }
  return { act: 'save' }
}

function tooLong(field: string, text: string, most: number): FieldProblem[] {
  return text.length > most ? [{ field, sentence: words.tooLong(most) }] : []
}
