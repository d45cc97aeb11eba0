import type { Fields, Parsed } from '../../platform/http/fields.ts'
import { isId } from '../../platform/ids.ts'
import type { Use } from '../consent/consent.ts'
import { parseManner, readManner, type TypedManner } from '../consent/manners.form.ts'
import type { Asking } from '../consent/manners.ts'
import { Failure } from '../../platform/errors.ts'
import { listeningPaths } from '../paths.ts'
import type { Kind } from './checking.ts'
import { checkingWords } from './checking.words.ts'
import { doorsWords } from './doors.words.ts'

const words = doorsWords['en-GB'].source.agreed

export type AgreementInput = Asking & {
  everybody: Use[] | null
  answers: Map<string, Use[]>
}

/** What was written and chosen, to show it again. */
export type TypedAgreement = TypedManner & { how: string }

export function readTypedAgreement(fields: Fields): TypedAgreement {
  return { ...readManner(fields), how: fields.text('how') }
}

/** Who agreed to what. `voice-<id>` holds the uses of one voice; `everybody` answers for all in the file. */
export function parseAgreement(fields: Fields): Parsed<AgreementInput> {
  const how = fields.text('how').slice(0, 1000)
  const everybody = readUses(fields.all('everybody'))
  const answers = new Map<string, Use[]>()
  for (const name of fields.namesFrom('voice-')) {
    const id = name.slice('voice-'.length)
    if (isId(id)) answers.set(id, readUses(fields.all(name)))
  }
  const { asking, problems: unsaid } = parseManner(readManner(fields), true)
  const problems = [
    ...unsaid,
    ...(how ? [] : [{ field: 'how', sentence: words.howMissing }]),
    ...(everybody.length > 0 || [...answers.values()].some((uses) => uses.length > 0)
      ? []
      : [{ field: 'everybody', sentence: words.nobody }]),
  ]
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, input: { ...asking, how, everybody: everybody.length > 0 ? everybody : null, answers } }
}

/** The places ticked in the list a source asks about; none of them must be said too. */
export function parseAsked(fields: Fields): Parsed<number[]> {
  const places = fields.all('left').map(Number)
  if (places.length === 0 && !fields.has('none')) {
    return { ok: false, problems: [{ field: 'left', sentence: checkingWords['en-GB'].asking.problem }] }
  }
  return { ok: true, input: places }
}

/** Which lines a page shows. Whatever is not one of the kinds shows the words. */
export function parsePage(kind: string | null, skip: string | null): { kind: Kind; skip: number } {
  return {
    kind: kind === 'notice' || kind === 'not-understood' ? kind : 'words',
    skip: parseSkip(skip),
  }
}

export function parseSkip(skip: string | null): number {
  return skip !== null && /^\d{1,7}$/.test(skip) ? Number(skip) : 0
}

/** An id in a field; anything that is not an id names nothing there is. */
export function parseId(fields: Fields, name: string): string {
  const id = fields.text(name)
  if (!isId(id)) throw new Failure('not-found', '')
  return id
}

export function parseQueryId(id: string | null): string {
  if (!isId(id)) throw new Failure('not-found', '')
  return id
}

/** What somebody heard in a recording. */
export function parseTyped(fields: Fields): Parsed<string> {
  const text = fields.raw('words').trim()
  const { missing, tooLong } = checkingWords['en-GB'].recordings
  if (!text) return { ok: false, problems: [{ field: 'words', sentence: missing }] }
  if (text.length > 100_000) return { ok: false, problems: [{ field: 'words', sentence: tooLong }] }
  return { ok: true, input: text }
}

/** Where a moved line was, to go back there. */
export function parseWayBack(fields: Fields, source: string): string {
  const from = fields.text('from')
  if (from === 'words' || from === 'notice' || from === 'not-understood') {
    return listeningPaths.sourceLines(source, from, parseSkip(fields.text('skip')))
  }
  return listeningPaths.source(source)
}

/** To be quoted is to be read: a lone tick on the second says both. */
function readUses(values: readonly string[]): Use[] {
  if (values.includes('quote')) return ['read', 'quote']
  return values.includes('read') ? ['read'] : []
}
