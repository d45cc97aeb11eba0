import type { Rule } from './rule.ts'

/** What an expert might find, written as if it were so and as if nobody had said it. */
const verdictRules: readonly Rule[] = [
  {
    kind: 'verdict',
    saying: 'seesIt',
    rank: 25,
    phrases: [
      '(lacks|lacking|lack|limited|poor|little|no|zero) (of )?((any|real|much) )?insight',
      '(lack) of insight',
      "(doesn't|does not) have (any |much )?insight",
    ],
    by: 'person',
  },
  {
    kind: 'verdict',
    saying: 'readyFor',
    rank: 25,
    phrases: [
      "(not|isn't|nowhere near|never be) ((yet|quite|really|at all) )?ready (for (his|her|their|a|the) (own )?(place|flat|tenancy|home|accommodation|room|job)|for (independent living|independence|work|move on|employment|a job|housing|independent)|to (live|move|manage|hold|have|work|be housed|look after))",
      '(not|never) (housing|tenancy|move on|work|job) ready',
      '(unsuitable|not suitable|not appropriate|inappropriate) for ((our|the|this|supported|independent|shared|any|general needs|a) )?((supported|independent|shared) )?(service|project|hostel|accommodation|living|housing|group|tenancy|house)',
      '(housing|tenancy|work|job) ready',
    ],
    by: 'person',
  },
  {
    kind: 'verdict',
    saying: 'whoFound',
    rank: 24,
    phrases: [
      '(lacks|lacked|lacking|lack|has|does not have|without) (mental )?capacity',
      '(lacks|lacking) (the )?(mental )?capacity',
      "(doesn't|does not) have (the )?(mental )?capacity",
    ],
    by: 'person',
    only: {
      after:
        /^ (?:to (?:decide|make|consent|manage|sign|choose|understand)|around|about|regarding|for decisions|$|[.,])|^[.,;]|^$/u,
    },
    unless: { after: /^ to (?:love|surprise|make (?:people|me|us|friends))/u },
  },
  {
    kind: 'verdict',
    saying: 'afraidOf',
    rank: 24,
    phrases: [
      '(paranoid|delusional|psychotic|hearing voices|hallucinating|irrational|unhinged|manic)',
      '(paranoia|delusions|delusional (thinking|beliefs|thoughts)|paranoid (thoughts|thinking|ideation|beliefs|ideas))',
    ],
    by: 'person',
    only: {
      before:
        /(?:\b(?:is|was|are|were|be|being|been|very|quite|really|so|bit|rather|extremely|increasingly|and|seems?|clearly|becoming|became|getting|got|just|completely|has|had|his|her|with|having|some|some of|still|again)|'s|'re|^|[,;]) ?$/u,
    },
  },
  {
    kind: 'verdict',
    saying: 'whichPart',
    rank: 26,
    phrases: [
      "(can't|cannot|can not|could not|couldn't|unable to|struggles to|not able to|incapable of|is not capable of|not capable of) ((really|ever) )?(cope|coping|manage|managing|sustain|sustaining|maintain|maintaining|live|living|hold down|holding down|look after|looking after|function|functioning) (independently|alone|with|a|an|on (his|her|their) own|(his|her|their) own|himself|herself|themselves|tenancy|tenancies|money|relationships|in the community|any)",
      "(can't|cannot|unable to|not able to|couldn't) (cope|function|self care)",
      "(doesn't|does not|didn't|hasn't got|has not got|without) ((have|got) )?the (skills|ability|tools|maturity|capability) ((needed|required) )?to",
      '(poor|limited|no) (coping|life|social|tenancy|budgeting|parenting|daily living|communication|money management|independent living) (skills|strategies|mechanisms)',
    ],
    by: 'person',
    unless: { after: /^ (?:the (?:stairs|lid|key|noise)|stairs)/u },
  },
  {
    kind: 'verdict',
    saying: 'howLongAgo',
    rank: 26,
    phrases: [
      '(history|pattern|background|record|track record) of ((serious|past|poor|significant|extensive|failed|drug|substance|alcohol) ){0,2}(violence|violent|aggression|aggressive|offending|arson|non|absconding|self harm|self neglect|drug|drugs|substance|substances|alcohol|misuse|abuse|missed|tenancies|evictions|rent arrears|arrears|anti social|antisocial|asb|criminality|theft|attempts|suicide|mental|homelessness|rough sleeping|offences|placements|refusing|not engaging|disengaging|damage)',
      '(forensic|offending|criminal) history',
    ],
    by: 'person',
    unless: {
      after: /^ (?:and exhibition|books?)/u,
      before: /\b(?:family|the|art|local|its|their own|a brief|our|council's|country's) $/u,
    },
  },
  {
    kind: 'verdict',
    saying: 'tellingYou',
    rank: 23,
    phrases: [
      '(challenging|problematic|problem|difficult|disruptive|maladaptive|risky|antisocial|anti social|criminal|addictive|obsessive|self destructive|harmful|abnormal) (behaviour|behaviours)',
      '(behavioural|behaviour|anger|attachment|abandonment|trust|control|gender|boundary) (issues|problems|difficulties)',
      '(anger management) (issues|problems)',
    ],
    by: 'person',
    unless: {
      before: /\b(?:about|on|for|policy|guard's|officer's) $/u,
      after:
        /^ (?:order|contract|policy|workshop|course|training|from (?:the|his|her) (?:neighbour|neighbours|staff))/u,
    },
  },
  {
    kind: 'verdict',
    saying: 'whatHappened',
    rank: 24,
    phrases: [
      '(a|an) ((serious|high|significant|real|known|potential) ){0,2}(risk|danger) to (others|staff|himself|herself|themselves|children|women|the public|self|society|the community|self and others|lone workers|females|visitors)',
      '(poses|posing|presents|posed) (a|an|some) ((serious|high|significant|real) )?(risk|danger|threat)',
      '(dangerous|unpredictable)',
    ],
    by: 'person',
    unless: { after: /^ (?:stairs|dog|place|weather|road|job|area|journey|house|building|work)/u },
  },
  {
    kind: 'verdict',
    saying: 'whoThinks',
    rank: 27,
    phrases: [
      '(institutionalised|institutionalized|co dependent|codependent|trauma bonded|narcissistic|emotionally dysregulated|dysregulated|emotionally immature|self neglecting|unstable|mentally unwell|emotionally unstable|dual diagnosis|mentally ill|a hoarder|deluded|incapable|unrealistic|naive|gullible|easily led|easily influenced|over reliant|reliant on (staff|services))',
      '(low|poor) (self esteem|self worth|self confidence)',
      '(poor|no|weak|blurred|inappropriate) boundaries',
      '(attachment|personality) disorder',
      '(learned) helplessness',
      '(lacks|lacked|lacking|lack) (of )?(confidence|empathy|structure|commitment|awareness|understanding|social skills|life skills|independent living skills|resilience|assertiveness|coping skills|ability)',
      '(undiagnosed|traits of|suspected|query) ((a|an|some|possible) )?(adhd|autism|asd|pd|bpd|eupd|bipolar|learning disability|learning disabilities|learning difficulties|personality disorder|mental health|schizophrenia|psychosis|depression)',
      '(bpd|eupd|pd|narcissistic|autistic|antisocial|borderline) (traits|tendencies)',
      '(self neglects|self neglect|unrealistic expectations|poor parenting|poor impulse control|victim mentality|cognitive deficits)',
      '(poor|little) (judgement|judgment|self control|decision making)',
    ],
    by: 'person',
    only: {
      before:
        /(?:\b(?:is|was|are|were|be|being|been|very|quite|really|so|bit|rather|extremely|increasingly|and|seems?|clearly|becoming|became|has|had|have|with|from|her|his|getting|completely|suffers from|a|an|the|of|some|these|due to|shows)|'s|'re|^|[,;]) ?$/u,
    },
    unless: {
      after:
        /^ (?:to|table|chair|wall|ladder|shelf|service|team|unit|clinic|group|workshop|course|between)\b/u,
    },
  },
]

/** A level, a number or a colour put on a person. */
const rankingRules: readonly Rule[] = [
  {
    kind: 'ranking',
    saying: 'worries',
    rank: 40,
    phrases: [
      '(high|medium|low|highest|moderate|elevated) risk',
      '(high|medium|low|highest) risk (client|person|individual|offender|behaviour|behaviours|lifestyle|man|woman|victim|list)',
      'risk (level|rating|score|status) (is|was|remains|now|of|low|medium|high)',
      '(risky) (behaviour|behaviours|lifestyle|individual)',
    ],
    by: 'person',
    unless: {
      after:
        /^ (?:of (?:flood|fire|damp|rain|theft|infection|side|redundancy|eviction|losing|strike|a strike)|pregnancy|account|loan|building|area|job|work|strategy|investment|birth|sport)/u,
      before:
        /\b(?:fire|flood|at (?:a )?(?:very )?|a (?:very )?|the|it is|it's|that is|this is|was a|pregnancy is|with|in) $/u,
    },
  },
  {
    kind: 'ranking',
    saying: 'firstThing',
    rank: 41,
    phrases: [
      '(high|medium|low|complex|multiple|additional|significant|very high|multiple and complex|intensive) ((and complex|support|mental health|care|emotional|health) ){0,2}needs',
      '(support) needs',
      '(complexity|complexities)',
      '(complex) (individual|person|presentation|client|lady|woman|man|young man|young woman|character)',
    ],
    by: 'person',
    unless: {
      before: /\b(?:of the|the form's|its|building's|computer|the|benefit|plot|system's) $/u,
      after:
        /^ (?:a|an|two|to|of the (?:form|law|rules|system)|team|panel|service|fund|grant|school|nursery|worker|teacher|housing)/u,
    },
  },
  {
    kind: 'ranking',
    saying: 'takesPart',
    rank: 40,
    phrases: [
      '(low|poor|good|high|minimal|little|limited|excellent|sporadic|better|patchy|reduced|inconsistent|no) (levels? of )?engagement',
      '(levels?) of (engagement|motivation)',
      '(engagement) (score|level|rating|levels)',
    ],
    by: 'person',
    unless: {
      after: /^ (?:ring|party|photos|present|event|team|officer|from (?:the )?(?:council|landlord|housing))/u,
    },
  },
  {
    kind: 'ranking',
    saying: 'changed',
    rank: 42,
    phrases: [
      '(scored|scores|scoring) ((him|her|them|himself|herself) )?((only|just|a|about|quite|very|fairly) ){0,2}([0-9]{1,2}|low|high|lower|higher|badly|poorly|well) ((out of|on|for|in|across|under|around)|(?=[.,;]))',
      '(outcomes?|recovery|wellbeing|risk|motivation|distance travelled) (star|score|scores|scoring|rating) (is|was|has|went|of|down|up|now|shows|today)',
      '(rag|rated|rag rated) (rated )?(red|amber|green)',
      '(amber|red|green) (rated|risk|on the rag|on rag|on the sheet|to (green|amber|red))',
      '(from) (red|amber|green) to (red|amber|green)',
      '(amber)',
      '(pre contemplative|pre contemplation|precontemplation|precontemplative|contemplation stage|action stage)',
    ],
    by: 'person',
    unless: {
      after:
        /^ (?:light|lights|traffic|warning|alert|jumper|coat|bead|beads|necklace|said|rang|was|is|came|wants|has|tea|ring)\b|^'s/u,
      before: /\b(?:traffic|weather|with|the lights? (?:was|were|went)|met|saw|and|called) $/u,
    },
  },
]

export const verdictAndRankingRules: readonly Rule[] = [...verdictRules, ...rankingRules]
