import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Face } from './face.ts'
import type { Whose } from './paper.ts'

type Weight = 'regular' | 'bold'

type FontFiles = { regular: string; bold?: string; scale?: number }

/** For other scripts there is one font, whoever speaks. Without a bold one the regular stands in. */
const files = {
  andika: { regular: 'andika/Andika_400Regular.ttf', bold: 'andika/Andika_700Bold.ttf' },
  gentium: {
    regular: 'gentium-book-plus/400Regular/GentiumBookPlus_400Regular.ttf',
    bold: 'gentium-book-plus/700Bold/GentiumBookPlus_700Bold.ttf',
  },
  naskh: {
    scale: 1.15,
    regular: 'noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf',
    bold: 'noto-naskh-arabic/700Bold/NotoNaskhArabic_700Bold.ttf',
  },
  david: {
    scale: 1.1,
    regular: 'david-libre/400Regular/DavidLibre_400Regular.ttf',
    bold: 'david-libre/700Bold/DavidLibre_700Bold.ttf',
  },
  tiro: { regular: 'tiro-bangla/TiroBangla_400Regular.ttf' },
  abyssinica: { regular: 'abyssinica-sil/400Regular/AbyssinicaSIL_400Regular.ttf' },
} satisfies Record<string, FontFiles>

type Family = keyof typeof files

const chains: Record<Whose, readonly Family[]> = {
  ours: ['andika', 'gentium', 'naskh', 'david', 'tiro', 'abyssinica'],
  own: ['gentium', 'andika', 'naskh', 'david', 'tiro', 'abyssinica'],
}

const letters = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** A stretch of text in one face; `face` is null where no font has its letters. */
export type FacedText = { text: string; face: Face | null }

/**
 * The fonts of one paper. A face numbers its glyphs as it meets them, and the numbers go into the bytes: fonts shared by
 * two papers would let the second depend on the first.
 */
export class Fonts {
  #open = new Map<string, Face>()

  /**
   * A text as stretches in one face each. A whole word is set in one font where one has all its letters, so that no
   * word changes its look halfway; a letter always stays with its marks.
   */
  face(text: string, whose: Whose, weight: Weight = 'regular'): FacedText[] {
    const chain = chains[whose]
    const found: FacedText[] = []
    const add = (stretch: string, face: Face | null) => {
      const last = found.at(-1)
      if (last && last.face === face) last.text += stretch
      else found.push({ text: stretch, face })
    }
    const faceOf = (stretch: string) => {
      const family = chain.find((one) => this.#openFace(one, weight).has(stretch))
      return family === undefined ? null : this.#openFace(family, weight)
    }
    for (const word of text.match(/\s+|\S+/gu) ?? []) {
      const last = found.at(-1)?.face
      // A space goes with the word before it: words in one script are shaped in one go.
      if (/^\s/u.test(word)) add(word, last?.has(word) ? last : this.#openFace(chain[0]!, weight))
      else {
        const face = faceOf(word)
        if (face) add(word, face)
        else for (const { segment } of letters.segment(word)) add(segment, faceOf(segment))
      }
    }
    return found
  }

  /** True where some letter of the text is in no font of ours. */
  lack(text: string): boolean {
    return this.face(text, 'own').some(({ face }) => face === null)
  }

  #openFace(family: Family, weight: Weight): Face {
    const kinds: FontFiles = files[family]
    const kind = kinds[weight] === undefined ? 'regular' : weight
    const name = `${family}-${kind}`
    const known = this.#open.get(name)
    if (known) return known
    const face = new Face(name, readFontFile(kinds[kind]!), kinds.scale)
    this.#open.set(name, face)
    return face
  }
}

const read = new Map<string, Buffer>()

function readFontFile(file: string): Buffer {
  const bytes =
    read.get(file) ?? readFileSync(createRequire(import.meta.url).resolve(`@expo-google-fonts/${file}`))
  read.set(file, bytes)
  return bytes
}
