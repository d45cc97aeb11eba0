import type { Fields, Parsed } from '../../platform/http/fields.ts'
import { isId } from '../../platform/ids.ts'
import type { Use } from '../consent/consent.ts'
import { doorsWords } from './doors.words.ts'

const words = doorsWords['en-GB'].source.agreed

export type AgreementInput = {
  how: string
  everybody: Use[] | null
  answers: Map<string, Use[]>
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
  const problems = [
    ...(how ? [] : [{ field: 'how', sentence: words.howMissing }]),
    ...(everybody.length > 0 || answers.size > 0 ? [] : [{ field: 'everybody', sentence: words.nobody }]),
  ]
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, input: { how, everybody: everybody.length > 0 ? everybody : null, answers } }
}

/** To be quoted is to be read: a lone tick on the second says both. */
function readUses(values: readonly string[]): Use[] {
  if (values.includes('quote')) return ['read', 'quote']
  return values.includes('read') ? ['read'] : []
}
