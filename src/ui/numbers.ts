/** A run of digits that somebody may ring: a British number, one with a country before it, or a short one for help. */
const number = /(?<![\d+(£])(?:\(?(?:\+|0)(?:[ ()-]{0,2}\d){9,14}|116 ?\d{3}|999)(?!\d)/g

/** Cuts a text into what is a number to ring and what is not; together the pieces are the text. */
export function splitNumbers(text: string): { text: string; isNumber: boolean }[] {
  const pieces: { text: string; isNumber: boolean }[] = []
  let end = 0
  for (const found of text.matchAll(number)) {
    if (found.index > end) pieces.push({ text: text.slice(end, found.index), isNumber: false })
    pieces.push({ text: found[0], isNumber: true })
    end = found.index + found[0].length
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isNumber: false })
  return pieces
}
