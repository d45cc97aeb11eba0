import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font, type Glyph } from 'fontkit'
import type { Whose } from './paper.ts'

/** Where a font lies among the packages; without a bold file the regular one stands in. */
export type FontFile = {
  name: string
  regular: string
  bold?: string
  /** What makes its letters look as large as those of the others. */
  scale?: number
  /** Which signs it has, where asking the font itself would mean unpacking it. */
  signs?: readonly [from: number, to: number][]
}

const ours: FontFile = {
  name: 'andika',
  regular: '@expo-google-fonts/andika/Andika_400Regular.ttf',
  bold: '@expo-google-fonts/andika/Andika_700Bold.ttf',
}
const own: FontFile = {
  name: 'gentium',
  regular: '@expo-google-fonts/gentium-book-plus/400Regular/GentiumBookPlus_400Regular.ttf',
  bold: '@expo-google-fonts/gentium-book-plus/700Bold/GentiumBookPlus_700Bold.ttf',
}

/** For other scripts there is one font, whoever speaks. */
const others: readonly FontFile[] = [
  {
    name: 'naskh',
    regular: '@expo-google-fonts/noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf',
    bold: '@expo-google-fonts/noto-naskh-arabic/700Bold/NotoNaskhArabic_700Bold.ttf',
    scale: 1.15,
  },
  {
    name: 'david',
    regular: '@expo-google-fonts/david-libre/400Regular/DavidLibre_400Regular.ttf',
    bold: '@expo-google-fonts/david-libre/700Bold/DavidLibre_700Bold.ttf',
    scale: 1.1,
  },
  {
    name: 'bengali',
    regular: '@fontsource-variable/noto-serif-bengali/files/noto-serif-bengali-bengali-wght-normal.woff2',
  },
  {
    name: 'abyssinica',
    regular: '@expo-google-fonts/abyssinica-sil/400Regular/AbyssinicaSIL_400Regular.ttf',
  },
]

/** The fonts for letters, the first that has them is taken. */
export const lettersOf: Record<Whose, readonly FontFile[]> = {
  ours: [ours, own, ...others],
  own: [own, ours, ...others],
}

let smileys: FontFile[] | undefined

/** The fonts for emoji: one font, in parts by sign. */
export function emojiFonts(): readonly FontFile[] {
  smileys ??= Object.entries(
    JSON.parse(readFontFile(`${noto}/unicode.json`).toString()) as Record<string, string>,
  ).map(([key, ranges]) => ({
    name: `emoji${key.replace(/\D/g, '')}`,
    regular: `${noto}/files/noto-emoji-${key.replace(/\D/g, '')}-wght-normal.woff2`,
    scale: 0.85,
    signs: [...ranges.matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/gi)].map(([, from, to]) => [
      Number.parseInt(from!, 16),
      Number.parseInt(to ?? from!, 16),
    ]),
  }))
  return smileys
}

const noto = '@fontsource-variable/noto-emoji'
const open = new Map<string, Font>()

/** The font, once for all papers. */
export function openFont(path: string): Font {
  const known = open.get(path)
  if (known) return known
  const font = create(readFontFile(path)) as Font
  rememberPlaces(font)
  open.set(path, font)
  return font
}

/**
 * The library keeps a glyph with the letters it stood for at first, and goes by them when it joins the next ones. Here
 * each place has letters of its own.
 */
function rememberPlaces(font: Font): void {
  const plain = font.getGlyph.bind(font)
  font.getGlyph = (id, codePoints) => {
    const glyph = plain(id)
    if (codePoints === undefined) return glyph
    return Object.create(glyph, { codePoints: { value: codePoints } }) as Glyph
  }
}

function readFontFile(path: string): Buffer {
  return readFileSync(createRequire(import.meta.url).resolve(path))
}
