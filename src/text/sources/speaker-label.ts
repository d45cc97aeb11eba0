import { cleanLabel } from './lines.ts'

/**
 * Telling `Sam Jones: I think so` from `So the thing is: no`. Nothing in the file says which colon ends a
 * label, so we look at the shape of what stands before it, and at whether it comes back.
 */

/** Longest label taken, in UTF-16 code units: the longest names of the platforms we read are 64. */
const longestLabel = 64

/**
 * Where the colon stands when a line begins with something that could be a label, else -1: at most 64
 * characters, a colon followed by a space or the end, and none of the marks that end or quote a sentence.
 */
export function findLabelEnd(line: string): number {
  const latest = Math.min(line.length, longestLabel + 1)
  for (let i = 0; i < latest; i += 1) {
    const code = line.charCodeAt(i)
    if (code === 58) {
      if (i === 0) return -1
      const next = line.charCodeAt(i + 1)
      if (i + 1 < line.length && next !== 32 && next !== 0xa0 && next !== 9) {
        // `https://…`, `10:30`, `Re:plan`: a colon inside something longer.
        return -1
      }
      return i
    }
    // ? ! ; " < > “ ” … and the dash of an aside
    if (
      code === 63 ||
      code === 33 ||
      code === 59 ||
      code === 34 ||
      code === 60 ||
      code === 62 ||
      code === 0x201c ||
      code === 0x201d ||
      code === 0x2026 ||
      code === 0x2014
    ) {
      return -1
    }
    // A full stop then a space ends a sentence, unless it follows an initial or a title (`Z. Zhou`, `Dr. Sam`).
    if (code === 46 && line.charCodeAt(i + 1) === 32 && !isShortBeforeStop(line, i)) return -1
  }
  return -1
}

function isShortBeforeStop(line: string, stop: number): boolean {
  const word = line.slice(line.lastIndexOf(' ', stop) + 1, stop)
  return word.length <= 3 && /^\p{Lu}/u.test(word)
}

const namePart = /^[\p{Lu}\p{Lt}\p{Lo}\p{N}(|/&+@#\p{Extended_Pictographic}~•·-]/u
const particle = new Set(
  'van von der den de del della di da do dos du la le el al bin bint ibn ap ab ferch y e and und et the of'.split(
    ' ',
  ),
)
/** First words of sentences that often run into a colon. */
const opener = new Set(
  (
    'so and but or the a an i we you he she it they this that these those yes no yeah okay ok well because now then ' +
    'first second third next finally also plus example note question answer remember basically like there here ' +
    'what why how when where who which one two three my our your his her their its in on at for to from with if'
  ).split(' '),
)

/** True for the shape of a name: few words, each with a capital, a digit or a bracket, or a `van`, `de`, `ap`. */
export function hasNameShape(label: string): boolean {
  const words = label.split(' ')
  if (words.length > 8) return false
  const first = words[0] ?? ''
  if (words.length > 1 && opener.has(first.toLowerCase().replace(',', ''))) return false
  if (!namePart.test(first)) return false
  let inBrackets = false
  return words.every((word) => {
    if (word.startsWith('(')) inBrackets = true
    const isPart = inBrackets || namePart.test(word) || particle.has(word)
    if (word.endsWith(')')) inBrackets = false
    return isPart
  })
}

/** True for words that open a sentence and so never stand alone as a label. */
export function isSentenceOpener(label: string): boolean {
  const space = label.indexOf(' ')
  return opener.has((space === -1 ? label : label.slice(0, space)).toLowerCase().replace(',', ''))
}

/** What a label stands for. `none`: no label, or a program's word for "nobody knows who". */
export type LabelKind = 'person' | 'several' | 'device' | 'number' | 'address' | 'none'

/** What `describeLabel` reads in a label. */
export interface LabelDescription {
  kind: LabelKind
  /**
   * The bare name: no marks, no tilde, no pronouns, nothing in brackets, no team after a bar. Of a device the
   * words that name it; `''` for a number, an address and `none`.
   */
  name: string
  /** Of `several` the names inside, as far as they can be parted; of a device its owner (`Sam’s iPhone`), if told. */
  people: string[]
  /** What stood in brackets or after a bar and is no pronoun: a team, a second name, a user name. */
  asides: string[]
  /** `she/her`, as written, or null. */
  pronouns: string | null
  /** Of a number: `+` and digits, or only digits where no country is told; null when some are starred out. */
  number: string | null
  /** Of an address: the whole in lower case, and what stands before the @. */
  address: { whole: string; local: string } | null
  /**
   * True when the same label elsewhere need not be the same person: `Speaker 1`, `P3`, `iPhone`, `admin`, a room,
   * a starred-out number.
   */
  isOnlyHere: boolean
}

const pronounWord =
  'she|her|hers|he|him|his|they|them|theirs|ze|zir|hir|xe|xem|it|its|any|all|ella|él|elle|elles|ell|sie|ihr|er|ihm|il|lui|iel|hi|fe|fo|nhw|هي|هو'
const pronounsPattern = new RegExp(
  `^(?:(?:${pronounWord})(?:\\s?[/|,·]\\s?(?:${pronounWord}))+|(?:any|all)(?: pronouns)?)$`,
  'iu',
)
const brackets = /[([{]([^()[\]{}]*)[)\]}]?/g

const addressPattern = /^(?:mailto:)?([^\s@<>()",;:]{1,64})@([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)$/iu

/** Labels of programs for somebody they could not tell. */
const unknownSpeaker =
  /^(?:unknown|unidentified|unnamed|anonymous|inaudible|no name|null|undefined|n\/a|\?+|-+|desconocid[oa]|orador desconocido|unbekannt(?:er sprecher)?|inconnu|intervenant inconnu|غير معروف|متحدث غير معروف|anhysbys|siaradwr anhysbys)(?: (?:speaker|user|participant|caller|person|contact))?(?: ?\d{1,3})?$/iu
/** Numbered stand-ins for one person in one recording. */
const standIn =
  /^(?:(?:speaker|spk|participant|respondent|interviewee|interviewer|person|voice|guest|male|female|man|woman|hablante|orador|participante|sprecher(?:in)?|teilnehmer(?:in)?|person|intervenant|locuteur|participante?|siaradwr|متحدث|المتحدث|مشارك)(?:[ _#-]?\d{1,3}|[ _#-]\p{L})|(?:p|r|s|spk|int|fg|q|a)[ _.]?\d{0,3}|interviewer|interviewee|respondent|moderator|facilitator|facilitador|moderador|entrevistador|moderatorin|animateur|animatrice)$/iu

const deviceWord =
  /\b(?:i ?phone|i ?pad|i ?pod|i ?mac|macbook(?: (?:pro|air))?|mac ?mini|galaxy|samsung|huawei|xiaomi|redmi|oppo|oneplus|motorola|moto [gez]\d*|nokia|pixel \d\w*|android|lenovo|thinkpad|chromebook|surface pro|my phone|polycom|poly studio|logitech|webex|neat bar)\b/iu
/** Words for a device that are also ordinary names: only alone, or when somebody's. */
const plainDevice =
  /^(?:(?:my|mein|mon|mi) )?(?:pixel|surface|kindle|tablet|laptop|handset|phone|mobile|handy|telefon|teléfono|móvil|portable|ordenador|ordinateur|owl|desktop|screen|presentation)(?: ?\d{1,3})?$/iu
const ownDevice =
  /(?:['’‘`]s?\s+)(?:pixel|surface|kindle|tablet|laptop|handset|phone|mobile|handy|desktop|screen|presentation)(?: ?\d{1,3})?$|^(?:tablet|laptop|handy|telefon|teléfono|móvil|portable|ordenador|ordinateur)\s+(?:de|von|d['’])\s*\p{Lu}/iu
const deviceCode =
  /^(?:(?:desktop|laptop|pc|win|mac)-(?=[\w-]*\d)[\w-]{3,}|(?:sm|gt|sgh|cph|rmx|vog|els)-?(?=\w*\d)\w{4,})/iu
const room =
  /\b(?:(?:meeting|conference|board|training|committee|community|huddle|break ?out|interview|group|seminar) ?room|boardroom|board room|meeting space|sala (?:\d+|de)|salón|besprechungsraum|raum \w?\d+|salle (?:\d+|de)|ystafell|hub|office|studio|reception|library|village hall|hall \d+)\b|^room\b|\broom(?: ?\w?\d+)?$|غرفة|قاعة/iu
const role =
  /^(?:admin(?:istrator)?|host|co-?host|organi[sz]er|owner|user|zoom user|teams user|guest(?: user)?|you|me|moderator account|iptv|recorder|recording|notetaker|note taker|staff|team|meeting host|invitado|anfitrión|gast|gastgeber|invité|hôte|gwestai|مضيف|ضيف)(?: ?\(?\d{0,3}\)?)?$/iu
const bot =
  /\b(?:otter\.?ai|fireflies(?:\.ai)?|read\.?ai|fathom|tactiq|zoom ai|copilot|notetaker|note ?taker|transcri(?:ber|ption)|recording bot|ai assistant|bot)\b/iu
const callIn =
  /^(?:call[- ]in|call-?in user|callin_user|caller|dial[- ]in|phone user|telephone user|pstn)(?:[ _#-]?\w?\d+)?$/iu
const group =
  /\b(?:team|group|project|council|cic|services|trust|foundation|association|network|ltd|limited|inc|gmbh|equipo|cymru)$|^(?:équipe|equipo|grupo|groupe|gruppe|tîm) \p{Lu}/iu
const household =
  /^the \p{Lu}\p{L}+s$|\s(?:family|families|household)$|^(?:famille|familie|familia|teulu)\s/iu

const owner =
  /^(?:(?<english>.{1,40}?)['’‘`]s?\s+(?=\S)|(?:[\p{L}\d ]{3,20}?)\s+(?:de|von|di|do|da|d['’])\s*(?<other>\p{Lu}.{0,40})$)/u

const joiner =
  /\s*(?:\+|&|＋|\s\/\s|(?<=\p{L}{2,})\/(?=\p{Lu}))\s*|\s+(?:and|with|w\/|y|und|et|ac|a'r|plus|و)\s+/u
const listComma = /\s*[,،]\s*/u

/**
 * Whose a label is, read from its shape alone: one person, several people (`Jo + Sam`), a device or a room
 * (`iPhone`, `admin`, `Meeting room 2`), a telephone number, an e-mail address, or nobody (`none`). Never throws;
 * what has no known shape is a person, for a person taken for a device would be lost and the other way is seen.
 */
export function describeLabel(label: string | null): LabelDescription {
  const found: LabelDescription = {
    kind: 'none',
    name: '',
    people: [],
    asides: [],
    pronouns: null,
    number: null,
    address: null,
    isOnlyHere: true,
  }
  const plain = cleanLabel((label ?? '').slice(0, 400))
  if (plain === '' || !/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(plain)) return found

  const dressed = /^(.*?)\s*<([^<>\s]+@[^<>\s]+)>$/u.exec(plain)
  const address = addressPattern.exec(dressed?.[2] ?? plain)
  if (address !== null) {
    const local = (address[1] ?? '').toLowerCase()
    found.address = { whole: `${local}@${(address[2] ?? '').toLowerCase()}`, local }
    const name = (dressed?.[1] ?? '').replace(/^["']|["']$/g, '').trim()
    if (name === '' || name.includes('@')) return { ...found, kind: 'address', isOnlyHere: false }
    return { ...describeLabel(name), address: found.address }
  }
  if (isNumber(plain)) {
    const isStarred = /[*•xX]/.test(plain)
    const digits = plain.replace(/[^\d\u0660-\u0669]/g, '').replace(/[\u0660-\u0669]/g, toEuropean)
    const number = isStarred ? null : `${/^(?:tel:)?\(?\+/.test(plain) ? '+' : ''}${digits}`
    return { ...found, kind: 'number', number, isOnlyHere: isStarred }
  }

  const bare = undress(plain, found)
  if (bare === '' || unknownSpeaker.test(bare)) return found
  found.name = bare
  if (standIn.test(bare)) return { ...found, kind: 'person' }
  found.isOnlyHere = false
  if (household.test(bare)) return { ...found, kind: 'several' }
  const people = partPeople(bare)
  if (people.length > 1 || /\s\+\s?\d+$/.test(bare)) return { ...found, kind: 'several', people }
  if (isDevice(bare)) {
    const told = findOwner(bare)
    return { ...found, kind: 'device', people: told === null ? [] : [told], isOnlyHere: told === null }
  }
  return { ...found, kind: 'person' }
}

/** Takes brackets, pronouns and a team after a bar off a label and notes them in `found`. */
function undress(label: string, found: LabelDescription): string {
  const aside = (text: string): void => {
    const plain = text.trim()
    if (plain === '') return
    if (pronounsPattern.test(plain)) found.pronouns ??= plain
    else found.asides.push(plain)
  }
  let bare = label.replace(brackets, (_, inside: string) => {
    aside(inside)
    return ' '
  })
  const parts = bare.split(/\s*[|｜•·]\s*|\s+[-–—]\s+|_{2,}/)
  bare = parts[0]?.trim() === '' ? (parts.find((part) => part.trim() !== '') ?? '') : (parts[0] ?? '')
  for (const part of parts) if (part !== bare) aside(part)
  // Pronouns without brackets: `Jo Ash she/her`, `Jo Ash, they/them`.
  const loose = /^(.+?)[\s,]+(\p{L}{2,6}(?:\s?\/\s?\p{L}{2,6}){1,2})$/u.exec(bare.trim())
  if (loose !== null && pronounsPattern.test(loose[2] ?? '')) {
    found.pronouns ??= loose[2] ?? null
    bare = loose[1] ?? ''
  }
  return bare.replace(/\s+/g, ' ').replace(/^[\s,;:.~-]+|[\s,;:~-]+$/g, '')
}

/** At least seven digits, or stars in place of some, and nothing but what people write between them. */
function isNumber(label: string): boolean {
  if (!/^(?:tel:)?\(?\+?[\d\u0660-\u0669*•xX().\s\u00a0/\u2010-\u2015-]{5,30}$/u.test(label)) return false
  const digits = label.match(/[\d\u0660-\u0669]/g)?.length ?? 0
  const stars = label.match(/[*•xX]/g)?.length ?? 0
  return digits >= 2 && digits + stars >= 7 && !/\d{1,2}\/\d{1,2}\/\d/.test(label)
}

function toEuropean(digit: string): string {
  return String(digit.charCodeAt(0) - 0x0660)
}

function isDevice(bare: string): boolean {
  return (
    deviceCode.test(bare) ||
    role.test(bare) ||
    callIn.test(bare) ||
    room.test(bare) ||
    bot.test(bare) ||
    isNamedDevice(bare) ||
    (bare.includes(' ') && group.test(bare))
  )
}

function isNamedDevice(bare: string): boolean {
  return deviceWord.test(bare) || plainDevice.test(bare) || ownDevice.test(bare)
}

function findOwner(bare: string): string | null {
  if (!isNamedDevice(bare)) return null
  const told = owner.exec(bare)?.groups
  const name = (told?.['english'] ?? told?.['other'] ?? '').trim()
  return name === '' || isDevice(name) || /^(?:my|the|mi|mein|mon)$/i.test(name) ? null : name
}

/** The names in `Jo + Sam`, `Jo, Sam and Ari`; one name when the label is one person's (`Ash, Jo`). */
function partPeople(bare: string): string[] {
  if (isDevice(bare)) return []
  const parts = bare.split(joiner).map((part) => part.trim())
  if (parts.length === 1) {
    const names = bare.split(listComma)
    // `Ash, Jo` is one person the other way round; three names between commas are three.
    return names.length > 2 && names.every((name) => isOneName(name)) ? names : [bare]
  }
  const people = parts.flatMap((part) => part.split(listComma)).filter((part) => part !== '')
  return people.every((name) => isOneName(name)) ? people : [bare]
}

function isOneName(text: string): boolean {
  return (
    /^\p{L}/u.test(text) && text.split(' ').length <= 4 && (!/^\p{Ll}/u.test(text) || !text.includes(' '))
  )
}
