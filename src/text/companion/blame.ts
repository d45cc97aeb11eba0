import type { Rule } from './rule.ts'

const is =
  /(?:\b(?:is|was|are|were|be|being|been|became|becomes|becoming|get|gets|got|getting|very|quite|really|so|bit|rather|extremely|pretty|too|seems?|remains?|often|and|can be|always|increasingly|verbally|incredibly|just)|'s|'re|^|[,;:]) ?$/u

/** What is told as somebody's fault. */
export const blameRules: readonly Rule[] = [
  {
    kind: 'blame',
    saying: 'hopedFor',
    rank: 5,
    phrases: [
      '(manipulative|manipulating|manipulates|controlling)',
      '(playing|plays|played) (us|staff|people|everyone|workers|services) (off|against)',
      '(wraps|wrapped) (staff|people|everyone) (a)?round',
    ],
    by: 'person',
    unless: {
      after:
        /^ (?:the|a|clay|wood|deck|cards|data|his (?:anger|blood|diabetes|breathing)|her (?:blood|diabetes|breathing)|partner|ex|relationship|behaviour from|behaviour by)/u,
    },
  },
  {
    kind: 'blame',
    saying: 'wantedCompany',
    rank: 5,
    phrases: [
      'attention (seeking|seeker)',
      '(seeking|seeks|wants|craves|after) attention',
      '(cry|cries) for attention',
    ],
    by: 'not-others',
    unless: {
      after:
        /^ (?:from (?:a|the) (?:nurse|doctor|gp)|for (?:the|his|her) (?:leg|foot|wound|cut|tooth|teeth))/u,
    },
  },
  {
    kind: 'blame',
    saying: 'tryingToGet',
    rank: 5,
    phrases: [
      '(playing|plays|played|gaming|games|gamed|abusing|working|works|milking|milks|using|exploiting) the system',
      '(taking|takes|took) (advantage|liberties)',
      '(freeloading|scrounging|sponging)',
      '(trying it|tries it|tried it) on',
    ],
    by: 'person',
    unless: { after: /^ of (?:him|her|them|the (?:sun|offer|weather|quiet|sale))/u },
  },
  {
    kind: 'blame',
    saying: 'inPain',
    rank: 5,
    phrases: [
      '(drug|medication|script|opiate|benzo) seeking (behaviour|behaviours)',
      '(drug|medication|script|opiate|benzo) seeking',
    ],
    by: 'person',
  },
  {
    kind: 'blame',
    saying: 'keenOn',
    rank: 6,
    phrases: [
      '(lacks|lack|lacking|lacked|no|low|poor|little|zero|limited) (of )?(any )?(motivation|ambition|drive|willpower)',
      '(unmotivated|demotivated)',
      "(isn't|not|never|hardly) ((very|really|at all|that) )?motivated",
      '(lack) of (motivation|ambition|willpower|effort|commitment)',
      '(makes|made|making) no effort',
      "(can't|couldn't|won't|cannot|could not) be (bothered|arsed)",
      '(little|no|zero) interest in (engaging|working|changing|finding|getting|anything|his|her|their)',
      '(not) interested in (engaging|changing|working|support|getting|finding)',
      '(disinterested|uninterested|apathetic)',
    ],
    by: 'person',
    unless: { after: /^ (?:from me|needed|required|necessary)/u },
  },
  {
    kind: 'blame',
    saying: 'onOffer',
    rank: 4,
    phrases: [
      '(choosing|chooses|chose|chosen|prefers|preferring|chosen|opted|opting) to (be homeless|be on the (street|streets)|(remain|stay|live) (homeless|on the streets?|out)|sleep (rough|out|outside)|live (rough|outside|on the streets?))',
      'lifestyle choices?',
      '(homeless|street homeless|sleeping out|sleeping rough|on the streets) by choice',
      "(won't|doesn't want to) come (in|inside|off the streets?)",
    ],
    by: 'not-others',
  },
  {
    kind: 'blame',
    saying: 'beforeThat',
    rank: 4,
    phrases: [
      '(made|making|makes) (himself|herself|themselves|themself) ((intentionally|deliberately|voluntarily) )?homeless',
      '(intentionally|deliberately|voluntarily) homeless',
      '(abandoned|gave up) (his|her|their) (tenancy|flat|accommodation|room)',
      '(self inflicted)',
      '(his|her|their) own (fault|doing)',
      '(brought|bringing|brings) (it|this) (all )?on (himself|herself|themselves)',
      '(only) (has |have )?(himself|herself|themselves) to blame',
    ],
    by: 'not-others',
  },
  {
    kind: 'blame',
    saying: 'likeInstead',
    rank: 5,
    phrases: [
      "(doesn't|does not|didn't|don't) ((really|actually|seem to|appear to) )?want to (help (himself|herself|themselves)|change|get better|engage|be helped|work)",
      "(won't|will not|refuses to|refused to) (help (himself|herself|themselves)|change|accept help)",
      "(can't|cannot) be helped",
      '(not) (ready|willing) to change',
      '(beyond) help',
      '(throws|threw|throwing) it back in (our|my) faces?',
    ],
    by: 'person',
  },
  {
    kind: 'blame',
    saying: 'leaving',
    rank: 4,
    phrases: [
      '(keeps|kept) (going|returning|running) back to',
      '(keeps|kept) returning to',
      "(won't|will not|wouldn't|refuses to|refused to) leave (him|(her|his) (partner|husband|boyfriend|abuser|ex)|the relationship|(the|her|his) abusive)",
      '(chooses|chose|choosing|continues|insists on|decided) (to |)(stay|staying|remain|remaining|be|being|live|living) with (him|her abuser|her partner|her abusive|the perpetrator|his abusive)',
    ],
    by: 'person',
    unless: {
      after:
        /^ (?:(?:the |that |a |his |her )?(?:same )?(?:song|page|letter|question|form|college|school|work|library|book|gym|story|point|garden|church|class|group|kitchen|idea))\b/u,
    },
  },
  {
    kind: 'blame',
    saying: 'askingFor',
    rank: 7,
    phrases: [
      '(demanding|needy|clingy|entitled|high maintenance|over dependent|dependent on (staff|us|services))',
      '(sense) of entitlement',
      '(wants) everything (doing|done) for (him|her|them)',
      '(impatient|fussy|picky)',
      '(expects|expecting) (everything|us to|staff to|me to|too much|the world|special)',
      '(picks|picking) and (chooses|choosing)',
    ],
    by: 'person',
    only: { before: is },
    unless: {
      after:
        /^ (?:to|job|work|role|shift|day|week|his (?:money|deposit|key|keys)|her (?:money|deposit|key|keys)|that|answers|an answer|a meeting)\b/u,
    },
  },
  {
    kind: 'blame',
    saying: 'justBefore',
    rank: 6,
    phrases: [
      '(aggressive|verbally abusive|abusive|hostile|confrontational|argumentative|combative|volatile|defiant|obstructive|uncooperative|unco operative|disruptive|belligerent|rude|explosive|difficult|awkward|stroppy|moody|violent|threatening|inappropriate|challenging|defensive|agitated)',
    ],
    by: 'person',
    only: { before: is },
    unless: {
      after:
        /^ (?:to (?:the (?:idea|plan|thought|move)|get|find|reach|hear|see|say|know|read|talk|do|move|use|fill)|for|week|day|month|time|year|at (?:three|half|noon|[0-9])|as (?:planned|usual)|letter|phone|call|conversation|question|film|book|game|with (?:a|the) (?:film|match|song|party|cake))\b/u,
    },
  },
  {
    kind: 'blame',
    saying: 'justBefore',
    rank: 6,
    phrases: [
      '(kicked|kicking|kicks) off',
      '(acting|acts|acted) (out|up)',
      '(threw|throws|throwing|having|had|has) (a|another) (tantrum|hissy fit|strop|paddy)',
      '(bad|poor|negative|terrible|awful) attitude',
      'attitude problems?',
      '(inappropriate|unacceptable|attention needing) (behaviour|behaviours|comments|language)',
    ],
    by: 'person',
    unless: {
      after:
        /^ (?:at (?:noon|half|three|[0-9])|(?:his|her|their|the) (?:shoes|boots|trainers|covers|duvet|sandals)|on (?:saturday|sunday)|to the (?:song|song))/u,
    },
  },
  {
    kind: 'blame',
    saying: 'hadToChoose',
    rank: 6,
    phrases: [
      '(poor|bad|unwise|terrible|wrong|unhealthy|stupid) ((life|lifestyle) )?(choices|choice|decisions|decision making|decision)',
      "(wasted|wastes|wasting) ((our|my|everyone's|staff) time|(an|another|the|his|her) (appointment|opportunity|chance|slot|place))",
      '(blew|squandered|wasted|frittered) (all )?(his|her|their) (money|benefits|pip|giro|wages|back pay|uc)',
      '(irresponsible|reckless|immature)',
      '(puts|putting|placing|places|put|placed) (himself|herself|themselves) (at risk|in (danger|harm|risky|dangerous|vulnerable))',
      '(promiscuous|sexualised behaviour)',
    ],
    by: 'not-others',
    unless: { after: /^ (?:by|of) the (?:council|judge|court|dwp|home office)/u },
  },
  {
    kind: 'blame',
    saying: 'seesIt',
    rank: 7,
    phrases: [
      '(in denial|in complete denial|in total denial)',
      "(won't|doesn't|refuses to|refused to|does not|will not) (accept|admit|recognise|acknowledge|see) (that )?(he|she|they|his|her|their) (has |have |own )?(a |an )?((drink|drug|mental health|gambling|anger) )?(problem|problems|part|role|drinking|illness|needs|responsibility)",
      '(minimises|minimising|minimised|minimizes|downplays|downplaying) (his|her|their|the)',
      '(blames) (everyone|everybody|others|staff|the system)',
      "(never|not|doesn't|does not|won't|will not|isn't|refuses to|refused to|fails to|failed to|failing to) (taking|takes?|accepts?|accepting) ((any|enough|full) )?(responsibility|ownership)",
      '(struggles|struggled|unable|finds it hard|finds it difficult) to (accept|see|understand|recognise|acknowledge) ((that|the|how|why) ){0,2}(impact|consequences|he|she|they|his|her|their|risks|children|need|situation|seriousness|it)',
      "(doesn't|does not|fails to|failed to|cannot|can't) ((seem to|fully|really) )?(understand|appreciate|recognise|realise|grasp|see) ((the|how|that|what) )?(impact|consequences|risks|seriousness|effect|severity|his behaviour|her behaviour|their behaviour|importance)",
      '(no|little|showed no|shows no|without|lacks|lack of) (remorse|empathy|regret|accountability|regard for)',
    ],
    by: 'person',
  },
  {
    kind: 'blame',
    saying: 'whoSaidNo',
    rank: 6,
    phrases: [
      '(burned|burnt|burning|burns) ((all|most of) )?(his|her|their|every|a lot of|many|too many|all|some) (of (his|her|their) )?bridges?',
      '(exhausted|exhausting|used up|run out of) (all )?(his|her|their|every) (options|option|chances|goodwill)',
      '(his|her|their) last chance',
      '(sabotaged|sabotages|sabotaging|self sabotaging|self sabotages)',
      '(pushes|pushing|pushed) (people|everyone|everybody|staff|us|support) away',
      '(alienates|alienated|alienating) (people|everyone|himself|herself|staff|services)',
    ],
    by: 'not-others',
  },
  {
    kind: 'blame',
    saying: 'tired',
    rank: 5,
    phrases: [
      '(lazy|bone idle|idle|workshy|work shy|feckless|layabout)',
      '(lies|lay|lying|stays) (around|in bed) all day',
    ],
    by: 'person',
    unless: { after: /^ (?:morning|sunday|afternoon|day|eye|river|cat|dog)/u },
  },
  {
    kind: 'blame',
    saying: 'inTheWay',
    rank: 6,
    phrases: [
      '(is|are|being|was) (his|her|their) own worst enem(y|ies)',
      '(his|her|their) own worst enemy',
      "(doesn't|does not) help (himself|herself|themselves)",
      '(self destructive|self defeating)',
    ],
    by: 'person',
  },
  {
    kind: 'blame',
    saying: 'hopedMore',
    rank: 7,
    phrases: [
      '(ungrateful|unappreciative)',
      '(should|ought to|could|needs to) be ((more|a bit more) )?(grateful|thankful)',
      '(lucky) to (have|be|get) (a (room|roof|bed|place)|the room|here|the place|this)',
      "(never|doesn't|didn't|no) ((even|ever) )?(grateful|thank|thanks|gratitude|say thank you)",
    ],
    by: 'person',
    unless: { after: /^ (?:to|goodness|god|you card)/u },
  },
  {
    kind: 'blame',
    saying: 'toldYou',
    rank: 6,
    phrases: [
      '(making|makes|made|full of|always|more|usual|same old|endless|another|with) ((up|the usual|more|his usual|her usual|lots of|a lot of) )?(excuse|excuses)',
      '(sob) stor(y|ies)',
      '(lying|lied|lies) (to (us|me|staff|everyone|people|workers)|about (everything|it|his (age|money|drinking|use|past|name)|her (age|money|drinking|use|past|name)|where|what|how|why|having|using|being|drinking|the (money|rent|key|fire|damage)))',
      '(making|makes|made) (it|things|this|stuff|stories) up',
      '(exaggerating|exaggerates|exaggerated|dishonest|untruthful|untrustworthy)',
      '(tendency|tends|prone|likes|known|happy) to (exaggerate|exaggerating|lie|lying|embellish|embellishing|tell lies|dramatise|invent|manipulate)',
      '(say|says) anything to',
      '(tells|telling|told) (us|me|staff|people|everyone) what (we|they|i) (want|wants|wanted) to hear',
      '(pinch) of salt',
    ],
    by: 'person',
    unless: { after: /^ (?:to (?:him|her) by|down)/u },
  },
  {
    kind: 'blame',
    saying: 'upFor',
    rank: 7,
    phrases: [
      '(unwilling|resistant) to',
      "(not|isn't|wasn't) (willing|prepared) to",
      '(resists|resisting|resistant) ((all|any|to) )?(change|support|help|intervention|offers)',
      '(stubborn|pig headed|obstinate)',
      '(non receptive|not receptive)',
    ],
    by: 'person',
    unless: {
      after:
        /^ (?:give up|be beaten|go back|let (?:him|her|them)|lose|see (?:him|her) (?:ex|dad)|stain|door|lock|zip)\b/u,
    },
  },
]
