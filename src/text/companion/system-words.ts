import type { Rule } from './rule.ts'

const notThere = '(?<what>(attend|turn up|show up|show|come|arrive|appear)((?= )|(?![a-z])))'

/** Words a system has for people, and for what they do with it. */
export const systemRules: readonly Rule[] = [
  {
    kind: 'system-word',
    saying: 'name',
    rank: 50,
    phrases: ['(client|clients|clientele)', 'service users?', '(sus|su|s/u)', '(beneficiary|beneficiaries)'],
    unless: {
      before:
        /\b(?:email|mail|vpn|new|other|firm's|lawyer's|solicitor's|called|word|term|had|has|with other|salon|their|his|her|its|my|old) $/u,
      after: /^ (?:side|account|portal|software|app|base|all over|on tuesdays|only)|^'s? side/u,
    },
  },
  {
    kind: 'system-word',
    saying: 'name',
    rank: 50,
    by: 'not-others',
    phrases: [
      '(difficult|complex|tricky|hard|new|sad|challenging|tough|complicated|hopeless|interesting|nightmare|worst|extreme|safeguarding) (case|cases)',
      '(my|our|this|these) (case|cases)',
      '(case|cases)',
    ],
    only: {
      before:
        /(?:\b(?:a|the|an|up|this|of|another|my|our|most|new|his|her|very|really|with|two|three|several|is|as)|^|[,;]) $/u,
      after:
        /^(?:$|[,.;:!?]| (?:today|allocated|is|was|and|load|from|with|who|for me|on my|allocation|handed|has|again|this week|so|because|but|that i))/u,
    },
    unless: {
      before:
        /\b(?:in|court|law|legal|upper|lower|just|suit|phone|glasses|pillow|pencil|guitar|violin|book|brief|stair|show|display|worst|best|every|any|either|which|tribunal|appeal|pink|leather|small|wheeled|one|the|his|her) (?:this |the |a |that )?$|\b(?:is|was|be) (?:not )?the $/u,
      after:
        /^ (?:is on|was on|is in court|law|against|for the|study|with a|that (?:her|his|she|he)|is heard|was heard|is closed)/u,
    },
  },
  {
    kind: 'system-word',
    saying: 'goodbye',
    rank: 46,
    phrases: [
      '(case|file) (closed|closure)',
      '(closed|closing|close) (his|her|their|the) (case|file)',
      '(closed|closing) (him|her|them)',
      '(closed|discharged|exited) (to|from|off) ((the|our|my) )?(service|services|caseload|us|team|books|project)',
      '(been|was) (closed|exited|signed off|stepped down)',
    ],
    unless: {
      after: /^ (?:off|in|down|out)/u,
      before: /\b(?:court|police|council|tribunal|solicitor|hospital|ward) (?:has |have |had )?$/u,
    },
  },
  { kind: 'system-word', saying: 'people', rank: 52, phrases: ['(caseload|caseloads)', 'case loads?'] },
  {
    kind: 'system-word',
    saying: 'follow',
    rank: 30,
    phrases: [
      '(non|medication|med|treatment) (compliant|compliance|adherent|adherence|concordant)',
      '(noncompliant|noncompliance|uncompliant)',
      '(compliant|adherent)',
      '(compliant|compliance) with (the |his |her |their |all )?(plan|medication|meds|treatment|rules|licence|conditions|script|support|support plan|order|tablets|agreement|injections|programme|house rules)',
      '(complying|complies|comply) with (the |his |her |their |all )?(plan|medication|meds|treatment|rules|script|support|support plan|agreement|injections|programme|house rules)',
    ],
    by: 'person',
  },
  {
    kind: 'system-word',
    saying: 'missed',
    rank: 31,
    phrases: [
      '(dna|dnad|dnas|fta)',
      "(dna)'(d|ed|s)",
      '(non|poor) attendance',
      '(nonattendance)',
      'no shows?',
      '(dna|fta) (again|x ?[0-9])',
    ],
    unless: {
      before: /\b(?:the|his|her|a|their|any|for|took|of|our|same|in his|my|your) $/u,
      after:
        /^ (?:test|tests|testing|sample|samples|swab|evidence|result|results|match|profile|kit|database|came|proves|shows|report|says|from|of)/u,
    },
  },
  {
    kind: 'system-word',
    saying: 'name',
    rank: 51,
    phrases: ['(resident|customer|yp|cl|ct|participant|patient|tenant|occupant)'],
    only: {
      before: /^ ?$|[,;] $/u,
      after:
        /^ (?:was|is|has|had|did|does|said|states|stated|reports|reported|came|refused|presented|presents|appeared|seemed|advised|denied|denies|rang|called|attended|declined|wants|would|not|claims|claimed|disclosed|engaged|moved|left|asked|told|remains|continues)\b/u,
    },
  },
  {
    kind: 'system-word',
    saying: 'failed',
    rank: 31,
    phrases: [
      `(failed|fails|failing) to ${notThere}`,
      '(failed|fails|failing) to (?<what>respond|keep|maintain|provide|pay|complete|return|sign on|sign|follow|meet|disclose|adhere|make contact|progress|address|manage|answer|take|report|bring|ring|call|contact|make)',
    ],
    by: 'person',
    unless: { after: /^ (?:him|her|them|his (?:call|calls)|their calls)\b/u },
  },
  {
    kind: 'system-word',
    saying: 'saidNo',
    rank: 12,
    phrases: [
      "(refused|refuses|refusing|declined|declines|unwilling|reluctant|won't|wouldn't|will not|would not|failed|fails|failing) to (engage|cooperate|co operate|work with (us|me|staff|services)|participate|comply)",
      "(won't|wouldn't|doesn't|does not|will not|would not|didn't|did not|don't|do not|hasn't|has not|is not) ((really|always|want to|wish to|fully|currently) )?(engage|engaged|cooperate|cooperated|co operate|comply|complied)",
      '(unable|struggles|struggled|struggling|slow|hesitant) to engage',
    ],
    by: 'person',
  },
  {
    kind: 'system-word',
    saying: 'choseNot',
    rank: 13,
    phrases: [
      "(won't|wouldn't|will not|would not) (?<what>disclose|discuss|sign|accept (any )?(accommodation|help|support|treatment|responsibility|the (room|offer|place))|come out|open the door|let (me|us|staff) in|take (his|her|their) (medication|meds|tablets)|consider|cooperate|leave (his|her|the) room|follow)",
      '(refused|refuses|refusing) (point blank )?to (?<what>sign|attend|take (his|her|their|the) (medication|meds|tablets|injection|script)|take part|accept (the |any |our |his |her |their )?(help|support|offer|room|place|placement)|speak to (us|me|staff|anyone)|talk to (us|me|staff|anyone)|talk|speak|see (us|me|staff|the (doctor|nurse|gp|worker|team|psychiatrist))|meet|answer (the door|the phone|questions|my calls|my questions)|answer|disclose|say|open the door|come (out|in|to (the )?[a-z]+)|open (the door|up|his post|her post|letters|the letters)|let (me|us|staff) in|discuss|consider|follow|provide|give (details|consent|his|her|any)|shower|wash|get up|get out of bed|complete|fill in|move|leave (his|her|the) (room|flat|tent)|leave|go to (the|his|her) [a-z]+|look at|pay|tell (me|us|staff))',
    ],
    by: 'person',
    unless: {
      after:
        /[^.]{0,50}\b(?:him|her|them|ex|abus\w+)\b(?! (?:room|flat|medication|script|own|post|letters|door|tent|rent|form|forms|agreement|plan))/u,
    },
  },
  {
    kind: 'system-word',
    saying: 'noTo',
    rank: 14,
    phrases: [
      '(refused|refuses|refusing|rejected|rejects|rejecting) (?<what>(all |any |further |the |our |my |his |her )?(offers? of )?(support|help|treatment|medication|meds|services|housing|accommodation|detox|rehab|counselling|advice|room|place|bed|offer|offers|tablets|assistance|intervention|interventions|a bed|a room|a place))',
    ],
    by: 'person',
    unless: { after: /^ (?:him|her|them)\b/u },
  },
  {
    kind: 'system-word',
    saying: 'inTouch',
    rank: 32,
    phrases: [
      '(disengaged|disengaging|disengages|disengagement|disengage)',
      '(not|never) ((really|currently|properly|fully|actively) )?engaging',
      "(isn't|hasn't been|wasn't|not been|aren't) ((really|currently|properly|fully|actively) )?engaging",
      '(dropped) off (the )?radar',
      '(dropped) out of (contact|engagement)',
    ],
    by: 'person',
    unless: { after: /^ (?:the (?:clutch|brake|handbrake|lock|gear)|story|film|book|speaker)/u },
  },
  {
    kind: 'system-word',
    saying: 'takesPart',
    rank: 40,
    phrases: [
      '(engages|engaged|engaging|engage) ((very|so|really|quite|more|fairly) )?(well|poorly|minimally|sporadically|superficially|positively|intermittently|meaningfully|inconsistently|fully)',
      '(engages|engaged|engaging) with (services|support|staff|us|me|the service|the support|the team|his support|her support|his worker|her worker|professionals)',
      '(non|poor|minimal|sporadic) engagement',
      '(engagement) ((has been|was|is|remains|continues to be) )((very|quite|really|mostly|a bit) )?(poor|low|good|sporadic|minimal|patchy|limited|variable|inconsistent|an issue|a problem)',
    ],
    by: 'person',
  },
  {
    kind: 'system-word',
    saying: 'left',
    rank: 33,
    phrases: ['(absconded|absconds|absconding|awol)'],
    by: 'person',
  },
]
