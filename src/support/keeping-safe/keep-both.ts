/**
 * The words of one part: none, one text, or several where pages that were open at the same time wrote different ones.
 * Then all are kept until the person chooses.
 */
export type Texts = readonly string[]

/** As one text, to write on. */
export function joinTexts(texts: Texts): string {
  return texts.join('\n\n')
}

/**
 * What a part holds after somebody typed into it: `base` is what their page showed them, `newest` what stands at this
 * moment. What another page wrote in between is never lost.
 */
export function keepBoth(base: Texts, newest: Texts, typed: string): Texts {
  const mine = typed === '' ? [] : [typed]
  // Who looks at several and saves them as they stand together has chosen.
  if (typed === joinTexts(newest)) return mine
  if (typed === joinTexts(base)) return newest
  if (joinTexts(base) === joinTexts(newest)) return mine
  return [...newest, ...mine]
}

export function areSame(one: Texts, other: Texts): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
