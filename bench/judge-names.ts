import { deidentify, usualLeast, type Proposal, type Tagger } from '../src/text/deidentify/deidentify.ts'
import { tokenise } from '../src/text/deidentify/tagger/tokens.ts'
import type { Document } from '../training/documents.ts'

/** The chance from which the product proposes; every figure but the curve is at this. */
export const least = usualLeast

export type Judged = { recall: number; precision: number; mentions: number; per1000: number }

/** Whatever proposes stretches of a text, ours or another. */
export type Proposer = (text: string) => { start: number; end: number; type: string }[]

/** A mention is found when it is covered wholly; a proposal of a kind is right when it touches a mention of that kind. */
export function judge(
  documents: readonly Document[],
  tagger: Tagger,
  kind: string,
  options: { least?: number; lower?: boolean } = {},
): Judged {
  const floor = options.least ?? least
  return judgeProposer(documents, (text) => propose(text, tagger, floor), kind, options.lower)
}

/** The same of anybody's proposals. */
export function judgeProposer(
  documents: readonly Document[],
  proposer: Proposer,
  kind: string,
  lower = false,
): Judged {
  let [found, mentions, right, proposed, tokens] = [0, 0, 0, 0, 0]
  for (const document of documents) {
    const text = lower ? document.text.toLowerCase() : document.text
    if (text.length !== document.text.length) continue
    const proposals = proposer(text)
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

/** One figure of several runs, each weighted by its mentions. */
export function meanOf(all: readonly Judged[]): Judged {
  const sum = (pick: (one: Judged) => number) => all.reduce((total, one) => total + pick(one), 0)
  const mentions = sum((one) => one.mentions)
  const weighted = (pick: (one: Judged) => number) => sum((one) => pick(one) * one.mentions) / mentions
  return {
    recall: weighted((one) => one.recall),
    precision: weighted((one) => one.precision),
    mentions,
    per1000: weighted((one) => one.per1000),
  }
}

/** Megabytes in a second of processor time, over texts that were read once before: what else the machine does counts little. */
export function speedOf(texts: readonly string[], read: (text: string) => unknown): number {
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  for (const text of texts) read(text)
  const begun = process.cpuUsage()
  const spent = () => {
    const { user, system } = process.cpuUsage(begun)
    return user + system
  }
  let rounds = 0
  do {
    for (const text of texts) read(text)
    rounds += 1
  } while (spent() < 2_000_000 && rounds < 20)
  return (bytes * rounds) / spent()
}

const names = new Set(['PERSON', 'PLACE', 'ORGANISATION'])

/** People, places and organisations together, and how many proposals of these a thousand words touch nothing marked. */
export function judgeAll(
  documents: readonly Document[],
  tagger: Tagger,
  options: { least?: number; lower?: boolean } = {},
): { recall: number; stray: number; proposed: number } {
  let [found, mentions, strays, proposed, words] = [0, 0, 0, 0, 0]
  for (const document of documents) {
    const text = options.lower ? document.text.toLowerCase() : document.text
    if (text.length !== document.text.length) continue
    const proposals = propose(text, tagger, options.least ?? least)
    const covered = coverOf(text, proposals)
    words += text.split(/\s+/).length
    for (const { kind, start, end } of document.marked) {
      if (!names.has(kind)) continue
      mentions += 1
      if (isCovered(text, covered, start, end)) found += 1
    }
    for (const { type, start, end } of proposals) {
      proposed += 1
      if (names.has(type) && !document.marked.some((one) => one.start < end && start < one.end)) strays += 1
    }
  }
  return { recall: found / mentions, stray: (1000 * strays) / words, proposed: (1000 * proposed) / words }
}

export function propose(
  text: string,
  tagger: Tagger,
  floor: number,
  profile: 'conversation' | 'record' = 'conversation',
): Proposal[] {
  return deidentify(text, { tagger, least: floor, profile }).filter(({ confidence }) => confidence >= floor)
}

export function coverOf(text: string, proposals: readonly { start: number; end: number }[]): Uint8Array {
  const covered = new Uint8Array(text.length)
  for (const { start, end } of proposals) covered.fill(1, start, end)
  return covered
}

export function isCovered(text: string, covered: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (!covered[at] && /[\p{L}\p{N}]/u.test(text[at]!)) return false
  return true
}
