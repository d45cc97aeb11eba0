import type { Rule } from './rule.ts'

const person =
  '(adult|adults|person|people|woman|women|man|men|lady|girl|lad|individual|individuals|client|clients|group)'

/** After these words somebody is met, and the label is all that is said of them. */
const met = /\b(?:with|met|saw|seeing|visited|introduced to|meeting) $/u

/** A label where somebody is said to be it, where a note begins with it, and where somebody is met who is it. */
function calledOne(rule: Omit<Rule, 'kind' | 'by'>): readonly Rule[] {
  const singular = rule.phrases.filter((phrase) => /^\(?an?\b/u.test(phrase))
  return [
    { ...rule, kind: 'label', by: 'person' },
    { ...rule, kind: 'label', phrases: singular, only: { before: met } },
  ]
}

/** A name for a trouble that is put in the place of a person. */
export const labelRules: readonly Rule[] = [
  ...calledOne({
    saying: 'takes',
    rank: 20,
    phrases: [
      '(a|an) ((drug|heroin|crack|known|recovering|former|chronic|ex) ){0,2}(addict|junkie|druggie)',
      '(addict|addicts|junkie|junkies|druggie|druggies|smackhead|smackheads|crackhead|crackheads|baghead)',
      '(drug|drugs|substance|heroin|crack|iv|spice) (user|users|misuser|misusers|abuser|abusers)',
      '(a|an) (drug|substance) (user|misuser|abuser)',
      '(active|intravenous|problematic|poly) (drug )?(user|users)',
      '(misuses|misusing|misused|abuses|abusing|abused) (alcohol|drugs|substances|heroin|crack|cannabis|spice|pills|(his|her|their) (prescription|medication|meds|script|methadone|tablets|painkillers))',
      '(substance|drug|alcohol) (misuse|abuse)',
    ],
    unless: {
      after:
        /^(?:'s|s')? (?:group|groups|anonymous|meeting|service|services|team|worker|nurse|course|charity|clinic|counsellor|midwife|agency|treatment|support|programme|lead)/u,
    },
  }),
  ...calledOne({
    saying: 'drinks',
    rank: 20,
    phrases: [
      '(an|a) ((recovering|known|functioning|chronic|raging) ){0,1}(alcoholic|drunk|wino|alky|alkie|boozer)',
      '(alcoholics|winos|street drinker|street drinkers|dependent drinker|problem drinker|dosser|dossers)',
    ],
    unless: { after: /^ (?:anonymous|driver|text|call|night|drink)/u },
  }),
  ...calledOne({
    saying: 'offence',
    rank: 20,
    phrases: [
      '(a|an) ((prolific|serial|known|persistent|repeat|young|ex|convicted|former|violent|sex) ){0,2}(offender|criminal|con|thief)',
      '(prolific|persistent|repeat|serial|ex|young) (offender|offenders)',
      '(offender|offenders|ex cons?|jailbird)',
    ],
    unless: { after: /^ (?:manager|management|institution|register|team|rehabilitation|managers)/u },
  }),
  {
    kind: 'label',
    saying: 'diagnosis',
    rank: 20,
    phrases: [
      '(a|an) (schizophrenic|psychotic|depressive|manic depressive|bipolar|anorexic|bulimic|borderline|autistic)',
      '(schizophrenic|psychotic|schizo|manic depressive|bipolar|eupd|borderline)',
      '(a|an) (pd|eupd|bpd)',
    ],
    by: 'person',
    only: {
      before:
        /(?:\b(?:is|was|are|were|be|being|becoming|became)|'s|'re|^|[,;.]) ?(?:(?:quite|very|clearly|also|now|probably|a|an|still|really|so) ){0,2}$/u,
    },
    unless: {
      after:
        /^ (?:disorder|episode|episodes|patients|line|support|medication|diagnosis|affective|personality)/u,
    },
  },
  {
    kind: 'label',
    saying: 'livesWith',
    rank: 34,
    phrases: [
      '(suffers|suffering) (with|from) (?<what>(severe |chronic |long term |bad )?(depression|anxiety|psychosis|schizophrenia|ptsd|bipolar disorder|bipolar|epilepsy|diabetes|copd|trauma|panic attacks|hiv|addiction|dementia|arthritis|asthma|mental illness|mental health problems|mental ill health|personality disorder|chronic pain))',
      '(suffers|suffering) (with|from)',
      'a sufferer',
    ],
    by: 'person',
  },
  {
    kind: 'label',
    saying: 'vulnerable',
    rank: 21,
    phrases: [`vulnerable ${person}`, 'vulnerable'],
    by: 'not-others',
    only: {
      before:
        /(?:\b(?:is|was|are|were|considered|deemed|presents as|a|an|very|extremely|this|as|these|most|our)|'s|'re|^|[,;]) ?(?:(?:quite|very|clearly|also|such|a|young|extremely|highly|particularly|so) ){0,3}$/u,
    },
    unless: {
      before:
        /\b(?:feel|feels|feeling|felt|made|make|makes|was it|it is|it was|that is|it's|being|courage|moment)\b[^.]{0,20}$/u,
      after:
        /^ (?:moment|moments|side|to (?:flood|flooding|the|theft|damp|frost)|adults? (?:team|policy|board|training|safeguarding)|people['’]s|position|conversation|with me)/u,
    },
  },
  {
    kind: 'label',
    saying: 'muddle',
    rank: 21,
    phrases: [
      'chaotic (lady|woman|man|young man|young woman|person|individual|individuals|people|lad|girl|lifestyle|lifestyles|life|behaviour|drug use|drug user|drinker|background|client|clients|family)',
      'chaotic',
    ],
    by: 'person',
    unless: {
      after:
        /^ (?:house|office|street|kitchen|morning|day|week|traffic|scene|journey|meeting|system|state|place|time|start|night|room|queue|ward)/u,
    },
  },
  {
    kind: 'label',
    saying: 'reach',
    rank: 22,
    phrases: [
      '(hard|difficult) to (reach|engage|place|help|house)',
      'treatment resistant',
      'service resistant',
    ],
    unless: { after: /^ (?:by|on|shelf|shelves|the|his|her|it|from|when|before|after|at|because|due)\b/u },
  },
  {
    kind: 'label',
    saying: 'comesOften',
    rank: 22,
    phrases: [
      'frequent (flyer|flyers|flier|attender|attenders)',
      'revolving door',
      'bed blockers?',
      'repeat (attender|attenders|presenter)',
    ],
    unless: { after: /^ (?:at the (?:bank|hotel|entrance)|miles|card)/u },
  },
  ...calledOne({
    saying: 'outside',
    rank: 23,
    phrases: [
      'entrenched (rough sleeper|rough sleepers|homeless)',
      '(a|an) ((known|long term|prolific|regular|former) ){0,2}(rough sleeper|vagrant|tramp|beggar|down and out|hobo)',
      'entrenched rough sleepers?',
      '(vagrant|vagrants|tramps|beggars)',
    ],
  }),
  {
    kind: 'label',
    saying: 'homeless',
    rank: 30,
    phrases: ['homeless', 'the homeless'],
    only: {
      before: /\b(?:the|a) $/u,
      after:
        /^ (?:need|are|and (?:the )?(?:poor|vulnerable|needy)|have|who|in (?:this|the|our)|do|will|on the|can|get|come|came|were)\b|^[,.;!?]|^$/u,
    },
  },
  ...calledOne({
    saying: 'survived',
    rank: 23,
    phrases: [
      '(victim|victims) of ((domestic|sexual|child|severe|serious|past|historic) )?(violence|abuse|domestic abuse|dv|trafficking|modern slavery|crime|circumstance|exploitation|rape|coercive control)',
      'a victim',
    ],
    only: { before: /(?:^|[\s,;])$/u },
    unless: { after: /^ (?:support|statement|surcharge|impact|personal)/u },
  }),
  {
    kind: 'label',
    saying: 'wheelchair',
    rank: 23,
    phrases: ['wheelchair bound', '(confined|bound) to (a|the|his|her|their) wheelchair'],
  },
  ...calledOne({
    saying: 'sellsSex',
    rank: 22,
    phrases: ['(prostitute|prostitutes|hooker|hookers)', '(prostituting) (herself|himself|themselves)'],
  }),
  {
    kind: 'label',
    saying: 'noPapers',
    rank: 22,
    phrases: [
      '(illegal|illegals|failed) (immigrant|immigrants|migrant|migrants|asylum seeker|asylum seekers)',
      'an illegal',
      'illegals',
    ],
  },
  {
    kind: 'label',
    saying: 'knownTo',
    rank: 35,
    phrases: [
      'known to (services|police|the police|us|mental health services|social services|probation|mental health|all services)',
    ],
    by: 'person',
  },
  {
    kind: 'label',
    saying: 'test',
    rank: 30,
    phrases: ['(dirty|positive) (test|urine|sample|tests|swab)', '(tested) (dirty)'],
    unless: { before: /\b(?:pregnancy|covid|a) $/u },
  },
  {
    kind: 'label',
    saying: 'vulnerable',
    rank: 25,
    phrases: ['(his|her|their) ((many|own|known) )?(vulnerability|vulnerabilities)', '(vulnerabilities)'],
  },
  {
    kind: 'label',
    saying: 'outside',
    rank: 23,
    phrases: ['(very|totally|quite|so|really|long term) entrenched', '(is|are) entrenched'],
    by: 'person',
  },
  {
    kind: 'label',
    saying: 'beforeThat',
    rank: 26,
    phrases: [
      '(failed|broken|lost) ((several|previous|two|three|many) )?(tenancy|tenancies|placement|placements)',
      '(placement|placements|tenancy) (breakdown|breakdowns|broke down|failure)',
    ],
    by: 'not-others',
  },
  {
    kind: 'label',
    saying: 'whoSaidNo',
    rank: 27,
    phrases: [
      '(multiple|numerous|several|many|previous|various|repeated) (exclusions|evictions|bans|warnings|rejections)',
    ],
  },
  {
    kind: 'label',
    saying: 'wearsLabel',
    rank: 24,
    phrases: [
      '(a|an) ((real|proper|bit of a|total|complete|right|known) ){0,2}(troublemaker|nightmare|time waster|timewaster|loner|drama queen|nutter|psycho|lost cause|hopeless case|handful|liability|attention seeker|loose cannon|self harmer|cutter|hoarder|liar|bully|sponger|scrounger)',
      '(damaged|broken|dysfunctional|troubled) (goods|home|homes|background|family|individual|person|woman|man|young man|young woman)',
      '(lost cause|hopeless case)',
      '(low|high) functioning',
      'hard work',
      '(a|such a) (drain on|burden on|burden to|lost soul)',
      '(never) going to (change|engage|learn|get better|stop)',
      'beyond (help|control|parental control)',
      '(illiterate|uneducated|troubled|neet|inadequate|low intelligence|slow witted|feral)',
      '(challenging|difficult|complex|damaged|troubled|problematic|awkward|tricky) (individual|character|customer|person|man|woman|lady|lad|girl|young man|young woman|young person|gentleman|personality|youth|teenager|family)',
    ],
    by: 'person',
  },
]
