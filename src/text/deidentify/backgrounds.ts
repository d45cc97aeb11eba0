import { talkRules, type BackgroundRule } from './backgrounds-in-talk.ts'
import { makeFinder, type Cues } from './cues.ts'
import type { Proposal } from './proposal.ts'

/**
 * Where somebody is from, what they do, believe or live with: in records "a Nigerian national", "who is a primary school teacher",
 * "diagnosed with paranoid schizophrenia"; in talk trades, illnesses and loves that few have, and the tagger finds the rest.
 * Folded text.
 */
export function findBackgrounds(text: string, cues: Cues, profile: 'conversation' | 'record'): Proposal[] {
  const matches = profile === 'record' ? findInRecord(text, cues) : findInTalk(text, cues)
  const found = matches.flatMap(propose)
  if (profile === 'record')
    for (const match of text.matchAll(ailing)) found.push(...propose({ rule: ailingRule, match }))
  return found
}

/** Of a match `is` are the words meant; `before` belongs to them though it stands before the match, `of` is all and stands there. */
function propose({
  rule,
  match,
}: {
  rule: Pick<BackgroundRule, 'confidence' | 'accepts'>
  match: RegExpExecArray
}): Proposal[] {
  const { is = match[0], before = '', of } = match.groups ?? {}
  const words = of ?? before + is
  const end = of === undefined ? match.index + match[0].length : match.index - 1
  if (rule.accepts && !rule.accepts(words)) return []
  const entity = words.replace(/\s+/g, ' ').toLowerCase()
  const { confidence } = rule
  return [{ start: end - words.length, end, type: 'DEMOGRAPHIC', confidence, reason: 'background', entity }]
}

const belongs = '(?:nationals?|citizens?|subjects?|nationality|citizenship|passport|parents)'
const people =
  '(?:origin|descent|extraction|heritage|refugees?|asylum[ -]seekers?|immigrants?|migrants?|born|speaking)'
const land =
  '(?!The |An? |His |Her |Their |All |Both |Some )(?:(?:\\p{Lu}\\p{Ll}+[ -])?\\p{Lu}\\p{Ll}+(?:ish|ese|an|ch|ic|i|ot|ek|ss|ino|Leone)|United (?:Kingdom|States)|UK|US)'
const faiths =
  "Jehovah['’]s Witness(?:es)?|Muslims?|Catholics?|Protestants?|Jews?|Jewish|Hindus?|Sikhs?|Buddhists?|Christians?|Orthodox|Quakers?|Mormons?|Pentecostals?|Evangelicals?|Methodists?|Baptists?|Anglicans?|Sunnis?|Shi['’]?(?:a|ites?)|Alevis?|Ahmadis?|Rastafarians?|Baha['’]i|Kurds?|Kurdish|Roma|Romani|Romany|Gyps(?:y|ies)|Irish Travellers?|Sami|Basques?|Berbers?|Tamils?|Yoruba|Igbo|Hausa|Hazaras?|Pashtuns?|Uyghurs?|Rohingya|Turkish[- ]Cypriots?|Greek[- ]Cypriots?"
const trades =
  'accountant|actor|actress|actuary|administrator|advocate|ambulance driver|anaesthetist|apprentice|architect|artist|assistant|auditor|author|baker|banker|barber|barrister|bartender|biologist|boxer|bricklayer|builder|bus driver|butcher|buyer|captain|caretaker|carpenter|carer|cashier|chaplain|chef|chemist|chiropractor|civil servant|cleaner|clerk|coach|colonel|composer|conductor|conscript|constable|consultant|contractor|cook|coordinator|corporal|councillor|counsellor|courier|curator|dancer|dealer|decorator|deacon|dentist|designer|detective|developer|diplomat|director|doctor|driver|economist|editor(?:-in-chief)?|electrician|engineer|estate agent|examiner|executive(?: officer)?|farmer|firefighter|fireman|fisherman|fitter|footballer|foreman|forester|gardener|general practitioner|glazier|guard|gymnast|hairdresser|headmaster|headmistress|headteacher|historian|housekeeper|imam|inspector|instructor|interpreter|inventor|janitor|jeweller|jockey|joiner|journalist|judge|keeper|labourer|landlady|landlord|lawyer|lecturer|librarian|lieutenant|lifeguard|locksmith|machinist|magistrate|maid|major|manager|mason|mechanic|merchant|midwife|miner|minister|model|musician|nanny|neurologist|notary|nurse|officer|optician|optometrist|orderly|organist|owner|painter|paramedic|pastor|pathologist|pensioner|pharmacist|philosopher|photographer|physician|physicist|physiotherapist|pilot|plasterer|plumber|poet|police officer|policeman|policewoman|politician|porter|postman|postwoman|potter|practitioner|preacher|priest|principal|producer|professor|programmer|prosecutor|psychiatrist|psychologist|publisher|rabbi|radiographer|receptionist|rector|reporter|researcher|restaurateur|roofer|sailor|salesman|saleswoman|sales assistant|scaffolder|scientist|sculptor|seamstress|secretary|sergeant|shepherd|shopkeeper|shop assistant|singer|social worker|soldier|solicitor|speech therapist|stonemason|student|supervisor|surgeon|surveyor|tailor|taxi driver|teacher|technician|therapist|trader|trainer|translator|treasurer|trustee|tutor|typist|undertaker|upholsterer|vet|veterinary surgeon|vicar|volunteer|waiter|waitress|warden|watchman|weaver|welder|worker|writer'
const before = '(?:(?:[\\p{L}-]{2,20}|non-commissioned)\\s){0,3}?'
const conditions =
  "schizophrenia|depression|anxiety|psychosis|psychotic (?:illness|disorder|episode)s?|bipolar(?: disorder)?|personality disorder|epilep(?:sy|tic)|asthma|diabetes|diabetic|HIV|AIDS|hepatitis(?: [A-E])?|cancer|leukaemia|leukemia|tumou?rs?|stroke|dementia|Alzheimer['’]s|Parkinson['’]s|multiple sclerosis|motor neurone disease|sciatica|autism|autistic|Asperger['’]s|ADHD|PTSD|post-traumatic stress disorder|dyslexi[ac]|dyspraxi[ac]|Down['’]s syndrome|cerebral palsy|cystic fibrosis|Crohn['’]s(?: disease)?|blindness|deafness|paraplegic|tetraplegic|amputee|alcoholi(?:sm|c)|drug addict(?:ion)?|eating disorder|anorexi[ac]|bulimi[ac]|miscarriage|tuberculosis"

const adjectives =
  '(?<before>\\b(?:(?!(?:diagnosed|suffered|treated|and|with|from|has|had|the|his|her|their)\\s)[\\p{Ll}-]+(?:ic|al|id|ive|oid|ant|ar|ing|ary|ous|ed)\\s){0,2})'

/** From its last word backward: few words stand behind a nationality, and few end as ailments do. */
export const recordRules: readonly BackgroundRule[] = [
  {
    first: 'national nationals citizen citizens subject subjects nationality citizenship passport parents',
    pattern: new RegExp(`(?<=(?<!\\p{L})(?<of>${land})[ -])${belongs}(?!\\p{L})`, 'uy'),
    confidence: 0.5,
  },
  {
    first: 'origin descent extraction heritage refugee asylum immigrant migrant born speaking',
    pattern: new RegExp(`(?<=(?<before>(?<!\\p{L})${land}[ -]))${people}(?!\\p{L})`, 'uy'),
    confidence: 0.5,
  },
  {
    first:
      'jehovah muslim catholic protestant jew hindu sikh buddhist christian orthodox quaker mormon pentecostal evangelical methodist baptist anglican sunni shi alevi ahmadi rastafarian baha kurd roma gyps irish sami basque berber tamil yoruba igbo hausa hazara pashtun uyghur rohingya turkish greek',
    pattern: new RegExp(`(?<!\\p{L})(?:${faiths})(?!\\p{L})`, 'uy'),
    confidence: 0.35,
  },
  {
    first:
      'is was am were are been be being became become remained as who applicant claimant husband wife father mother son daughter worked working works employed trained qualified practised practising served serving retired appointed former by becoming',
    pattern: new RegExp(
      `\\b(?:(?:is|was|am|were|are|been|be|being|became|become|remained|as|who,?|applicant,|claimant,|husband,|wife,|father,|mother,|son,|daughter,)\\s(?:now\\s|then\\s|formerly\\s|also\\s)?(?:an?|the)\\s|(?:worked|working|works|employed|trained|qualified|practised|practising|served|serving|retired|appointed)\\s(?:as\\s)(?:an?\\s|the\\s)?|former\\s|by profession,?\\s(?:an?\\s)?|becoming\\s(?:an?\\s)?)(?<is>${before}(?:${trades})s?)\\b`,
      'iuy',
    ),
    confidence: 0.4,
  },
  {
    first:
      'schizophrenia depression anxiety psychosis psychotic bipolar personality epilepsy asthma diabetes HIV AIDS hepatitis cancer leukaemia leukemia tumour stroke dementia alzheimer parkinson multiple motor sciatica autism asperger ADHD PTSD post dyslexia dyspraxia down cerebral cystic crohn blindness deafness paraplegic tetraplegic amputee alcoholic drug eating anorexia bulimia miscarriage tuberculosis',
    pattern: new RegExp(`(?<=${adjectives})\\b(?:${conditions})\\b`, 'iuy'),
    confidence: 0.4,
  },
  {
    first: 'diagnosed suffers suffered suffering suffer treated recovering',
    pattern:
      /\b(?:diagnosed (?:with|as(?: having)?)|suffer(?:s|ed|ing)? from|treated for|recovering from)\s(?:an?\s|the\s)?(?<is>[\p{L}-]+(?:\s[\p{L}-]+){0,2})(?=[,.;)]|\s(?:and|in|by|after|when|since|for|at|on|which|who)\b)/iuy,
    confidence: 0.4,
  },
  {
    first: 'fracture fractures loss amputation paralysis injury injuries wound',
    pattern:
      /\b(?:fractures?|loss|amputation|paralysis|injury|injuries|wound) (?:of|to) (?:the |his |her |their )(?:\w+ ){0,3}(?:eye|eyes|arm|arms|leg|legs|hand|hands|foot|feet|knee|knees|kneecap|skull|spine|vertebra|vertebrae|tibia|femur|hip|shoulder|finger|fingers|jaw|nose|head|neck|back|rib|ribs|wrist|ankle|hearing|sight)(?: in (?:his|her|the) (?:left|right) eye)?\b/iy,
    confidence: 0.35,
  },
  {
    first: 'total partial permanent physical learning mental severe congenital',
    pattern:
      /\b(?:(?:total|partial|permanent|physical|learning|mental|severe|congenital)\s){1,2}(?:disabilit(?:y|ies)|incapacity|impairment|illness|disorder)\b/iy,
    confidence: 0.3,
  },
]
/** Ailments by their ends; found from there, as first letters tell nothing. */
const ailing = new RegExp(
  `(?:itis|osis|algia|opathy|phrenia|plegia|aemia)\\b(?<=${adjectives}(?<is>\\b(?!(?:diagn|progn|osm|hypn|metamorph|apothe|symbi|narc)osis|(?:dipl|ar|gen|id)oma|academia\\b)\\p{L}{3,}(?:itis|osis|algia|opathy|phrenia|plegia|aemia)))`,
  'giu',
)
const ailingRule = { confidence: 0.4 }

const findInRecord = makeFinder(recordRules)
const findInTalk = makeFinder(talkRules)
