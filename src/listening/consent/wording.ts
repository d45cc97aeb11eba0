import type { Ctx } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'
import { askedWords } from './asked.words.ts'
import { keepSentences } from './consent.queries.ts'
import { consentWords } from './consent.words.ts'
import { uses, type Use } from './uses.ts'

/** Sentences somebody read or heard before answering, under the name of their version. */
export type Wording = { version: string; sentences: readonly string[] }

const language = 'en-GB'

/**
 * Keeps the sentences as they stood, so that years later what somebody said yes to can be printed. The same sentences
 * are kept once; nothing ever changes them. Gives the id to keep with the answer.
 */
export async function keepWording(ctx: Ctx, exerciseId: string, wording: Wording): Promise<string> {
  return keepSentences(ctx, {
    id: newId(),
    exerciseId,
    version: wording.version,
    language,
    sentences: wording.sentences,
    contentIndex: stampWording(ctx, wording.sentences),
  })
}

/** What tells two sets of sentences apart. */
export function stampWording(ctx: Pick<Ctx, 'vault'>, sentences: readonly string[]): Buffer {
  return ctx.vault.fingerprint('wording', JSON.stringify(sentences))
}

/** The sentences one question is asked in; `before` was said before it. */
export function wordingOf(use: Use, before: readonly string[]): Wording {
  const said = askedWords[language][use]
  const sentences = [
    ...before,
    said.asks,
    said.hint,
    ...('field' in said ? [said.field] : []),
    said.yes,
    said.no,
  ]
  return { version: askedWords.version, sentences }
}

/** The sentences of the team's own list, where somebody else's were not kept. */
export function findKnownWording(version: string): Wording | null {
  if (version === consentWords.version)
    return { version, sentences: Object.values(consentWords[language].uses) }
  if (version !== askedWords.version) return null
  return { version, sentences: uses.flatMap((use) => wordingOf(use, []).sentences) }
}
