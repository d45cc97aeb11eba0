/** The longest replacement, in UTF-16 code units: it names a kind of thing, it tells nothing new. */
export const longestReplacement = 120

/** What a listener wrote, without the brackets a reading adds again, and with single spaces. */
export function tidyReplacement(typed: string): string {
  const text = typed.replace(/\s+/gu, ' ').trim()
  return text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1).trim() : text
}

/** A bracket inside would end the team's words early, and what follows would look like a person's own. */
export function hasBrackets(replacement: string): boolean {
  return /[[\]]/u.test(replacement)
}
