import type { Stretch } from '../edits/reading.ts'

/** What records list about people when they list nothing else. */
const hard =
  /\b(?:arrears|debts?|offending|convictions?|alcohol(?:ism)?|drink(?:ing)? problem|drug use|drugs|heroin|crack|cannabis|spice|substance (?:misuse|use|abuse)|drug misuse|addiction|mental health|depression|anxiety|ptsd|psychosis|schizophrenia|self[- ]harm(?:ing)?|suicid\w+|overdoses?|evictions?|evicted|domestic (?:abuse|violence)|dv|trauma|isolat\w+|poor hygiene|anger|aggression|violence|unemployed|no qualifications|homelessness|rough sleeping|gambling|begging|asb|anti-?social behaviour|learning difficulties|low self-esteem|lack of \w+|no (?:family )?support|no family|poor \w+ health|failed tenanc\w+|prison|in care|literacy|abuse|no income|no insight|no motivation|family breakdown|bereavement|criminal record|sex work|hoarding|neglect)\b/gu

/** The person's own view, or something good, or somebody doing something: then it is no bare list. */
const alive =
  /\b(?:says?|said|told|tells|wants?|asked|asks|hopes?|likes?|loves?|enjoys?|proud|good at|great at|talked|talks|laughed|chose|thinks?|feels?|plans?|dreams?|knows|strong|strengths?|survived|managed|manages|despite|though|although|even so|but|i|we|my|our|us|me|leaflets?|groups?|workshops?|courses?|training|sessions?|posters?|books?|film|song|talk|talks|meeting|meetings|support group|charit\w+|helpline|team|for people|read|learning about|through|came through|got through|free of|used to|ago)\b/u

/** From the first to the last of three or more hard things of a sentence that holds nothing else of the person. */
export function hardListIn(sentence: string): Stretch | null {
  const found = [...sentence.slice(0, 600).matchAll(hard)]
  const first = found[0]
  const last = found.at(-1)
  if (!first || !last || found.length < 3 || alive.test(sentence.slice(0, 600))) return null
  const end = last.index + last[0].length
  const between = sentence.slice(first.index, end)
  return /,|\band\b|[/&+;]/u.test(between) ? { start: first.index, end } : null
}
