import type { CuedRule } from './cues.ts'
import { illnesses, illnessWords } from './illnesses.ts'

export type BackgroundRule = CuedRule & {
  confidence: number
  accepts?: (words: string) => boolean
}

const kin =
  'dad|mum|mam|da|ma|father|mother|brother|sister|son|daughter|husband|wife|partner|ex|boyfriend|girlfriend|grandad|granddad|grandfather|grandma|gran|nan|nana|grandmother|uncle|aunt|auntie|aunty|cousin|nephew|niece|mate|friend|neighbour|lad|eldest|youngest|fella'
/** Somebody of whom a sentence goes on to say what they are: not "it was a", nor "that is a". */
const whoIs = `(?:\\b(?:I|[Hh]e|[Ss]he|who|[Yy]ou|[Ww]e|[Tt]hey|(?:[Mm]y|[Hh]is|[Hh]er|[Oo]ur|[Tt]heir) (?:\\p{L}{2,12} )?(?:${kin}))(?:'m|'s|'d| am| is| was| used to be| had been| became| becomes| trained to be| wanted to be) (?:once |now |still |also |just |originally )?|\\b(?:[Ii]m|[Hh]es|[Ss]hes|became|becoming|being|be) |\\b(?:works?|worked|working|job|trade|trained|training|train|apprenticed|qualified|employed|hired|life|career|years|time|yrs|back) as )`
/** What ends as words do for somebody who does a thing for a living. */
const trade =
  '\\p{Ll}{2,14}(?:er|or|ist|ician|arian|eer|smith|wright|monger|man|woman|master|mistress|guard|pilot|chef|cook|vet|guide|clerk|priest|monk|nun|imam|rabbi|judge|sweep)'
const theEnd =
  '(?=\\s?(?:[,.;:!?)…\\n]|$|- )|\\s(?:and|or|for|in|at|on|before|after|when|while|who|so|but|with|until|till|then|by|from|there|here|once|back|all|now|like|too|because|cos|if|as|he|she|I|they|we|it|most|my|his|her|up|down|over|out|was|is)\\b)'
const folk = '(?: (?:man|woman|men|women|lad|lass|girl|guy|boy|kid|person|people|couple|male|female))'

/** What is said of people in talk, messages and letters, beside what the tagger finds. */
export const talkRules: readonly BackgroundRule[] = [
  {
    first: illnessWords,
    pattern: new RegExp(`\\b${illnesses}(?!\\p{L})`, 'iuy'),
    confidence: 0.3,
  },
  {
    first: 'ms me tb cf aids ibs pcos cfs',
    pattern: /(?<=\b(?:have|has|had|got|with|from|[Mm]y) )(?:MS|ME|TB|CF|AIDS|IBS|PCOS|CFS)\b(?! [A-Z])/y,
    confidence: 0.3,
  },
  {
    first: 'a an',
    pattern: new RegExp(
      `(?<=${whoIs})an? (?<is>(?:(?!bit |lot |little |few |much |whole )[\\p{Ll}-]{2,14} ){0,2}${trade})(?![\\p{L}'-])${theEnd}`,
      'uy',
    ),
    confidence: 0.15,
    accepts: (words) => !notTrades.has(/[\p{L}-]+$/u.exec(words)![0]),
  },
  {
    first: 'trans transgender nonbinary non intersex lesbian mixed dual',
    pattern: new RegExp(
      `\\b(?:trans${folk}|(?:transgender|non-?binary|intersex|lesbian|mixed[ -](?:race|heritage)|dual[ -]heritage)${folk}?)\\b`,
      'iy',
    ),
    confidence: 0.3,
  },
  {
    first: 'gay bisexual queer trans asexual pansexual',
    pattern: new RegExp(
      `(?<=\\b(?:am|'m|im|is|'s|hes|shes|was|are|being|as) (?:(?:a|an|the only|also|openly) )?)(?:gay|bisexual|queer|trans|asexual|pansexual)${folk}?\\b`,
      'iy',
    ),
    confidence: 0.3,
  },
]

/** What ends like a trade and is none, or says little of anybody. */
const notTrades = new Set(
  (
    'mother father brother sister daughter grandmother grandfather stepmother stepfather toddler teenager youngster newcomer ' +
    'neighbour visitor lodger renter squatter boarder tenant partner member leader supporter follower customer consumer voter ' +
    'worker carer officer manager teacher lecturer volunteer helper doctor supervisor mentor tutor tenor learner starter beginner ' +
    'fighter survivor listener talker loner drinker smoker user addict dealer gambler hoarder offender killer prisoner sleeper ' +
    'foreigner outsider stranger lover believer grafter winner loser owner player runner walker reader writer thinker speaker ' +
    'quitter giver taker caller trier joker liar dreamer sinner sufferer worrier warrior moaner looker cracker goner nightmare ' +
    'racist sexist optimist pessimist realist tourist feminist idealist perfectionist vegetarian civilian human man woman ' +
    'gentleman madman monster disaster master character number matter bother letter corner river winter summer hamster tenner ' +
    'fiver better bigger older younger later longer earlier closer harder happier stronger safer easier quicker faster slower ' +
    'smaller shorter taller lighter darker poorer richer cheaper cleverer nicer kinder calmer fitter thinner fatter bitter sober ' +
    'clever proper never ever over under after together however rather altogether whether either neither minor major factor error ' +
    'mirror terror door floor poor motor list fist twist order border folder paper computer newsletter answer offer power shower ' +
    'flower tower danger anger finger dinner supper butter water weather feather leather shoulder ladder layer prayer trailer ' +
    'sticker timer toaster cooker charger printer scooter counter chapter quarter disorder reminder bummer downer stunner thriller'
  ).split(' '),
)
