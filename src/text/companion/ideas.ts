import type { Rule } from './rule.ts'

/** What somebody else would like a person to do or to become. */
const change =
  '(?<what>(take (more |some |full )?(responsibility|ownership|control)|be (more|less|encouraged|realistic|honest|reminded|prompted|motivated|made|clean|sober|abstinent|supported|pushed|firmer|patient|careful|told|monitored|willing)|stop(?= (drinking|using|smoking|blaming|making|relying|spending|thinking|being|missing|taking|seeing|putting|lying|begging|asking|shouting|messing|worrying|[a-z]+ing))|address|engage|work (on|harder|with|towards)|learn|think about|reduce|cut down|cut back|improve|change|accept|realise|understand|appreciate|recognise|acknowledge|prioritise|focus|budget|manage (his|her|their)|control (his|her|their)|face up|face|tackle|deal with|sort (himself|herself|themselves|his|her|their)|get (a grip|a job|clean|sober|help|treatment|counselling|his act|her act|into a|out more|himself|herself|used to|over)|grow up|move on|comply|attend|keep (his|her|their) (appointments|appointment|room|side)|show (commitment|willing|that|motivation|us)|prove|demonstrate|consider|try (harder|and)|look (at|for) (his|her|their|work|a job|other|more)|leave (him|her partner|this relationship|the relationship|that man|his partner)|start (taking|looking|thinking|paying|attending|being|working|going|to|engaging)|open up|let go|follow (the|our|house)|do more|make (more|an|better) (of an )?(effort|choices|decisions)|build|develop|follow rules|cooperate|help (himself|herself|themselves)|maintain|seek help|access|reflect|set (some )?boundaries|give up|come off|detox|go to (rehab|detox|meetings|aa|na|counselling)|become|avoid|stay away))'

export const ideaRules: readonly Rule[] = [
  {
    kind: 'whose-idea',
    saying: 'whoseIdea',
    rank: 17,
    phrases: [
      `(needs|need|needed|required|expected) to ((really|also|first|now|just) )?${change}`,
      `(will|would) need to ((really|also|first|now|just) )?${change}`,
      `(must|should) ((really|also|first|now|just) )?${change}`,
      `(has|have|had) (got )?to ((really|also|first|now|just) )?${change}`,
      `(ought) to ((really|also|first|now|just) )?${change}`,
      `(needs) (to be )(?<what>encouraged|motivated|educated|challenged|pushed|reminded|prompted|monitored|supervised)`,
    ],
    by: 'person',
  },
  {
    kind: 'whose-idea',
    saying: 'wouldLike',
    rank: 18,
    phrases: [
      '(would|could|may|might) ((really|greatly|also|definitely) )?benefit from',
      '(needs|requires|lacks) ((a lot of|some|more|firm|clear|constant|regular|close|better|intensive|a) ){0,2}(encouragement|boundaries|structure|supervision|monitoring|prompting|motivation|discipline|routine|rehab|detox|counselling|therapy|educating|educating|a firm hand|firm hand|stability|anger management|treatment|intervention|guidance|pushing|prompts|reminding)',
      '(needs|requires) ((a lot of|some|more|intensive|ongoing|regular|constant) )?support (with|to|around|in)',
      '(should|needs to|must) be (encouraged|made|told|persuaded|pushed|referred)',
    ],
    by: 'person',
  },
]
