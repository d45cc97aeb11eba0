import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { layoutWords } from './layout.words.ts'

type EnglishWords = (typeof layoutWords)['en-GB']

/** What every language must say: the English keys, with sentences of its own. */
export type LayoutWords = {
  [Key in keyof EnglishWords]: EnglishWords[Key] extends string
    ? string
    : EnglishWords[Key] extends readonly string[]
      ? readonly string[]
      : EnglishWords[Key]
}

/** The language of the page being rendered; `Document` provides it, so that no field has to be told. */
export const Language = createContext<string>('en-GB')

/** The sentences of `src/ui` in the language of the page that is being rendered. */
export function useLayoutWords(): LayoutWords {
  return getLayoutWords(useContext(Language))
}

/** The sentences of `src/ui` in one language; English where that language has none yet. */
export function getLayoutWords(language: string | undefined): LayoutWords {
  const all: Readonly<Record<string, LayoutWords>> = layoutWords
  return all[language ?? 'en-GB'] ?? layoutWords['en-GB']
}
