/**
 * The text with look-alikes of ASCII made ASCII, character by character: offsets stay what they were.
 * Arabic and full-width digits, full-width letters and signs, odd spaces, and a letter O typed for the
 * first nought of a number.
 */
export function foldSigns(text: string): string {
  let folded = text
  if (/[^\0-\x7f]/u.test(text)) {
    folded = text
      .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
      .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
      .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
      .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
      .replace(/[\u2010-\u2015\u2212]/g, '-')
      .replace(/[\u2018\u2019\u02bc]/g, "'")
  }
  return folded.replace(/(?<![A-Za-z0-9])[oO](?=[127]\d{2,})/g, '0')
}

/** A word without case, accents and invisible characters, for comparing names. */
export function foldWord(word: string): string {
  if (/^[a-z]*$/.test(word)) return word
  if (/^[A-Za-z]*$/.test(word)) return word.toLowerCase()
  return word
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}ـ]/gu, '')
    .replace(/[øØ]/g, 'o')
    .replace(/[łŁ]/g, 'l')
    .replace(/ı/g, 'i')
    .toLowerCase()
}

/** The text just before a place, for cues that make a number or a name likelier. */
export function textBefore(text: string, at: number, length = 40): string {
  return text.slice(Math.max(0, at - length), at)
}
