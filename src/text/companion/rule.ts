import type { companionWords } from './companion.words.ts'

/** What a suggestion is about. */
export type CompanionKind =
  | 'label'
  | 'system-word'
  | 'blame'
  | 'doubt'
  | 'verdict'
  | 'ranking'
  | 'hidden-doer'
  | 'whose-idea'
  | 'only-hard-things'

/** The name of a sentence in the words file. */
export type Saying = keyof (typeof companionWords)['en-GB']

/** Where a rule looks around what it found, within the sentence and not far: a pattern for `before` ends with $, one for `after` begins with ^. */
export type Around = { before?: RegExp; after?: RegExp }

export type Rule = {
  kind: CompanionKind
  saying: Saying
  /** The lower the sooner it is shown. */
  rank: number
  /**
   * Words as they are written, all small; a space is also a hyphen or a new line. Otherwise the signs of a regular expression,
   * of which a phrase begins with a word or with words in round brackets: "(refuses|refused) to engage". What is caught
   * as `what` the sentence may repeat.
   */
  phrases: readonly string[]
  /** Whose doing it has to be: the person's (or nobody named, as in notes), or anybody's but the coach's and others'. */
  by?: 'person' | 'not-others'
  only?: Around
  unless?: Around
}
