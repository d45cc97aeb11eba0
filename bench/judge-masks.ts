import { deidentify, type Tagger } from '../src/text/deidentify/deidentify.ts'
import type { Document, Marked } from '../training/documents.ts'
import { coverOf } from './judge-names.ts'

type Share = { found: number; all: number }

/** What is counted over documents in which somebody marked what has to go and what may stay. */
export type Masks = { entities: Map<string, Share>; right: number; proposed: number }

export function emptyMasks(): Masks {
  return { entities: new Map(), right: 0, proposed: 0 }
}

/**
 * Adds one document, counted as the makers of TAB do (Pilán et al. 2022; `evaluation.py` there): an entity that has to go is found
 * when every mention of it that has to go is covered, by whatever kind of proposal; small words, titles and signs need no
 * cover. Precision is the share of covered words and numbers that stand in a mention that has to go.
 */
export function judgeDocument(masks: Masks, { text, marked }: Document, tagger: Tagger, least: number): void {
  const proposals = deidentify(text, { tagger, least, profile: 'record' })
  const covered = coverOf(
    text,
    proposals.filter(({ confidence }) => confidence >= least),
  )
  const toGo = marked.filter(({ mask }) => mask === 'DIRECT' || mask === 'QUASI')
  for (const mentions of Map.groupBy(toGo, ({ entity }) => entity).values()) {
    const isFound = mentions.every((mention) => isGone(text, covered, mention))
    for (const what of [mentions[0]!.mask!, mentions[0]!.kind]) {
      const share = masks.entities.get(what) ?? { found: 0, all: 0 }
      share.found += Number(isFound)
      share.all += 1
      masks.entities.set(what, share)
    }
  }
  const right = new Uint8Array(text.length)
  for (const { start, end } of toGo) right.fill(1, start, end)
  for (const { index, 0: word } of text.matchAll(wordPattern)) {
    if (!isWhole(covered, index, word)) continue
    masks.proposed += 1
    masks.right += Number(isWhole(right, index, word))
  }
}

const wordPattern = /[\p{L}\p{N}\p{M}_]+/gu
const needsNoCover =
  /^(?:mrs?|ms|and|or|from|until|to|about|after|as|at|before|between|by|during|for|in|into|of|on|over|since|with|the|an?|no|nr|s)$/i

function isGone(text: string, covered: Uint8Array, { start, end }: Marked): boolean {
  for (const { index, 0: word } of text.slice(start, end).matchAll(wordPattern)) {
    if (!needsNoCover.test(word) && !isWhole(covered, start + index, word)) return false
  }
  return true
}

function isWhole(cover: Uint8Array, from: number, word: string): boolean {
  for (let at = from; at < from + word.length; at += 1) if (!cover[at]) return false
  return true
}

/** One row of a table. */
export function tellMasks(what: string, { entities, right, proposed }: Masks): Record<string, string> {
  const share = (key: string) => {
    const { found, all } = entities.get(key) ?? { found: 0, all: 0 }
    return (found / all).toFixed(3)
  }
  const kinds = ['PERSON', 'ORGANISATION', 'PLACE', 'DATE', 'CODE', 'DEMOGRAPHIC', 'QUANTITY', 'OTHER']
  return {
    what,
    direct: share('DIRECT'),
    quasi: share('QUASI'),
    'token precision': (right / proposed).toFixed(3),
    ...Object.fromEntries(kinds.map((kind) => [kind, share(kind)])),
  }
}
