import { makeFinder, type Cues } from './cues.ts'
import { textBefore } from './folding.ts'
import type { Proposal, ReasonCode } from './proposal.ts'

/**
 * E-mail addresses (also "name at gmail dot com"), web addresses and @handles. `text` is folded.
 * `knownEmails` holds addresses that came as labels, in small letters.
 * Each is found from its middle ("@", "://", ".com") and walked outward a bounded way.
 */
export function findContacts(text: string, cues: Cues, knownEmails: ReadonlySet<string>): Proposal[] {
  const found = [...findEmails(text), ...findWebAddresses(text, cues), ...findAnnouncedHandles(text, cues)]
  for (const { match } of findTaggedNames(text, cues)) {
    const name = match.groups?.['name'] ?? ''
    const start = match.index - name.length - 1
    found.push(contact(start, match.index + 4, 'handle', 0.75, `${name}#${match[0]}`.toLowerCase()))
  }
  for (const { match } of findExtensions(text, cues)) {
    const end = match.index + match[0].length
    found.push(contact(match.index, end, 'phone-number', 0.7, match[0].replace(/\D/g, '')))
  }
  for (const proposal of found) {
    if (knownEmails.has(proposal.entity)) Object.assign(proposal, { reason: 'known-contact', confidence: 1 })
  }
  return found
}

/** E-mail addresses as they are said or spelled out: "sam dot okafor at gmail dot com", "sam (at) x (dot) org". */
export function findSpokenEmails(text: string, cues: Cues, knownEmails: ReadonlySet<string>): Proposal[] {
  const found: Proposal[] = []
  for (const match of listSpokenDomains(text, cues)) {
    const domain = match.groups?.['domain'] ?? ''
    const isSpelled = dotWord.test(domain)
    const host = domain.replace(new RegExp(dotWord, 'gi'), '.').replace(/\s/g, '').toLowerCase()
    if (!isSpelled && !mailHosts.test(host)) continue
    // "sam.okafor (one f) at …": what is said of the name in brackets.
    const gap = /(?:\s\([^()\n]{1,24}\))?\s{0,2}$/.exec(textBefore(text, match.index, 30))?.[0].length ?? 0
    const before = textBefore(text, match.index - gap, 80)
    const local = (announcedLocal.exec(before)?.groups?.['local'] ?? spokenLocal.exec(before)?.[0]) || ''
    const name = foldSpoken(local)
    const end = match.index + match[0].length
    const isName = name !== '' && !notLocal.has(name)
    const start = isName ? match.index - gap - local.length : end - domain.length
    const entity = isName ? `${name}@${host}` : host
    const isKnown = knownEmails.has(entity)
    found.push({
      start,
      end,
      type: 'CONTACT',
      confidence: isKnown ? 1 : isName ? 0.9 : 0.6,
      reason: isKnown ? 'known-contact' : isName ? 'spoken-e-mail-address' : 'web-address',
      entity,
    })
  }
  return [...found, ...findSpokenHosts(text, cues)]
}

/** A web address as it is said: "www dot example dot co dot uk". */
function findSpokenHosts(text: string, cues: Cues): Proposal[] {
  const found: Proposal[] = []
  for (const { match } of findSpokenEndings(text, cues)) {
    const host = spokenHost.exec(text.slice(Math.max(0, match.index - 90), match.index))?.[0]
    if (!host) continue
    const start = match.index - host.length
    const end = match.index + match[0].length
    const entity = text
      .slice(start, end)
      .replace(/\sdot\s/gi, '.')
      .toLowerCase()
    found.push(contact(start, end, 'web-address', 0.75, entity))
  }
  return found
}

/** A user name that a word such as "Insta" or "username" announces. */
function findAnnouncedHandles(text: string, cues: Cues): Proposal[] {
  const found: Proposal[] = []
  for (const { match } of findHandleCues(text, cues)) {
    const start = match.index + match[0].length
    const name = /^@?[\p{L}][\p{L}\p{N}_.-]{2,30}/u
      .exec(text.slice(start, start + 34))?.[0]
      .replace(/[.-]+$/u, '')
    const isSaid = /name|handle|tag/i.test(match[0]) && /(?:is|:|was)\s{0,2}$/i.test(match[0])
    if (!name || !(/[\p{L}][._]?\d|_|\p{L}\.\p{L}/u.test(name) || (isSaid && name.length > 4))) continue
    found.push(contact(start, start + name.length, 'handle', isSaid ? 0.8 : 0.7, name.toLowerCase()))
  }
  return found
}

const handleCue =
  /\b(?:insta(?:gram)?|snap(?:chat)?|tik\s?tok|twitter|facebook|discord|telegram|reddit|twitch|youtube|ig|user\s?name|handle|gamer\s?tag|screen name)\b(?:(?:\s{1,2}|[:,])(?:is|was|it's|name|handle|account|username|under|as|called|:)(?=[\s:,])){0,3}[\s:,]{1,3}/iy
/** "sam_ok#0427", as Discord writes names. */
const findTaggedNames = makeFinder([
  { pattern: /(?<=(?<![\p{L}\p{N}_.])(?<name>\p{L}[\p{L}\p{N}_.]{1,31})#)\d{4}(?!\d)/uy, first: '#' },
])
const findExtensions = makeFinder([
  { pattern: /\bext(?:ension|n)?\.?(?:\s(?:number|no\.?))?[\s:]{1,2}\d{3,5}\b/iy, first: 'ext' },
])
const findHandleCues = makeFinder([
  {
    pattern: handleCue,
    first:
      'insta snap tik twitter facebook discord telegram reddit twitch youtube ig user handle gamer screen',
  },
])
const findSpokenEndings = makeFinder([
  {
    pattern: /\bdot\s(?:co\sdot\suk|com|org(?:\sdot\suk)?|net|uk|info|io|scot|wales)\b/iy,
    first: 'dot',
  },
])
const spokenHost =
  /(?:(?:www|w w w|triple w|double u double u double u)\s(?:dot\s)?)?[\p{L}\p{N}-]{2,40}(?:\sdot\s[\p{L}\p{N}-]{2,30}){0,2}\s$/iu
/** After "my email is" everything up to "at" is the name, however it is said or spelled. */
const announcedLocal =
  /\be-?mail(?:\saddress)?(?:'s|\sis|\swas|:)?\s(?:it's\s|that's\s|um,?\s)?(?<local>[\p{L}\p{N}_-]{1,30}(?:[\s,]{1,2}[\p{L}\p{N}_-]{1,30}){0,11})$/iu

const endings =
  'com|org|net|uk|co|io|info|me|gov|ac|edu|eu|scot|wales|cymru|london|ie|de|fr|es|it|nl|pl|ro|us|ca|au|app|dev|xyz|online|site|shop|tv|ly|gg|be|in|pk|ng|ir|tr|ru|cn|biz|email|chat|page|link|blog'
const dotWord = /\s*[([{]?\s*\b(?:dot|punkt)\b\s*[)\]}]?\s*/i
const spokenHostEnd = `(?<domain>[a-z0-9-]{1,30}(?:(?:\\s{0,2}\\.\\s?|\\s{1,2}dot\\s{1,2}|\\s?[([{]\\s?dot\\s?[)\\]}]\\s?)[a-z0-9-]{2,20}){0,2}(?:\\.|\\s{1,2}dot\\s{1,2}|\\s?[([{]\\s?dot\\s?[)\\]}]\\s?)(?:${endings}))\\b`
const findSaidAts = makeFinder([
  { pattern: new RegExp(`\\bat\\b\\s{1,2}${spokenHostEnd}`, 'iy'), first: 'at' },
])
const signedDomain = new RegExp(`(?:[([{]\\s?(?:at|@)\\s?[)\\]}]|@)\\s{1,2}${spokenHostEnd}`, 'gi')

function listSpokenDomains(text: string, cues: Cues): RegExpExecArray[] {
  const said = findSaidAts(text, cues).map(({ match }) => match)
  const hasSign = /@|[([{]\s?at/i.test(text)
  return hasSign ? [...said, ...text.matchAll(signedDomain)].sort((a, b) => a.index - b.index) : said
}

const spokenLocal =
  /[\p{L}\p{N}_.+-]{1,40}(?:(?:\s{1,2}(?:dot|underscore|dash|hyphen|plus)\s{1,2}|\s?[([{]\s?dot\s?[)\]}]\s?)[\p{L}\p{N}_-]{1,40}){0,4}(?:\s(?:oh|zero|nought|one|two|three|four|five|six|seven|eight|nine|double|\d{1,4})){0,6}$/iu
const mailHosts =
  /^(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|mac|aol|btinternet|btopenworld|sky|virginmedia|virgin|talktalk|ntlworld|blueyonder|protonmail|proton|gmx|mail|email|tiscali|o2|ee)\./
const notLocal = new Set(
  'look looking looked is was are it us me out them you find found see here page site website more online go check up there available also both just information'.split(
    ' ',
  ),
)

function foldSpoken(local: string): string {
  return local
    .replace(/\s?[([{]?\s?\bdot\b\s?[)\]}]?\s?/gi, '.')
    .replace(/\s+underscore\s+/gi, '_')
    .replace(/\s+(?:dash|hyphen)\s+/gi, '-')
    .replace(/\s+plus\s+/gi, '+')
    .toLowerCase()
}

function findEmails(text: string): Proposal[] {
  const found: Proposal[] = []
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const previous = found.at(-1)?.end ?? 0
    if (at < previous) continue
    const gap =
      text[at - 1] === ' ' && /^\s?[\p{L}\p{N}-]{1,63}\s?\.\s?\p{L}{2}/u.test(text.slice(at + 1, at + 80))
        ? 1
        : 0
    const start = walkBack(text, at - gap, previous, /[\p{L}\p{N}\p{M}._%+'-]/u)
    const domain = /^\s{0,2}[\p{L}\p{N}][\p{L}\p{N}-]{0,62}(?:\s?\.\s?[\p{L}\p{N}-]{1,63}){0,5}/u.exec(
      text.slice(at + 1, at + 260),
    )
    const host = domain ? trimHost(domain[0]) : ''
    if (start < at - gap && host !== '') {
      const entity = text
        .slice(start, at + 1 + host.length)
        .replace(/\s/g, '')
        .toLowerCase()
      found.push(contact(start, at + 1 + host.length, 'e-mail-address', 0.98, entity))
      continue
    }
    const mention = /^[\u2066-\u2069]?[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,40}/u.exec(text.slice(at + 1, at + 44))
    if (!mention || start < at - gap) continue
    const word = mention[0].replace(/[.-]+$/u, '')
    if (word.replace(/\W/gu, '').length < 2 && !/[^\0-\x7f]/.test(word)) continue
    if (/^\d{1,2}(?::?\d\d)?(?:am|pm)?$/i.test(word)) continue
    found.push(contact(at, at + 1 + word.length, 'handle', 0.85, word.toLowerCase()))
  }
  return found
}

/** The host at the start of what follows an "@": spaces only beside a dot that a known ending follows. */
function trimHost(text: string): string {
  const tight = /^[\p{L}\p{N}][\p{L}\p{N}-]*(?:\.[\p{L}\p{N}-]+)*/u.exec(text)?.[0] ?? ''
  const loose = new RegExp(
    `^\\s{0,2}[\\p{L}\\p{N}-]+(?:\\s?\\.\\s?(?:[a-z0-9-]{2,20}\\s?\\.\\s?)?(?:${endings})\\b)(?:\\s?\\.\\s?uk\\b)?`,
    'iu',
  ).exec(text)?.[0]
  if (loose && loose.length > tight.length) return loose
  return tight.includes('.') ? tight.replace(/[.-]+$/u, '') : ''
}

function findWebAddresses(text: string, cues: Cues): Proposal[] {
  const found: Proposal[] = []
  for (const { match } of findWritten(text, cues)) {
    const address = match[0].replace(/[.,;:!?)\]}'’]+$/u, '')
    found.push(contact(match.index, match.index + address.length, 'web-address', 0.9, address.toLowerCase()))
  }
  for (const match of text.matchAll(bareEnding)) {
    const previous = found.at(-1)?.end ?? 0
    const start = walkBack(text, match.index, Math.max(0, match.index - 100), /[\p{L}\p{N}.-]/u)
    const host = text.slice(start, match.index)
    if (start < previous && match.index < previous) continue
    // "home.It" is a missing space, "e.g.com" is nothing.
    if (
      !/[\p{L}\p{N}]{2}$/u.test(host) ||
      (/^\.(?:in|it|me|us|be|de|es|no|is|so|to)$/.test(match[1] ?? '') && /[A-Z]/.test(host))
    )
      continue
    const path = /^\/[^\s<>"“”]{1,300}/u.exec(
      text.slice(match.index + match[0].length, match.index + match[0].length + 310),
    )
    const end = match.index + match[0].length + (path ? path[0].replace(/[.,;:!?)\]}'’]+$/u, '').length : 0)
    found.push(contact(start, end, 'web-address', 0.8, text.slice(start, end).toLowerCase()))
  }
  return found
}

const findWritten = makeFinder([
  {
    pattern: /\b(?:https?:\/\/|ftp:\/\/|www\.|(?:t|m|fb)\.me\/|x\.com\/)[^\s<>"“”]+/iuy,
    first: 'http ftp www t m fb x',
  },
])
const bareEnding = new RegExp(`(\\.(?:${endings})(?:\\.uk)?)(?![\\p{L}\\p{N}-]|\\.[a-z])`, 'gu')

function walkBack(text: string, from: number, stop: number, allowed: RegExp): number {
  let at = from
  while (at > stop && from - at < 64 && allowed.test(text[at - 1] ?? '')) at--
  while (at < from && /[.'-]/.test(text[at] ?? '')) at++
  return at
}

function contact(
  start: number,
  end: number,
  reason: ReasonCode,
  confidence: number,
  entity: string,
): Proposal {
  return { start, end, type: 'CONTACT', confidence, reason, entity }
}
