import type { Rule, Saying } from './rule.ts'

const was =
  '(was|were|got|been|being|gets) ((just|then|also|recently|again|twice|once|suddenly|immediately|promptly|later|since|simply) ){0,2}'

/** Who did it is said, or it is no thing that was done to the person, or it did not happen. */
const named = {
  after:
    /^[^.]{0,100}\bby (?!the (?:end|time|river|road|side|station|canal|weekend|morning|evening)|then|now|noon|monday|tuesday|wednesday|thursday|friday|saturday|sunday|bus|train|mistake|[0-9])|^ (?:from (?:the )?(?:hospital|ward|a&e|prison|rehab|the army)|on bail|to (?:go|stay|help|do|be|his family|her family|have|tears)|me\b|a room|for the job)/u,
  before:
    /\b(?:never|not|wasn't|weren't|if|unless|nearly|almost|avoid|before|without|afraid of|fear of|scared of|worried about|threatened with|risk of|about|stop|of|from|while|than|until) (?:(?:he|she|they) )?(?:has |have |had |ever )?$/u,
} as const

/** What was done to a person, by what is asked about it. */
const done: readonly (readonly [Saying, readonly string[]])[] = [
  ['evicted', ['evicted', 'made homeless', 'given notice', 'decanted']],
  ['sanctioned', ['sanctioned']],
  ['movedOn', ['moved on', 'told to move on', 'moved along', 'dispersed']],
  ['sentOut', ['discharged', 'released']],
  [
    'toldToLeave',
    [
      '(asked|told|made|forced) to leave',
      '(kicked|thrown|chucked|escorted|put|turfed) (out|off)',
      '(excluded|banned|barred)',
      'removed from (the|his|her|their) (hostel|building|project|premises|service|property|flat|group|café|library)',
    ],
  ],
  [
    'turnedDown',
    [
      '(refused|denied|rejected)',
      '(turned|knocked) (away|down|back)',
      'not (accepted|allowed (in|to|back|inside|out|into))',
    ],
  ],
  [
    'whoDecided',
    [
      '(deemed|found|assessed as|judged|considered) (to be )?(fit for work|intentionally|not in priority|ineligible|not eligible|to have|not to have|too high|low|not vulnerable|not suitable|unsuitable)',
      'placed in (a b&b|b&b|bed and breakfast|temporary|a|another|the) ',
      'moved (in)?to (another|a|the|temporary|a new) (hostel|b&b|hotel|unit|area|town|city|borough|placement|home|project|prison|house)',
      'left (waiting|without|outside|with (nothing|nowhere|no))',
      'made to (wait|sleep|queue|strip|beg)',
      '(ignored|overlooked|forgotten)',
      'passed (around|from (one|team|service|pillar))',
    ].map((phrase) => phrase.trimEnd()),
  ],
  [
    'whoSaid',
    [
      '(advised|informed|reminded|warned|instructed|cautioned) ((again|verbally|formally|repeatedly) )?(that|to|of|about|re|not to|he|she|they|against)',
      'given ((a|an|another|his|her|their) )?((final|verbal|written|formal|first|second|last) )?(warning|warnings|ultimatum)',
      '(issued|served) ((with|a|an|his|her|their) )?((section 21|eviction|formal|final|written|verbal) )?(notice|warning|notices)',
      "told (that )?(he|she|they) ((had|has|have) to|must|could not|couldn't|cannot|can't|would be (evicted|out|moved|closed)|needed to|was not|wasn't|were not)",
    ],
  ],
  [
    'sentBack',
    [
      'recalled',
      'sent back',
      'transferred',
      'relocated',
      'shipped out',
      '(rehoused|placed) out of (area|borough)',
    ],
  ],
]

/** What was done to a person, said so that nobody did it. */
export const unnamedDoerRules: readonly Rule[] = [
  ...done.map(([saying, phrases]): Rule => ({
    kind: 'hidden-doer',
    saying,
    rank: saying === 'whoSaid' ? 19 : 15,
    phrases: phrases.map((phrase) => was + phrase),
    by: 'person',
    unless: named,
  })),
  {
    kind: 'hidden-doer',
    saying: 'takenAway',
    rank: 14,
    phrases: [
      `${was}((taken|put|placed) (into|in) care|taken (away|off (him|her|them))|adopted|sectioned|restrained|removed)`,
    ],
    only: {
      before:
        /\b(?:he|she|they|children|kids|baby|babies|son|daughter|boys|girls|twins|brothers|sisters) (?:has |have |had |then |just |all |both )?$/u,
    },
    unless: named,
  },
  {
    kind: 'hidden-doer',
    saying: 'stoppedMoney',
    rank: 16,
    phrases: [`${was}(stopped|cut|suspended|docked|reduced)`],
    only: {
      before:
        /\b(?:benefits?|money|payments?|uc|universal credit|pip|esa|giro|allowance|script|prescription|methadone) (?:has |have |had |then |just )?$/u,
    },
    unless: named,
  },
  {
    kind: 'hidden-doer',
    saying: 'takenAway',
    rank: 14,
    phrases: [
      '(had|has had|have had) (his|her|their) (children|kids|baby|son|daughter|boys|girls) (removed|taken|adopted)',
    ],
    by: 'person',
    unless: named,
  },
  {
    kind: 'hidden-doer',
    saying: 'stoppedMoney',
    rank: 16,
    phrases: [
      '(had|has had|have had) (his|her|their) (benefits|money|uc|pip|esa|payments|claim|allowance) (stopped|cut|suspended|sanctioned|reduced|closed)',
    ],
    by: 'person',
    unless: named,
  },
]
