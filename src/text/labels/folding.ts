/** Letters that Unicode does not take apart into a letter and a mark. */
const plain: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
}

/** Cyrillic as passports write it (ICAO Doc 9303, the common part), and Greek (ELOT 743). */
const romanised: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'а:a б:b в:v г:g ґ:g д:d е:e ё:e є:ie ж:zh з:z и:i і:i ї:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ' +
    'ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:iu я:ia ў:u ђ:dj ј:j љ:lj њ:nj ћ:c џ:dz ' +
    'α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:x ο:o π:p ρ:r σ:s ς:s τ:t υ:y φ:f χ:ch ψ:ps ω:o'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
)

/** A name without case, accents, apostrophes and invisible characters. Scripts other than Latin stay as they are. */
export function foldName(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}ـ'’‘`ʼ]/gu, '')
    .replace(/[^\p{ASCII}]/gu, (letter) => plain[letter] ?? letter)
}

/** The same with the two letters German and the Nordic languages write for a mark: Müller is also Mueller. */
export function foldGerman(text: string): string {
  const spelled = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüåø]/g, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' })[letter] ?? letter)
  return foldName(spelled)
}

/** A folded word in Latin letters, when it is Cyrillic or Greek. */
function romanise(word: string): string {
  return word.replace(/[\p{sc=Cyrillic}\p{sc=Greek}]/gu, (letter) => romanised[letter] ?? letter)
}

/**
 * What a folded word sounds like, roughly, so that two spellings of one name meet: Kateryna and Katerina, Jon and
 * John, Smyth and Smith. Too coarse to say alone that two people are one.
 */
export function soundOf(word: string): string {
  return romanise(word)
    .replace(/shch/g, 'sch')
    .replace(/ph/g, 'f')
    .replace(/ck|kh|q/g, 'k')
    .replace(/c(?=[eiy])/g, 's')
    .replace(/c(?!h)/g, 'k')
    .replace(/[yj]/g, 'i')
    .replace(/w/g, 'v')
    .replace(/x/g, 'ks')
    .replace(/(?<=[tgdbrn])h|h(?=[nmlr])/g, '')
    .replace(/(.)\1+/g, '$1')
    .replace(/(?<=..)ie$/, 'i')
}
