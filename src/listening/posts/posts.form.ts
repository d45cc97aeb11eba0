import type { FieldProblem, Fields, Parsed } from '../../platform/http/fields.ts'
import { isId } from '../../platform/ids.ts'
import { isDay } from '../exercises/exercises.form.ts'
import { postsWords } from './posts.words.ts'

const words = postsWords['en-GB']

/** The longest paste, in UTF-16 code units. */
export const longestPaste = 200_000
const longestLink = 1000

/** What was pasted: `label` is null for somebody nobody named. */
export type Paste = {
  posts: { label: string | null; text: string }[]
  /** Never opened by us. */
  link: string | null
  /** The day as YYYY-MM-DD, or null. */
  on: string | null
  /** Tells the same form sent twice from two forms. */
  sending: string
}

/** What was typed, to show again. */
export type TypedPaste = Record<'words' | 'label' | 'link' | 'on' | 'sending', string> & { isMany: boolean }

export function readTypedPaste(fields: Fields): TypedPaste {
  return {
    words: fields.raw('words'),
    isMany: fields.has('many'),
    label: fields.text('label'),
    link: fields.text('link'),
    on: fields.text('on'),
    sending: fields.text('sending'),
  }
}

/** Shapes a paste. `today` is YYYY-MM-DD. */
export function parsePaste(typed: TypedPaste, today: string): Parsed<Paste> {
  const problems: FieldProblem[] = []
  const add = (field: string, sentence: string): void => void problems.push({ field, sentence })
  const text = typed.words.trim()
  if (!text) add('words', words.missing)
  if (text.length > longestPaste) add('words', words.tooLong(longestPaste.toLocaleString('en-GB')))
  if (typed.label.length > 100) add('label', words.labelLong)
  if (typed.link && !isLink(typed.link)) add('link', words.linkWrong)
  if (typed.on && (!isDay(typed.on) || typed.on > today)) add('on', words.dayWrong)
  const posts = typed.isMany ? readMany(text) : readOne(text, typed.label || null)
  if (text && posts === null) add('words', words.noLabel)
  if (problems.length > 0 || posts === null) return { ok: false, problems }
  const sending = isId(typed.sending) ? typed.sending : JSON.stringify(posts)
  return { ok: true, input: { posts, link: typed.link || null, on: typed.on || null, sending } }
}

function readOne(text: string, label: string | null): Paste['posts'] {
  return paragraphs(text).map((part) => ({ label, text: part }))
}

/** "Name: words"; a paragraph without a name goes on with what the one before wrote. Null when the first has none. */
function readMany(text: string): Paste['posts'] | null {
  const posts: { label: string; text: string }[] = []
  for (const part of paragraphs(text)) {
    const [, label, said] = /^([^\n:]{1,60}):(?!\/\/)\s*([\s\S]*)$/.exec(part) ?? []
    const open = posts.at(-1)
    if (label !== undefined) posts.push({ label: label.trim(), text: said ?? '' })
    else if (open) open.text += `\n\n${part}`
    else return null
  }
  const written = posts.map((post) => ({ ...post, text: post.text.trim() })).filter((post) => post.text)
  return written.length > 0 ? written : null
}

function paragraphs(text: string): string[] {
  return text
    .split(/\n[^\S\n]*\n+/)
    .map((part) => part.trim())
    .filter(Boolean)
}

function isLink(text: string): boolean {
  return text.length <= longestLink && /^https?:\/\/\S+$/i.test(text) && URL.canParse(text)
}
