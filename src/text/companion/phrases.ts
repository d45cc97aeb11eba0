import type { Rule } from './rule.ts'

/** A phrase found: its rule, where it ends, and what it caught for the sentence. */
export type PhraseFound = { rule: Rule; end: number; what: string | undefined }

/** Rules by the first word of their phrases. */
export type Phrases = ReadonlyMap<string, readonly { rule: Rule; pattern: RegExp }[]>

const gap = '[\\s\\u00a0‐‑-]{1,3}'

export function preparePhrases(rules: readonly Rule[]): Phrases {
  const prepared = new Map<string, { rule: Rule; pattern: RegExp }[]>()
  for (const rule of rules) {
    for (const phrase of rule.phrases) {
      const pattern = new RegExp(`(?:${phrase.replaceAll(' ', gap)})(?![\\p{L}\\p{M}\\p{N}])`, 'uy')
      for (const word of firstWordsOf(phrase)) {
        const known = prepared.get(word)
        if (known) known.push({ rule, pattern })
        else prepared.set(word, [{ rule, pattern }])
      }
    }
  }
  return prepared
}

/** The words a phrase may begin with: its first, or those of each way its first brackets give. */
function firstWordsOf(phrase: string): Set<string> {
  const word = /^\p{L}+(?![?*{])/u.exec(phrase)?.[0]
  if (word !== undefined) return new Set([word])
  const ways = waysOf(phrase)
  if (ways.length === 0) throw new TypeError(`A phrase begins with a whole word: "${phrase}".`)
  return new Set(ways.flatMap((way) => [...firstWordsOf(way)]))
}

/** What the brackets a phrase begins with let stand there, or nothing where they may be left out. */
function waysOf(phrase: string): string[] {
  if (!phrase.startsWith('(')) return []
  const ways: string[] = []
  let depth = 0
  let from = 1
  for (let at = 0; at < phrase.length; at += 1) {
    const sign = phrase[at]
    if (sign === '(') depth += 1
    if (sign === ')') depth -= 1
    if (depth > 1 || (depth === 1 && sign !== '|')) continue
    ways.push(phrase.slice(from, at))
    from = at + 1
    if (depth === 0) return /^[?*{]/u.test(phrase.slice(from)) ? [] : ways
  }
  return []
}

/** What begins with the word at a place of a text in small letters. A phrase is short, so each look is. */
export function phrasesAt(phrases: Phrases, text: string, at: number, word: string): PhraseFound[] {
  return (phrases.get(word) ?? []).flatMap(({ rule, pattern }) => {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    return match ? [{ rule, end: pattern.lastIndex, what: match.groups?.['what'] }] : []
  })
}
