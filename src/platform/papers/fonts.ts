import { Face, isUnseen } from './face.ts'
import { emojiFonts, lettersOf, openFont, type FontFile } from './font-files.ts'
import type { Whose } from './paper.ts'

type Weight = 'regular' | 'bold'

/** A stretch of text in one face; `face` is null where no font has its letters. */
export type FacedText = { text: string; face: Face | null }

const letters = new Intl.Segmenter('und', { granularity: 'grapheme' })
/** A sign that is a picture by itself, or was asked to be one. */
const emoji = /\p{Emoji_Presentation}|\ufe0f/u
const joiner = '\u200d'

/**
 * The fonts of one paper. A face numbers its glyphs as it meets them, and the numbers go into the bytes: fonts shared by
 * two papers would let the second depend on the first.
 */
export class Fonts {
  #open = new Map<string, Face>()
  #ofEmoji = new Set<Face>()
  #faced = new Map<string, FacedText[]>()

  /**
   * A text as stretches in one face each. A whole word is set in one font where one has all its letters, so that no
   * word changes its look halfway; a letter always stays with its marks.
   */
  face(text: string, whose: Whose, weight: Weight = 'regular'): FacedText[] {
    const found: FacedText[] = []
    const add = (stretch: string, face: Face | null) => {
      const last = found.at(-1)
      if (last && last.face === face) last.text += stretch
      else found.push({ text: stretch, face })
    }
    for (const word of text.match(/\s+|\S+/gu) ?? []) {
      const last = found.at(-1)?.face
      // A space goes with the word before it, so that words in one script are shaped in one go; not with an emoji.
      if (/^\s/u.test(word))
        add(
          word,
          last?.has(word) && !this.#ofEmoji.has(last) ? last : this.#openFace(lettersOf[whose][0]!, weight),
        )
      else for (const part of this.#faceWord(word, whose, weight)) add(part.text, part.face)
    }
    return found
  }

  /** True where some letter of the text is in no font of ours. */
  lack(text: string): boolean {
    return this.face(text, 'own').some(({ face }) => face === null)
  }

  #faceWord(word: string, whose: Whose, weight: Weight): FacedText[] {
    const key = `${whose} ${weight} ${word}`
    const faced = this.#faced.get(key) ?? this.#partWord(word, whose, weight)
    this.#faced.set(key, faced)
    return faced
  }

  #partWord(word: string, whose: Whose, weight: Weight): FacedText[] {
    const whole = emoji.test(word) ? null : this.#findFace(word, lettersOf[whose], weight)
    if (whole) return [{ text: word, face: whole }]
    return [...letters.segment(word)].flatMap(({ segment }) => this.#faceLetter(segment, whose, weight))
  }

  #faceLetter(letter: string, whose: Whose, weight: Weight): FacedText[] {
    const chain = emoji.test(letter)
      ? [...emojiFonts(), ...lettersOf[whose]]
      : [...lettersOf[whose], ...emojiFonts()]
    const face = this.#findFace(letter, chain, weight)
    if (face || !letter.includes(joiner)) return [{ text: letter, face }]
    // A picture joined of several that no font has as one: they stand side by side.
    return letter.split(joiner).map((one) => ({ text: one, face: this.#findFace(one, chain, weight) }))
  }

  #findFace(text: string, chain: readonly FontFile[], weight: Weight): Face | null {
    const found = chain.find((file) => mayHave(file, text) && this.#openFace(file, weight).has(text))
    return found ? this.#openFace(found, weight) : null
  }

  #openFace(file: FontFile, weight: Weight): Face {
    const isBold = weight === 'bold' && file.bold !== undefined
    const path = isBold ? file.bold! : file.regular
    const known = this.#open.get(path)
    if (known) return known
    const face = new Face(`${file.name}-${isBold ? 'bold' : 'regular'}`, openFont(path), file.scale)
    this.#open.set(path, face)
    if (emojiFonts().includes(file)) this.#ofEmoji.add(face)
    return face
  }
}

function mayHave({ signs }: FontFile, text: string): boolean {
  if (signs === undefined) return true
  return [...text].every((sign) => {
    const code = sign.codePointAt(0)!
    return isUnseen(sign) || signs.some(([from, to]) => from <= code && code <= to)
  })
}
