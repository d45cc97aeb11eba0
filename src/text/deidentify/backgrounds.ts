import type { Proposal } from './proposal.ts'

/**
 * Where somebody is from, what they do, believe or live with, as records say it: "a Nigerian national", "who is a primary school
 * teacher", "diagnosed with paranoid schizophrenia". Folded text. In conversation the tagger looks for them.
 */
export function findBackgrounds(text: string): Proposal[] {
  const found: Proposal[] = []
  for (const { pattern, confidence } of rules) {
    for (const match of text.matchAll(pattern)) {
      const words = match.groups?.['is'] ?? match[0]
      const start = match.index + match[0].lastIndexOf(words)
      const entity = words.replace(/\s+/g, ' ').toLowerCase()
      found.push({
        start,
        end: start + words.length,
        type: 'DEMOGRAPHIC',
        confidence,
        reason: 'background',
        entity,
      })
    }
  }
  return found
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
const ailing =
  '(?!(?:diagn|progn|osm|hypn|metamorph|apothe|symbi|narc)osis|(?:dipl|ar|gen|id)oma|academia\\b)\\p{L}{3,}(?:itis|osis|algia|opathy|phrenia|plegia|aemia)'

const rules: readonly { pattern: RegExp; confidence: number }[] = [
  {
    pattern: new RegExp(`(?<!\\p{L})(?:(?<is>${land})[ -]${belongs}|${land}[ -]${people})(?!\\p{L})`, 'gu'),
    confidence: 0.5,
  },
  { pattern: new RegExp(`(?<!\\p{L})(?:${faiths})(?!\\p{L})`, 'gu'), confidence: 0.35 },
  {
    pattern: new RegExp(
      `\\b(?:(?:is|was|am|were|are|been|be|being|became|become|remained|as|who,?|applicant,|claimant,|husband,|wife,|father,|mother,|son,|daughter,)\\s(?:now\\s|then\\s|formerly\\s|also\\s)?(?:an?|the)\\s|(?:worked|working|works|employed|trained|qualified|practised|practising|served|serving|retired|appointed)\\s(?:as\\s)(?:an?\\s|the\\s)?|former\\s|by profession,?\\s(?:an?\\s)?|becoming\\s(?:an?\\s)?)(?<is>${before}(?:${trades})s?)\\b`,
      'giu',
    ),
    confidence: 0.4,
  },
  {
    pattern: new RegExp(
      `\\b(?:(?!(?:diagnosed|suffered|treated|and|with|from|has|had|the|his|her|their)\\s)[\\p{Ll}-]+(?:ic|al|id|ive|oid|ant|ar|ing|ary|ous|ed)\\s){0,2}(?:${conditions}|${ailing})\\b`,
      'giu',
    ),
    confidence: 0.4,
  },
  {
    pattern:
      /\b(?:diagnosed (?:with|as(?: having)?)|suffer(?:s|ed|ing)? from|treated for|recovering from)\s(?:an?\s|the\s)?(?<is>[\p{L}-]+(?:\s[\p{L}-]+){0,2})(?=[,.;)]|\s(?:and|in|by|after|when|since|for|at|on|which|who)\b)/giu,
    confidence: 0.4,
  },
  {
    pattern:
      /\b(?:fractures?|loss|amputation|paralysis|injury|injuries|wound) (?:of|to) (?:the |his |her |their )(?:\w+ ){0,3}(?:eye|eyes|arm|arms|leg|legs|hand|hands|foot|feet|knee|knees|kneecap|skull|spine|vertebra|vertebrae|tibia|femur|hip|shoulder|finger|fingers|jaw|nose|head|neck|back|rib|ribs|wrist|ankle|hearing|sight)(?: in (?:his|her|the) (?:left|right) eye)?\b/gi,
    confidence: 0.35,
  },
  {
    pattern:
      /\b(?:(?:total|partial|permanent|physical|learning|mental|severe|congenital)\s){1,2}(?:disabilit(?:y|ies)|incapacity|impairment|illness|disorder)\b/gi,
    confidence: 0.3,
  },
]
