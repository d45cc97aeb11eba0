/** Whose doing something is, as far as the words before it in the sentence tell. */
export type Doer = 'person' | 'nobody' | 'coach' | 'others' | 'unknown'

const list = (words: string) => new Set(words.trim().split(/\s+/u))

/** People around a person, and people who work for somebody. */
const otherPeople = list(`
  mum mam mom mother dad father parents parent brother brothers sister sisters son sons daughter daughters kids child children
  baby husband wife partner ex boyfriend girlfriend fella missus uncle auntie aunt cousin cousins nan gran grandad grandma nephew
  niece family mate mates friend friends stepdad stepmum neighbour neighbours flatmate housemate landlord landlady boss
  dealer colleague colleagues manager manageress supervisor employer worker workers keyworker staff guard guards porter
  officer officers warden doctor doctors gp nurse nurses consultant psychiatrist psychologist counsellor solicitor lawyer
  judge magistrate receptionist bouncer driver caseworker advisor adviser teacher tutor volunteer volunteers bailiff bailiffs
  councillor chemist pharmacist dentist midwife paramedic security everyone everybody someone somebody nobody
`)
/** What decides about people: an office, a house, a firm, a paper, a thing. */
const systems = list(`
  council councils dwp jobcentre hmrc government department ministry office police probation prison court tribunal hospital
  surgery clinic ward practice hostel shelter refuge school college university bank agency agencies company firm shop
  employers association authority association housing service services team system systems credit pip uc board panel charity
  church mosque landlords bailiffs embassy library centre nhs cmht camhs ambulance army shelter crisis mind serco capita atos
  letter letters form forms report file note notes paper papers website email rule rules policy computer machine law
`)
const people = list(`
  his her their he she they s/he who man woman lady gentleman guy bloke lad lads girl girls boy men women person people client clients user
  users resident residents tenant tenants youngster teenager teen chap couple yp su customer patient participant individual
`)
const coach = list('i we me us you')

/** What may stand between somebody and what they do. */
const between = list(`
  also then still always again just often sometimes repeatedly never not ever has have had having been being be is are was were
  s d ve re ll quite very really rather a an the bit so too extremely clearly obviously probably perhaps currently now today
  yesterday simply only basically can could will would may might did does do seems seem seemed to appears appear appeared
  becoming became become becomes gets get got getting keeps kept continues continued tends as real of both all such yet once
  twice initially later eventually previously soon already either neither apparently somewhat pretty mostly generally usually
  tonight morning afternoon isn wasn hasn haven hadn doesn didn don won wouldn couldn t no longer well known highly severely
  complete total typical serious long term current former ongoing went gone go displays display displayed displaying shows showed
  showing exhibits exhibited demonstrates demonstrated assessed deemed considered rated described classed seen viewed regarded
`)
const joining = list('and but or so then nor plus & yet because')

/** Words a sentence begins with. */
const noNames = list(
  `the this that these those there it my our his her their all some today yesterday which what when where why how if while
  since after before as during however maybe everything nothing something one here`,
)

/** Capitals that are nobody's name. */
const calendar = list(
  'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december christmas easter ramadan eid',
)

/** The words of a sentence before a place, in order; a comma, a bracket or a covered quotation is a word of its own. */
const tokens = /[\p{L}\p{M}\p{N}]+(?:\/[\p{L}]+)?|[,;:()&\uE000–—-]/gu

export function doerBefore(sentenceBefore: string, earlier: string): Doer {
  const words = sentenceBefore.replace(/service[\s-]users?/giu, 'user').match(tokens) ?? []
  let at = words.length - 1
  while (at >= 0 && isBetween(words[at]!)) at -= 1
  if (at < 0) return 'nobody'
  const word = words[at]!
  if (joining.has(word.toLowerCase()) || /^[,;]$/u.test(word)) return firstDoer(words.slice(0, at))
  if (/^[:–—-]$/u.test(word)) return doerAfterHeading(words.slice(0, at))
  const doer = kindOf(word, words.slice(0, at))
  return doer === 'person' ? checkWho(word, sentenceBefore, earlier) : doer
}

function isBetween(word: string): boolean {
  return between.has(word.toLowerCase()) || /^\p{L}{3,}ly$/u.test(word)
}

function kindOf(word: string, before: readonly string[]): Doer {
  const small = word.toLowerCase()
  if (coach.has(small)) return 'coach'
  if (otherPeople.has(small) || systems.has(small)) return 'others'
  if (small === 'who') {
    const named = before.at(-1) === ',' ? before.slice(0, -1) : before
    return kindOf(named.at(-1) ?? 'they', named.slice(0, -1))
  }
  if (people.has(small)) return 'person'
  if (/^\p{Lu}/u.test(word) && !calendar.has(small) && !noNames.has(small)) {
    const title = before.at(-1)?.toLowerCase() ?? ''
    return otherPeople.has(title) || systems.has(title) ? 'others' : 'person'
  }
  return 'unknown'
}

/** "She came late and refused": who the sentence begins to speak of. Its first word has a capital whoever it is. */
function firstDoer(words: readonly string[]): Doer {
  const opening = words[0]?.toLowerCase() ?? ''
  if (['it', 'this', 'that', 'there', 'what'].includes(opening)) return 'unknown'
  for (const [at, word] of words.entries()) {
    const small = word.toLowerCase()
    if (at === 0 && !isKnown(small) && !isNameBefore(word, words.slice(1))) continue
    if (['who', 'me', 'us', 'you'].includes(small)) continue
    const doer = kindOf(word, words.slice(0, at))
    if (doer !== 'unknown') return doer
  }
  return isNoteOpening(opening) ? 'nobody' : 'unknown'
}

/** "14.00 - refused …", "Key work: …": what stands before is the hour or the subject, unless it names somebody. */
function doerAfterHeading(words: readonly string[]): Doer {
  const doer = firstDoer(words)
  return doer === 'unknown' && words.length <= 4 ? 'nobody' : doer
}

function isKnown(small: string): boolean {
  return [people, coach, otherPeople, systems].some((known) => known.has(small))
}

/** "Aled was", "Ewa, who": not "The", not "Today", not "Met", not "Leaving is". */
function isNameBefore(word: string, [second = '', third = '']: readonly string[]): boolean {
  const small = word.toLowerCase()
  const goesOn =
    second === ',' ? third === 'who' : between.has(second) && !['the', 'a', 'an', 'to'].includes(second)
  return (
    goesOn &&
    /^\p{Lu}\p{L}+$/u.test(word) &&
    !noNames.has(small) &&
    !isNoteOpening(small) &&
    !(small.length > 4 && small.endsWith('ing'))
  )
}

/** Notes leave out who it is about: "Came late, refused a cup of tea." */
function isNoteOpening(small: string): boolean {
  return (
    between.has(small) ||
    /^(?:came|went|left|saw|rang|met|said|sat|ate|took|made|no|not|\p{L}{2,}ed)$/u.test(small)
  )
}

/** "Her ex rang. He was …": a he or she may be somebody who was spoken of just before, a they also an office. */
function checkWho(word: string, sentenceBefore: string, earlier: string): Doer {
  const small = word.toLowerCase()
  if (!['he', 'she', 'they'].includes(small)) return 'person'
  const told = `${earlier} ${sentenceBefore}`.toLowerCase().match(/\p{L}+/gu) ?? []
  const isOther = told.some((one) =>
    small === 'they' ? systems.has(one) || (otherPeople.has(one) && isSeveral(one)) : isOneOther(one),
  )
  return isOther ? 'unknown' : 'person'
}

function isOneOther(word: string): boolean {
  return otherPeople.has(word) && !isSeveral(word) && !['child', 'kid', 'baby'].includes(word)
}

function isSeveral(word: string): boolean {
  return word.endsWith('s')
    ? word !== 'missus'
    : ['staff', 'family', 'children', 'security', 'everyone', 'everybody'].includes(word)
}
