/** What one label tells: names as it writes them, numbers and addresses. Offsets play no part here. */
export type LabelParts = { names: string[]; phones: string[]; emails: string[] }

/**
 * Reads a label as a meeting, a messenger or a table gave it: "Sam Okafor (she/her)", "~ Sam",
 * "Okafor, Sam [Host]", "Sam’s iPhone", "+44 7700 900123", "sam.okafor@x.org", "sam_okafor92".
 * Labels of devices and roles ("iPhone", "Zoom user", "admin") give nothing.
 * A phone is its last ten digits (nine or fewer when it has no more), so that any way of writing it matches.
 */
export function readLabel(label: string): LabelParts {
  const parts: LabelParts = { names: [], phones: [], emails: [] }
  let rest = label
    .normalize('NFKC')
    .replace(/[\p{Cf}\ufe0f]/gu, '')
    .replace(/[’ʼ‘]/g, "'")
    .replace(/^[\s~@*-]+/u, '')
  rest = rest.replace(/[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}.-]{3,190}/gu, (address) => {
    const email = address.toLowerCase().replace(/[.-]+$/u, '')
    parts.emails.push(email)
    addLocalPart(parts, email.slice(0, email.indexOf('@')))
    return ' | '
  })
  rest = rest.replace(/\+?\d(?:[\s().-]{0,3}\d){6,16}/gu, (number) => {
    parts.phones.push(nationalDigits(number))
    return ' | '
  })
  rest = rest.replace(/[([{]([^)\]}]*)[)\]}]?/gu, ' | $1 | ')
  for (const piece of rest.split(/\s*[|;•·]\s*|\s+[-–—@/]\s+/u)) addName(parts, piece)
  return parts
}

/** The digits of a phone number without country code and first nought, at most ten. */
export function nationalDigits(number: string): string {
  const digits = number.replace(/\(0\)/g, '').replace(/\D/g, '').replace(/^00/, '')
  return digits
    .replace(/^44(?=\d{9,10}$)/, '')
    .replace(/^0+/, '')
    .slice(-10)
}

const device =
  /(?:'s)?\s*\b(?:i-?phone|i-?pad|i-?mac|macbook(?: (?:air|pro))?|android|galaxy|samsung|huawei|pixel|oneplus|xiaomi|redmi|nokia|motorola|moto|oppo|honor|sm-\w+|laptop|desktop|computer|tablet|phone|mobile|chromebook|surface|pc|device|windows)\b.*$/iu
const deviceOf = /^(?:i-?phone|i-?pad|galaxy|macbook|telefon|phone)\s+(?:de|di|von|van|of)\s+/iu
const role =
  /^(?:(?:zoom|teams|meet|whatsapp|guest|new|unknown|anonymous|external|unverified)?\s*(?:user|guest|participant|caller|speaker|person|member|attendee|contact|sender|number|anonymous|unknown|admin|administrator|host|co-?host|facilitator|interviewer|interviewee|moderator|organi[sz]er|presenter|listener|coach|staff|team|support|system|bot|note ?taker|recording|captions?|transcript(?:ion)?|me|you|i|myself|everyone|all|none|n\/?a|null|undefined|test|room|meeting|zoom|teams|whatsapp|voice|respondent|contributor)|desktop-\w+|laptop-\w+|call-in user|dial-in)\s*[#\d]*$/iu
const pronoun =
  /^(?:he|him|his|she|her|hers|they|them|their|theirs|ze|zir|xe|xem|it|its|any|all|ask|me|hi|hithau|nhw|fe|ef|pronouns?|el|ella|elle|il|lui|er|sie)(?:\s*[/,&]\s*(?:he|him|his|she|her|hers|they|them|their|theirs|ze|zir|xe|xem|it|its|any|all|hi|hithau|nhw|fe|ef|pronouns?|el|ella|elle|il|lui|er|ihn|sie|ihr))*$/iu
const generalMailbox =
  /^(?:info|admin|hello|contact|office|support|enquir(?:y|ies)|mail|email|team|noreply|no-reply|help|service|staff|me)$/i

function addName(parts: LabelParts, piece: string): void {
  let name = piece
    .replace(/[\p{Extended_Pictographic}\u{1f3fb}-\u{1f3ff}\p{RI}]/gu, ' ')
    .replace(/\s+(?:she|he|they)\s*[/,]\s*\w+(?:\s*[/,]\s*\w+)?\s*$/iu, '')
    .trim()
  if (deviceOf.test(name)) name = name.replace(deviceOf, '')
  else name = name.replace(device, '').trim()
  name = name.replace(/^[\s,.:<>-]+|[\s,:<>-]+$/gu, '')
  if (name === '' || role.test(name) || pronoun.test(name)) return
  if (!/\p{L}.*\p{L}/u.test(name) && !/\p{Lo}/u.test(name)) return
  if (name.length <= 120) parts.names.push(name)
}

function addLocalPart(parts: LabelParts, local: string): void {
  if (generalMailbox.test(local)) return
  const words = local.split(/[._+\d-]+/u).filter((word) => word.length > 1 && !generalMailbox.test(word))
  if (words.some((word) => word.length >= 3)) parts.names.push(words.join(' '))
}
