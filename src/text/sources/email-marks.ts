/**
 * The lines mail programs put around other people's words, in the languages we know them in (English, Welsh, German,
 * French, Spanish, Arabic; Dutch, Italian, Portuguese and the Nordic ones as far as their programs write them).
 */

const nameOrDate = String.raw`.{4,280}`
const attributions = [
  String.raw`On\s${nameOrDate}\swrote:`,
  String.raw`${nameOrDate}\s(?:wrote|writes):`,
  String.raw`(?:Am|Den|Op|Il giorno|Il|Em|On)\s${nameOrDate}\b(?:schrieb|schreef|ha scritto|escreveu|skrev)\b.{0,200}:`,
  String.raw`${nameOrDate}\s(?:schrieb|schreef|skrev|ha scritto|escreveu)(?:\s(?:am|op|den|il|em)\s.{4,120})?:`,
  String.raw`Le\s${nameOrDate}\sa\sécrit\s?:`,
  String.raw`${nameOrDate}\sa\sécrit(?:\sle\s.{4,120})?\s?:`,
  String.raw`El\s${nameOrDate}\s(?:escribió|escribio)\s?:`,
  String.raw`${nameOrDate}\sescribió(?:\sel\s.{4,120})?\s?:`,
  String.raw`Ar\s${nameOrDate}\b(?:ysgrifennodd|ysgrifenodd|ysgrifennwyd gan)\b.{0,200}:`,
  String.raw`${nameOrDate}\sysgrifennodd.{0,120}:`,
  String.raw`(?:في|بتاريخ|يوم)\s${nameOrDate}(?:كتب|كتبت|كتابة|أرسل).{0,200}:?`,
  // Gmail before 2014, and programs that say only when and who.
  String.raw`\d{4}-\d\d-\d\d,? \d?\d:\d\d.{0,40}<\S+@\S+>:`,
  String.raw`\d?\d\.\d?\d\.\d{2,4},? \d?\d:\d\d,? .{1,120}<\S+@\S+>:`,
].map((pattern) => new RegExp(`^${pattern}$`, 'isu'))

/** "On 12 November 2024 at 09:16, Sam Jones <…> wrote:" and its like: who wrote what is quoted below. */
export function isAttribution(text: string): boolean {
  if (text.length > 400 || !/[:؛]$|كتب/.test(text)) return false
  return attributions.some((pattern) => pattern.test(text)) && /\d|@/.test(text)
}

const dash = String.raw`[-–—_*]{2,}`
const forwards = [
  'forwarded (?:message|mail|e-?mail|by .{1,80})',
  'weitergeleitete (?:nachricht|e-?mail|mail)',
  '(?:message|courriel) (?:transféré|transmis|transferé|réexpédié)',
  'mensaje reenviado',
  "neges (?:a anfonwyd ymlaen|wedi’i hanfon ymlaen|wedi['’]i hanfon ymlaen|ymlaen)",
  '(?:ال)?رسالة (?:ال)?(?:محوّلة|محولة|معاد توجيهها|معاد توجيها)',
  'doorgestuurd bericht',
  'messaggio inoltrato',
  'mensagem (?:encaminhada|reencaminhada)',
  'vidarebefordrat meddelande',
  'videresendt (?:melding|besked)',
].join('|')
const forward = new RegExp(
  String.raw`^(?:${dash}\s*)?(?:begin |anfang der |début du |inicio del |dechrau'r )?(?:${forwards})\s*(?:${dash}|:)\s*$`,
  'iu',
)

/** "---------- Forwarded message ---------", "Begin forwarded message:". */
export function isForwardMark(text: string): boolean {
  return text.length < 120 && forward.test(text)
}

const originals =
  "original message|original appointment|reply message|ursprüngliche nachricht|originalnachricht|message d[’']origine|message original|mensaje original|neges wreiddiol|الرسالة الأصلية|رسالة أصلية|oorspronkelijk bericht|messaggio originale|mensagem original|originalmeddelande|opprinnelig melding|oprindelig meddelelse"
const original = new RegExp(String.raw`^(?:${dash}\s*)(?:${originals})\s*(?:${dash})?$`, 'iu')

/** "-----Original Message-----": all below is quoted. */
export function isOriginalMark(text: string): boolean {
  return text.length < 120 && original.test(text)
}

const colon = String.raw`\s?\*?\s?:\*?`
const ofHeader = {
  from: 'From|Von|De|Expéditeur|Oddi wrth|O|من|Van|Da|Fra|Från',
  when: 'Sent|Date|Gesendet(?: am)?|Datum|Envoyé(?: le)?|Enviado(?: el)?|Fecha|Anfonwyd|Dyddiad|تم الإرسال|تاريخ الإرسال|أُرسلت|أرسلت|التاريخ|Verzonden|Inviato|Data|Enviada(?: em)?|Skickat|Sendt',
  to: 'To|An|À|A|Para|At|إلى|الى|Aan|Till|Til|Cc',
  subject: 'Subject|Betreff|Objet|Asunto|Pwnc|الموضوع|Onderwerp|Oggetto|Assunto|Ämne|Emne',
} as const
const field = Object.fromEntries(
  Object.entries(ofHeader).map(([name, words]) => [
    name,
    new RegExp(String.raw`^\s*\*?(?:${words})${colon}(?:\s|$)\s*(.*)$`, 'iu'),
  ]),
) as Record<keyof typeof ofHeader, RegExp>

/** The heading of a quoted or forwarded mail as it stands in a text. `lines`: how many lines it takes. */
export type InnerHeading = { lines: number; from: string | null; when: string | null }

/**
 * Reads "From: … / Sent: … / To: … / Subject: …" at the beginning of `texts`, blank lines let be. Null when fewer
 * than three of its fields stand there, the sender's first or second among them.
 */
export function readInnerHeading(texts: readonly string[]): InnerHeading | null {
  const found: Partial<Record<keyof typeof ofHeader, string>> = {}
  let lines = 0
  let isFirst = true
  for (const text of texts.slice(0, 12)) {
    const plain = text.trim()
    if (plain === '') {
      if (lines === 0 || Object.keys(found).length >= 3) break
      lines += 1
      continue
    }
    const name = (['from', 'when', 'subject', 'to'] as const).find((one) => field[one].test(plain))
    if (!name) {
      // A list of recipients runs on to a line of its own.
      if (found.to !== undefined && /@|;/.test(plain) && found.subject === undefined) {
        lines += 1
        continue
      }
      break
    }
    if (isFirst && name !== 'from' && name !== 'when' && name !== 'subject') return null
    isFirst = false
    found[name] ??= field[name].exec(plain)?.[1]?.trim() ?? ''
    lines += 1
  }
  const known = Object.keys(found).length
  if (found.from === undefined || known < 3) return null
  return { lines, from: found.from || null, when: found.when || null }
}

const mobile =
  /^(?:sent (?:from|via|using) (?:my |an? |the )?(?:iphone|ipad|mobile|phone|android|samsung|galaxy|huawei|pixel|nokia|blackberry|windows phone|yahoo|outlook|gmail|mail|proton|aol|tiscali|bt|sky|ee|three|o2|vodafone|hotmail).{0,60}|sent with (?:proton|tutanota|airmail).{0,60}|get outlook for .{2,20}|(?:von|vom) meine[mr] .{2,40} gesendet|gesendet (?:von|mit|über) .{2,60}|diese nachricht wurde von meinem .{2,60} gesendet|envoyé (?:de|depuis|à partir de) .{2,60}|enviado (?:desde|de) .{2,60}|anfonwyd (?:o|oddi ar) .{2,60}|(?:أُرسلت|أرسلت|تم الإرسال|مُرسل|مرسل) من .{2,60}|verzonden (?:vanaf|met) .{2,60}|inviato da .{2,60}|skickat från .{2,60}|sendt fra .{2,60}|obtenir outlook pour .{2,20}|obtener outlook para .{2,20}|outlook für .{2,20} (?:herunterladen|beziehen))\.?$/iu

/** "Sent from my iPhone": the phone says so, not the person. */
export function isDeviceLine(text: string): boolean {
  return text.length < 100 && mobile.test(text.replace(/<https?:[^>]*>|\(https?:[^)]*\)/g, '').trim())
}

const disclaimer =
  /(?:this (?:e-?mail|message|communication)\b.{0,80}\b(?:confidential|intended|privileged|legally|disclaimer|scanned|virus)|(?:e-?mail|message).{0,60}\bintended (?:solely|only) for|if you (?:are not|have received).{0,60}(?:intended recipient|in error)|confidentiality (?:notice|and)|please consider the environment|registered (?:charity|in england|company|office)|virus-free\. ?www|scanned by|diese e-?mail enthält vertrauliche|der inhalt dieser e-?mail ist vertraulich|ce (?:message|courriel).{0,60}(?:confidentiel|destiné)|este (?:mensaje|correo).{0,60}(?:confidencial|dirigid)|mae['’]r (?:neges|e-?bost).{0,60}(?:gyfrinachol|bwriad)|(?:هذه الرسالة|هذا البريد).{0,80}(?:سري|مخصص)|you received this message because you are subscribed|to unsubscribe from this)/isu

/** The small print that organisations put under every mail. */
export function isDisclaimer(text: string): boolean {
  return text.length > 30 && disclaimer.test(text)
}

const closing =
  /^(?:(?:with )?(?:kind(?:est)?|best|warm(?:est)?|many|all good)? ?(?:regards|wishes)|(?:all the|all my) best|best|yours(?: (?:sincerely|faithfully|truly))?|sincerely|(?:many )?thanks(?: (?:again|so much|a lot|and (?:best|kind|warm) (?:regards|wishes)))?|thank you(?: (?:again|so much|very much))?|cheers|ta|love|lots of love|take care|speak soon|kr|rgds|x+|mit (?:freundlichen|besten|lieben|herzlichen) grüßen|(?:viele|liebe|beste|herzliche|schöne) grüße|vg|lg|mfg|(?:bien )?(?:cordialement|amicalement)(?: à vous)?|bonne (?:journée|soirée)|merci(?: d[’']avance)?|(?:un )?(?:saludo|abrazo)s?(?: cordial(?:es)?)?|(?:muchas )?gracias|atentamente|cofion(?: (?:cynnes|gorau))?|yn gywir|diolch(?: (?:yn fawr|o galon))?|hwyl|(?:مع )?(?:أطيب |خالص )?(?:التحيات|تحياتي|التحية|التقدير|تحية طيبة)|شكرا(?:ً)?(?: جزيلا(?:ً)?)?|groetjes|met vriendelijke groet(?:en)?|cordiali saluti|grazie|atenciosamente|obrigad[oa])\s*[,.!…]*$/iu

/** "Kind regards,": below it stand at most a name and how to reach it. */
export function isClosing(text: string): boolean {
  return text.length < 60 && closing.test(text.trim())
}

const automatic =
  /^(?:(?:re|aw|sv): ?)?(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|automatische antwort|abwesenheits(?:notiz|meldung)|réponse automatique|absence du bureau|respuesta automática|fuera de (?:la )?oficina|ateb awtomatig|allan o.r swyddfa|رد تلقائي|خارج المكتب|automatisch antwoord|risposta automatica|resposta automática|autosvar)\b/iu

/** A subject that only programs write. */
export function isAutomaticSubject(subject: string): boolean {
  return automatic.test(subject.trim())
}
