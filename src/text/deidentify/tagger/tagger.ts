import { findChances, makeWorkspace, type Workspace } from './chain.ts'
import { featuresOfToken, findFeatures } from './features.ts'
import {
  factsHead,
  firstLabel,
  insideLabel,
  labels,
  namesHead,
  type FactKind,
  type NameKind,
} from './heads.ts'
import { openChain, scorePacked, type PackedChain } from './packed-chain.ts'
import { cutTokens, tokenise, type Tokens } from './tokens.ts'
import { openWordList, type WordList } from './word-list.ts'

/**
 * Finds names of people, places and organisations by how they are written and what stands beside them; with `facts` also dates,
 * ages, codes, what people are, sums and other things somebody could be told by.
 */
export type Tagger = { names: Reader<NameKind>; facts: Reader<FactKind> | null; list: WordList }

type Reader<K extends string> = { chain: PackedChain<K>; room: Workspace }

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
  return { names: makeReader(names), facts: facts ? makeReader(facts) : null, list }
}

function makeReader<K extends string>(chain: PackedChain<K>): Reader<K> {
  return { chain, room: makeWorkspace(chain, longest + 1) }
}

/** Tokens that are read as one, at most. */
const longest = 150

/**
 * Every stretch of words that may be a name with a chance of at least `least` (0 to 1), then every one that may be a fact with
 * a chance of `leastFact`; each in order, without overlaps.
 */
export function tagText(text: string, tagger: Tagger, least: number, leastFact = 2): Tagged[] {
  const tokens = tokenise(text)
  const features = findFeatures(text, tokens, tagger.list)
  const names: Tagged[] = read(text, tokens, features, tagger.names, least)
  if (leastFact > 1 || !tagger.facts) return names
  return [...names, ...read(text, tokens, features, tagger.facts, leastFact)]
}

/**
 * A mention is as sure as its surest word. Words beside it belong to it from a lower chance than it needs itself: half a name
 * left standing tells as much as all of it.
 */
function read<K extends string>(
  text: string,
  tokens: Tokens,
  features: Int32Array,
  { chain, room }: Reader<K>,
  least: number,
): Tagged<K>[] {
  const found: Tagged<K>[] = []
  for (const [from, to] of cutTokens(text, tokens, longest)) {
    const count = to - from
    scorePacked(chain, features.subarray(from * featuresOfToken, to * featuresOfToken), count, room.scores)
    findChances(room, count)
    let open: Tagged<K> | null = null
    for (let at = 0; at < count; at += 1) {
      const start = tokens.starts[from + at]!
      const none = room.chances[at * labels]!
      if (1 - none < faintest || text[start] === '\n') {
        open = null
        continue
      }
      const { kind, chance, begins } = likeliest(chain, room.chances, at * labels)
      const confidence = howSure(chain, kind, 1 - none)
      if (confidence < least * besideName) {
        open = null
        continue
      }
      const end = tokens.ends[from + at]!
      if (open && open.kind === kind && begins < chance / 2) {
        open.end = end
        open.confidence = Math.max(open.confidence, confidence)
        continue
      }
      open = { start, end, kind, confidence }
      found.push(open)
    }
  }
  return found.filter(({ confidence }) => confidence >= least)
}

/** A chance below this is not looked at, whatever is asked for. */
const faintest = 0.002

/** The share of the chance a mention needs from which a word beside it is a part of it. */
const besideName = 0.4

function howSure<K extends string>({ head, sure }: PackedChain<K>, kind: K, chance: number): number {
  const { slope, shift } = sure[head.kinds.indexOf(kind)]!
  return 1 / (1 + Math.exp(-slope * Math.log(chance / (1 - chance)) - shift))
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
