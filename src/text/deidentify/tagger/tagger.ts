import { findChances, makeWorkspace, type Workspace } from './chain.ts'
import { findFeatures } from './features.ts'
import {
  factsHead,
  firstLabel,
  insideLabel,
  labels,
  namesHead,
  type FactKind,
  type NameKind,
} from './heads.ts'
import { openChain, type PackedChain } from './packed-chain.ts'
import { forgetSums, makeScorer, scoreWithBoth, type Scorer } from './scorer.ts'
import { cutTokens, tokenise } from './tokens.ts'
import { makeWordMemory } from './word-memory.ts'
import { openWordList, type WordList } from './word-list.ts'

/**
 * Finds names of people, places and organisations by how they are written and what stands beside them; with `facts` also dates,
 * ages, codes, what people are, sums and other things somebody could be told by.
 */
export type Tagger = {
  names: PackedChain<NameKind>
  facts: PackedChain<FactKind> | null
  list: WordList
  scorer: Scorer
  rooms: { names: Workspace; facts: Workspace }
}

/** `confidence` is the chance that its surest word is a part of any mention. Offsets are UTF-16 code units. */
export type Tagged<K extends string = NameKind | FactKind> = {
  start: number
  end: number
  kind: K
  confidence: number
}

/** Opens models and a list of words as `training/` made them. Throws a RangeError for anything else. */
export function openTagger(names: Uint8Array, words: Uint8Array, facts?: Uint8Array): Tagger {
  return makeTagger(
    openChain(names, namesHead),
    openWordList(words),
    facts ? openChain(facts, factsHead) : null,
  )
}

export function makeTagger(
  names: PackedChain<NameKind>,
  list: WordList,
  facts: PackedChain<FactKind> | null = null,
): Tagger {
  const rooms = {
    names: makeWorkspace(names, longest + 1),
    facts: makeWorkspace(facts ?? names, longest + 1),
  }
  return { names, facts, list, scorer: makeScorer(names, facts, makeWordMemory(list)), rooms }
}

/** Tokens that are read as one, at most. */
const longest = 150

/**
 * Every stretch of words that may be a name with a chance of at least `least` (0 to 1), then every one that may be a fact with
 * a chance of `leastFact`; each in order, without overlaps.
 */
export function tagText(text: string, tagger: Tagger, least: number, leastFact = 2): Tagged[] {
  const { names, facts, scorer, rooms } = tagger
  const tokens = tokenise(text)
  const features = findFeatures(text, tokens, scorer.memory)
  const found: Tagged[] = []
  const foundFacts: Tagged[] = []
  for (const [from, to] of cutTokens(text, tokens, longest)) {
    scoreWithBoth(scorer, features, from, to, rooms.names.scores, rooms.facts.scores)
    const starts = tokens.starts.subarray(from, to)
    const ends = tokens.ends.subarray(from, to)
    read(text, starts, ends, names, rooms.names, least, found)
    if (facts && leastFact <= 1) read(text, starts, ends, facts, rooms.facts, leastFact, foundFacts)
  }
  forgetSums(scorer)
  const enough = (floor: number) => (one: Tagged) => one.confidence >= floor
  return [...found.filter(enough(least)), ...foundFacts.filter(enough(leastFact))]
}

/**
 * A mention is as sure as its surest word. Words beside it belong to it from a lower chance than it needs itself: half a name
 * left standing tells as much as all of it.
 */
function read<K extends NameKind | FactKind>(
  text: string,
  starts: Int32Array,
  ends: Int32Array,
  chain: PackedChain<K>,
  room: Workspace,
  least: number,
  found: Tagged[],
): void {
  const count = starts.length
  findChances(room, count)
  const most = 1 - Math.max(faintest, leastChance(chain, least * besideName))
  let open: Tagged | null = null
  for (let at = 0; at < count; at += 1) {
    const none = room.chances[at * labels]!
    if (none > most || text[starts[at]!] === '\n') {
      open = null
      continue
    }
    const { kind, chance, begins } = likeliest(chain, room.chances, at * labels)
    const confidence = howSure(chain, kind, 1 - none)
    if (confidence < least * besideName) {
      open = null
      continue
    }
    const end = ends[at]!
    if (open && open.kind === kind && begins < chance / 2) {
      open.end = end
      open.confidence = Math.max(open.confidence, confidence)
      continue
    }
    open = { start: starts[at]!, end, kind, confidence }
    found.push(open)
  }
}

/** A chance below this is not looked at, whatever is asked for. */
const faintest = 0.002

/** The share of the chance a mention needs from which a word beside it is a part of it. */
const besideName = 0.4

function howSure<K extends string>({ head, sure }: PackedChain<K>, kind: K, chance: number): number {
  const { slope, shift } = sure[head.kinds.indexOf(kind)]!
  return 1 / (1 + Math.exp(-slope * Math.log(chance / (1 - chance)) - shift))
}

/** The chance below which no kind is this sure. */
function leastChance<K extends string>({ sure }: PackedChain<K>, confidence: number): number {
  const odds = Math.log(confidence / (1 - confidence))
  return Math.min(...sure.map(({ slope, shift }) => 1 / (1 + Math.exp(-(odds - shift) / slope))))
}

/** The likeliest kind, its chance, and the chance that a mention begins here: 0 for a head that cannot tell. */
function likeliest<K extends string>(
  { head }: PackedChain<K>,
  chances: Float64Array,
  from: number,
): { kind: K; chance: number; begins: number } {
  let best = { kind: head.kinds[0]!, chance: -1, begins: 0 }
  for (let index = 0; index < head.kinds.length; index += 1) {
    const inside = chances[from + insideLabel(head, index)]!
    const begins = head.begins ? chances[from + firstLabel(head, index)]! : 0
    if (inside + begins > best.chance) best = { kind: head.kinds[index]!, chance: inside + begins, begins }
  }
  return best
}
