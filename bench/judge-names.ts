import { deidentify, type Proposal, type Tagger } from '../src/text/deidentify/deidentify.ts'
import { tokenise } from '../src/text/deidentify/tagger/tokens.ts'
import type { Document } from '../training/documents.ts'

/** The chance from which the product proposes; every figure but the curve is at this. */
export const least = 0.05

export type Judged = { recall: number; precision: number; mentions: number; per1000: number }

/** A mention is found when it is covered wholly; a proposal of a kind is right when it touches a mention of that kind. */
export function judge(
  documents: readonly Document[],
  tagger: Tagger,
  kind: string,
  options: { least?: number; lower?: boolean } = {},
): Judged {
  const floor = options.least ?? least
  let [found, mentions, right, proposed, tokens] = [0, 0, 0, 0, 0]
  for (const document of documents) {
    const text = options.lower ? document.text.toLowerCase() : document.text
    if (text.length !== document.text.length) continue
    const proposals = propose(text, tagger, floor)
    const covered = coverOf(text, proposals)
    tokens += tokenise(text).count
    for (const one of document.marked) {
      if (one.kind !== kind) continue
      mentions += 1
      if (isCovered(text, covered, one.start, one.end)) found += 1
    }
    for (const proposal of proposals) {
      if (proposal.type !== kind) continue
      proposed += 1
      if (
        document.marked.some(
          (one) => one.kind === kind && one.start < proposal.end && proposal.start < one.end,
        )
      ) {
        right += 1
      }
    }
  }
  return {
    recall: found / mentions,
    precision: right / proposed,
    mentions,
    per1000: (1000 * proposed) / tokens,
  }
}

export function propose(
  text: string,
  tagger: Tagger,
  floor: number,
  profile: 'conversation' | 'record' = 'conversation',
): Proposal[] {
  return deidentify(text, { tagger, least: floor, profile }).filter(({ confidence }) => confidence >= floor)
}

export function coverOf(text: string, proposals: readonly Proposal[]): Uint8Array {
  const covered = new Uint8Array(text.length)
  for (const { start, end } of proposals) covered.fill(1, start, end)
  return covered
}

export function isCovered(text: string, covered: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (!covered[at] && /[\p{L}\p{N}]/u.test(text[at]!)) return false
  return true
}
