import { hashWord } from './word-list.ts'

/**
 * Words that say something about what stands beside them, in kinds: few examples teach what a kind means, where each word
 * alone would need its own. The number of a kind is its place in this list, from 1.
 */
const cueWords = [
  // Kin and friends.
  'son daughter brother sister sis bro mum mam mom mums ma mother dad da dads father husband wife partner boyfriend girlfriend ex fiance fiancee cousin nephew niece twin baby eldest youngest lad lass boy girl mate friend pal neighbour granddaughter grandson stepdad stepmum godson bestie hubby missus fella bloke',
  // Titles, and kin words that are said before a name.
  'mr mrs ms miss mx dr doctor prof professor sir rev reverend revd sister brother father cllr councillor pc dc ds wpc sgt sergeant constable inspector officer judge pastor imam rabbi coach nurse lord lady dame captain auntie aunty aunt uncle nan nana nanna gran granny grandma grandad granddad our big little old young wee saint st',
  // What people do beside somebody.
  'worker keyworker manager solicitor lawyer caseworker volunteer chef cook teacher midwife carer landlord landlady boss supervisor mentor psychologist counsellor therapist receptionist facilitator interviewer host warden vicar priest chaplain guard driver housemate flatmate roommate cellmate colleague',
  // Before a name at the head or the foot.
  'hi hiya hello hey hallo dear morning afternoon evening alright thanks thank cheers ta sorry congratulations congrats welcome birthday rip regards wishes sincerely love yours x xx xxx xo kisses best night bye please',
  // Names are told.
  'called call named name names nickname nicknamed known calls christened is its im am this here its signed',
  // What people do with words.
  'said says say told tells asked asks rang rings texted texts phoned phones replied goes reckons wrote writes shouted laughed cried smiled helped gave gives sat sits came comes went took takes got gets knew knows made makes wanted wants thinks thought used lives lived died passed left moved brought',
  // Done to somebody.
  'tell ask ring text phone see saw seen met meet know knew knowing remember miss thank thanked thanking bless help with and or for about to by like love loved hug visit told gave from off',
  'he she they who him her them his hers their himself herself whos hes shes',
  'in at from to near outside round through via towards into around behind opposite over past by off across up down between',
  'street road lane avenue drive close way estate park square town city village station bridge hill green market gardens flats terrace grove crescent row court heath common beach river canal valley airport tower towers junction corner end bus library',
  'council trust house housing association hmp hmyoi prison jail nick college school academy primary secondary nursery surgery clinic hospital infirmary centre center church mosque masjid gurdwara temple synagogue chapel cathedral foodbank bank hostel refuge shelter project university uni nhs police court office service services ltd limited plc charity pub arms inn club team fc united rovers cafe restaurant takeaway hotel group society agency department company foundation community homes cic kitchen',
  'work works worked working volunteering volunteered job applied referred banned sacked shift',
  'my our your his her their',
  'the a an this that these those some any every each no',
  'mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december',
  'i we you it me us',
]

const kindOfCue = new Map<number, number>()
for (const [at, words] of cueWords.entries()) {
  for (const word of words.split(' '))
    if (!kindOfCue.has(hashWord(word))) kindOfCue.set(hashWord(word), at + 1)
}

/** The kind of cue a word is, from its hash in lower case; 0 for none. */
export function cueOf(hash: number): number {
  return kindOfCue.get(hash) ?? 0
}
