import type { Rule } from './rule.ts'

/** Words that doubt somebody without saying so, and guesses dressed as what was seen. */
export const doubtRules: readonly Rule[] = [
  {
    kind: 'doubt',
    saying: 'says',
    rank: 10,
    phrases: [
      '(claims|claimed|claiming|alleges|alleged|alleging|purports|purported|professes|professed) ((repeatedly|again|still) )?(that|to|not to|he|she|they|his|her|their|nobody|no one|someone|somebody|everyone|staff|there|it was|it is|never|the (council|landlord|hostel|police|staff|bag|money|phone|letter))',
      '(insists|insisted|insisting|adamant) (that|he|she|they|his|her|nobody|it was|on his innocence)',
      '(maintains|maintained|maintaining) (that|he|she|they) ',
    ].map((phrase) => phrase.trimEnd()),
    by: 'person',
    unless: { after: /^ (?:new|first|second|claim|form|pip|money back|deposit)\b/u },
  },
  {
    kind: 'doubt',
    saying: 'says',
    rank: 11,
    phrases: ['(supposedly|allegedly|purportedly|apparently)'],
    by: 'not-others',
    only: {
      before: /(?:\b(?:was|were|is|are|had|has|he|she|they|who)|'s|^|,) $/u,
      after:
        /^ (?:stolen|lost|has|had|paid|rang|went|could|couldn|did|didn|not|no|too|ill|sick|clean|sober|told|in|at|he|she|never|taken|robbed|forgot|forgotten|unwell|unable|broken|nobody|they|taking|using|working|looking)/u,
    },
    unless: { before: /\b(?:it|there|that|council|landlord|office|they) (?:was|is|has|had|were|are)? ?$/u },
  },
  {
    kind: 'doubt',
    saying: 'told',
    rank: 11,
    phrases: [
      '(admits|admitted|admitting|confesses|confessed|concedes|conceded) ((freely|openly|eventually|finally) )?(to (drinking|using|smoking|having|being|taking|stealing|selling|gambling|hitting|self harm|self harming|feeling|missing|not|[a-z]+ing|drug use|heroin|crack|alcohol|drug|cannabis|spending|lying)|that|he|she|they|using|drinking|having|not|smoking|taking|it was)',
    ],
    by: 'person',
    unless: { before: /\b(?:was|were|been|being|got|is|are|be|having) $/u },
  },
  {
    kind: 'doubt',
    saying: 'saysNot',
    rank: 10,
    phrases: [
      '(denies|denied|denying) (that|any|all|having|being|using|taking|drinking|smoking|drug|drugs|alcohol|substance|suicidal|self harm|thoughts|it|this|everything|feeling|selling|owing|hitting|stealing|current|ever|he|she|they|[a-z]+ing)',
    ],
    by: 'person',
    unless: {
      before: /\b(?:was|were|been|being|got|is|are|be) $/u,
      after: /^ (?:charge|charges|offence|request|appeal|help|support|housing)\b/u,
    },
  },
  {
    kind: 'doubt',
    saying: 'says',
    rank: 11,
    phrases: ['(self reports|self reported|self reporting)'],
    by: 'person',
  },
  {
    kind: 'doubt',
    saying: 'inOrder',
    rank: 10,
    phrases: [
      '(poor|unreliable) (historian|narrator|witness)',
      '(contradicts|contradicted|contradicting) (himself|herself|themselves)',
      '(hard|difficult|impossible) to (believe|know what is true|credit)',
      '(changes|changed|changing|keeps changing) (his|her|their|the) story',
      "(story|account|version|stories) ((is|was|are) )?(keeps changing|doesn't add up|does not add up|didn't add up|changes|inconsistent|not credible|questionable|far fetched)",
      '(if|whether) ((any of )?(this|it|that|what (he|she|they) says)) (is|was) ((really|actually|even) )?true',
      '(not) (credible|believable|genuine|convinced)',
    ],
    by: 'not-others',
    unless: {
      before:
        /\b(?:i (?:am|was)|we (?:are|were)|i'm|it is|it's|it was|letter|council's|landlord's|officer's) $/u,
      after: /^ (?:how (?:kind|good|well)|that the council)/u,
    },
  },
  {
    kind: 'doubt',
    saying: 'sawHeard',
    rank: 12,
    phrases: [
      '(presents|presented|presenting) ((today|very|quite|again) )?(as|with)',
      '(appeared|appears|seemed|seems|looked|looking) ((to be|to have been|to have) )?((clearly|visibly|very|slightly|heavily) )?(under the influence|intoxicated|drunk|high|stoned|unkempt|dishevelled|disheveled|malodorous|suspicious|shifty|evasive|guarded|medication seeking)',
      '(under the influence|unkempt|dishevelled|disheveled|malodorous|evasive|intoxicated)',
      '(poor|very poor|bad) (personal )?hygiene',
      '(poor|no|little|limited|minimal|avoided|avoids) eye contact',
      '(seems|seemed|appears|appeared|looks) ((very|quite|fairly|to be) )?(genuine|plausible|sincere)',
    ],
    by: 'person',
    unless: {
      before: /\b(?:was|were|been|got|is|being|to be|get|we|they|school|me|her|him|us|mayor|host|dj) $/u,
      after:
        /^ (?:homeless|(?:a|an|the|some|two|three) (?:certificate|award|prize|cake|gift|cheque|medal|bill|card|choice|plan|poem|programme|show|speaker|bunch|letter)|flowers|his (?:idea|plan|poem|work|paper|project|id|card)|her (?:idea|plan|poem|work|paper|project|id|card|certificate)|of (?:the|her|his))\b/u,
    },
  },
]
