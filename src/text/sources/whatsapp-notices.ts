import { trimMarks } from './lines.ts'
import type { NoticeReason } from './source.ts'

/**
 * What WhatsApp itself writes into an export, by language of the phone: English, Spanish, German, French,
 * Arabic, Welsh. No Welsh export has been seen by us (Welsh phones mostly run the app in English): those
 * lines are plain translations. Notices in any other language are still found where the export marks them
 * (no sender on Android, U+200E on iOS); they then carry the reason `system`.
 */

/** Whole texts, lower case, without a full stop at the end, that stand where a sender's words would. */
const wholeTexts: Record<'deleted' | 'media' | 'call', string[]> = {
  deleted: [
    'this message was deleted',
    'you deleted this message',
    'this message was deleted by admin',
    'se eliminó este mensaje',
    'este mensaje fue eliminado',
    'eliminaste este mensaje',
    'diese nachricht wurde gelöscht',
    'du hast diese nachricht gelöscht',
    'ce message a été supprimé',
    'vous avez supprimé ce message',
    'tu as supprimé ce message',
    'تم حذف هذه الرسالة',
    'حذفت هذه الرسالة',
    'لقد حذفت هذه الرسالة',
    'dilëwyd y neges hon',
    'rydych wedi dileu’r neges hon',
    "rydych wedi dileu'r neges hon",
  ],
  media: [
    // Android writes this one word for a photo to be seen once, and for kinds it cannot export.
    'null',
    '<media omitted>',
    '<multimedia omitido>',
    '<archivo omitido>',
    '<medien ausgeschlossen>',
    '<medien weggelassen>',
    '<médias omis>',
    '<تم استبعاد الوسائط>',
    '<cyfryngau wedi’u hepgor>',
    "<cyfryngau wedi'u hepgor>",
    ...['image', 'video', 'video note', 'audio', 'sticker', 'gif', 'document', 'contact card', 'file'].map(
      (what) => `${what} omitted`,
    ),
    'imagen omitida',
    'video omitido',
    'nota de video omitida',
    'audio omitido',
    'sticker omitido',
    'gif omitido',
    'documento omitido',
    'tarjeta de contacto omitida',
    ...['bild', 'video', 'videonachricht', 'audio', 'sticker', 'gif', 'dokument', 'kontaktkarte'].map(
      (what) => `${what} weggelassen`,
    ),
    'image absente',
    'vidéo absente',
    'audio omis',
    'sticker omis',
    'gif retiré',
    'document manquant',
    'fiche contact omise',
    'image omise',
    'vidéo omise',
    'gif omis',
    'تم استبعاد الصورة',
    'تم استبعاد الفيديو',
    'تم استبعاد الصوت',
    'تم استبعاد المقطع الصوتي',
    'تم استبعاد الملصق',
    'تم استبعاد المستند',
    'تم استبعاد جهة الاتصال',
    'waiting for this message. this may take a while',
    'waiting for this message',
  ],
  call: [
    'missed voice call',
    'missed video call',
    'missed group voice call',
    'missed group video call',
    'silenced voice call',
    'silenced video call',
    'llamada perdida',
    'llamada de voz perdida',
    'videollamada perdida',
    'verpasster sprachanruf',
    'verpasster videoanruf',
    'appel vocal manqué',
    'appel vidéo manqué',
    'مكالمة صوتية فائتة',
    'مكالمة فيديو فائتة',
    'galwad llais a gollwyd',
    'galwad fideo a gollwyd',
  ],
}

const reasonOfWholeText = new Map<string, NoticeReason>()
for (const [reason, texts] of Object.entries(wholeTexts) as [NoticeReason, string[]][]) {
  for (const text of texts) reasonOfWholeText.set(text, reason)
}
const longestWholeText = Math.max(...[...reasonOfWholeText.keys()].map((text) => text.length)) + 1

const encryptionStarts = [
  'Messages and calls are end-to-end encrypted',
  'Messages to this chat and calls are now secured with end-to-end encryption',
  'Messages to this group are now secured with end-to-end encryption',
  'Messages you send to this ',
  'Los mensajes y las llamadas están cifrados de extremo a extremo',
  'Los mensajes y llamadas están cifrados de extremo a extremo',
  'Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt',
  'Nachrichten und Anrufe in diesem Chat sind',
  'Les messages et les appels sont chiffrés de bout en bout',
  'Les messages et appels sont chiffrés de bout en bout',
  'الرسائل والمكالمات مشفّرة',
  'الرسائل والمكالمات مشفرة',
  'Mae negeseuon a galwadau wedi',
]

const shortestEncryption = Math.min(...encryptionStarts.map((start) => start.length))

/** Marks for an attached file (with media) in each language; the file's name stands inside or before. */
const attachedInAngles =
  /^<(?:attached|adjunto|archivo adjunto|anhang|angehängt|pièce jointe|fichier joint|مرفق|تم إرفاق|ملف مرفق|atodwyd)\s*:([^<>]+)>$/i
const fileAttached =
  /^([^\n]*\.[\p{L}\p{N}]{2,5}) \((?:file attached|archivo adjunto|datei angehängt|fichier joint|الملف مرفق|ملف مرفق|تم إرفاق ملف|ffeil wedi[’']i hatodi)\)$/iu
/** The same in a language we do not know, for the names WhatsApp itself gives files. */
const fileInAngles = /^<[^<>:]{2,24}:\s*(\d{8}-[\p{Lu}]+-[^<>]*\.[\p{L}\p{N}]{2,5})>$/u
const fileOfProgram = /^((?:IMG|VID|PTT|AUD|STK|DOC)-\d{8}-WA\d{4}\.[\p{L}\p{N}]{2,5}) \([^()\n]{3,40}\)$/iu
const documentWithPages = /^[^\n]*\.[\p{L}\p{N}]{2,5} • /u
const seenOnce = /^<?view once .{0,40}omitted>?$|^You received a view once /i
const location =
  /^(?:location|live location shared|ubicación|standort|position|localisation|الموقع|lleoliad)\s?:? ?https?:\/\/\S+$/i

const pollStart =
  /^(?:POLL|EVENT|ENCUESTA|EVENTO|UMFRAGE|VERANSTALTUNG|SONDAGE|ÉVÉNEMENT|استطلاع|تصويت|حدث|PÔL|DIGWYDDIAD)\s?:$/i
const callLine =
  /^(?:voice|video|group (?:voice|video)) call[.,]|^(?:missed|silenced) (?:group )?(?:voice|video) call|^(?:llamada|videollamada)(?: perdida)?[.,]|^(?:verpasste[rs]? |)(?:sprach|video)anruf[.,]|^appel (?:vocal|vidéo)[.,]|مكالمة (?:صوتية|فيديو)|call back|devolver la llamada/i

/** Reasons of a line already known to be the program's, most telling first. */
const programLines: [RegExp, NoticeReason][] = [
  [
    /end-to-end encrypt|security code|cifrad[oa]s de extremo|código de seguridad|ende-zu-ende|sicherheitsnummer|chiffrés de bout|code de sécurité|مشف|رمز الأمان|amgryptio/i,
    'encryption',
  ],
  [
    /was deleted|you deleted|se eliminó este mensaje|eliminaste este|wurde gelöscht|nachricht gelöscht|a été supprimé|avez supprimé|حذف هذه الرسالة|dilë/i,
    'deleted',
  ],
  [pollStart, 'poll'],
  [callLine, 'call'],
  [
    /omitted$|attached|view once|omitid[oa]$|adjunto|weggelassen$|anhang:|datei angehängt|omise?$|absente$|pièce jointe|fichier joint|استبعاد|مرفق|contact card|^<[^<>]*\.\w{2,5}>$/i,
    'media',
  ],
  [location, 'media'],
  [
    /created (?:this |the )?group|changed (?:the|this group'?’?s|their) (?:subject|group|description|icon|settings|name|phone number)|changed to \+\d|cambió (?:su|de) número|(?:telefon)?nummer (?:gewechselt|geändert)|a changé de numéro|غي[ّ]?ر رقم|group (?:name|icon|description|settings)|an admin|pinned a message|disappearing messages|creó (?:el|este) grupo|cambió (?:el|la|los) |administrador|fijó un mensaje|mensajes temporales|hat die gruppe .*(?:erstellt|geändert)|gruppe .*erstellt|gruppen(?:name|bild|beschreibung|icon|einstellungen)|betreff|admin|selbstlöschende|angeheftet|a créé (?:le|ce) groupe|a (?:changé|modifié) |messages éphémères|épinglé|أنشأ|غي[ّ]?ر|مشرف|creodd|newidiodd/i,
    'group',
  ],
  [
    / added | added$| left$| left\.| joined| removed | was (?:added|removed)|were added|asked to join|requested to join|añadi(?:[óo]|eron)|agreg(?:ó|aron)|añadiste|salió|abandonó|se unió|te uniste|eliminó a|hinzugefügt|verlassen|beigetreten|entfernt|a ajouté|avez ajouté|est parti|a quitté|a rejoint|avez rejoint|a retiré|a supprimé|أضاف|غادر|انضم|أزال|ychwaneg|gadawodd|ymuno/i,
    'joined-or-left',
  ],
]

/** Some patterns look ahead from many places: on a hostile line that would cost the square of its length. */
const longestProgramLine = 500

/** The subject stands in quotation marks after these, and may hold a colon. */
const groupVerb =
  /\b(?:created group|created the group|changed the subject|changed the group|changed this group|creó el grupo|cambió el (?:asunto|nombre)|erstellt|geändert|a créé le groupe|a (?:changé|modifié) )|أنشأ|غي[ّ]?ر/i

const editedMark =
  /^<(?:This message was edited|Se editó este mensaje|Este mensaje fue editado|Este mensaje se editó|Diese Nachricht wurde bearbeitet|Ce message a été modifié|تم تعديل هذه الرسالة|Golygwyd y neges hon)\.?>$/i

/** `Words \u200e<attached: a.jpg>` and `Words \u200eimage omitted`: a media mark after a caption (iOS). */
const mediaAfterWords = /^([^]*\S)\s+\u200e(<[^<>\n]+:[^<>\n]+>|[^\u200e\n<>]{3,40})$/u

/** Reason when these words of a sender are only the program's, else null. `text` has no marks around it. */
export function findNoticeReason(text: string): NoticeReason | null {
  const length = text.length
  if (length <= longestWholeText) {
    const stop = text.charCodeAt(length - 1) === 46 ? text.slice(0, -1) : text
    const reason = reasonOfWholeText.get(stop.toLowerCase())
    if (reason !== undefined) return reason
  }
  if (length >= shortestEncryption && encryptionStarts.some((start) => text.startsWith(start)))
    return 'encryption'
  const last = text.charCodeAt(length - 1)
  if (last === 62 && text.charCodeAt(0) === 60) {
    if (findFile(text) !== null || seenOnce.test(text)) return 'media'
  }
  if (last === 41 && findFile(text) !== null) return 'media'
  if (last === 58 && length <= 16 && pollStart.test(text)) return 'poll'
  const first = text.charCodeAt(0)
  // Y(ou received a view once …), a place's address, a call with its length
  if (first === 89 && seenOnce.test(text)) return 'media'
  if (text.indexOf('://') !== -1 && location.test(text)) return 'media'
  return null
}

/** The name of the file in a line that says only that one is attached, else null. `text` has no marks around it. */
export function findFile(text: string): string | null {
  const last = text.charCodeAt(text.length - 1)
  const found =
    last === 62
      ? (attachedInAngles.exec(text) ?? fileInAngles.exec(text))
      : last === 41
        ? (fileOfProgram.exec(text) ?? fileAttached.exec(text))
        : null
  return found === null ? null : trimMarks(found[1] ?? '')
}

/** Reason of a line the export itself marks as the program's; `system` when its words say nothing to us. */
export function classifyProgramLine(text: string): NoticeReason {
  const head = text.length > longestProgramLine ? text.slice(0, longestProgramLine) : text
  return findNoticeReason(text) ?? programLines.find(([pattern]) => pattern.test(head))?.[1] ?? 'system'
}

/**
 * True when what stands before the first colon is not a name but the beginning of a group notice, such as
 * `Jo created group "Frontline` of `Jo created group "Frontline: listening"`. A quotation mark that is
 * opened and not closed tells it in every language.
 */
export function isStartOfGroupNotice(beforeColon: string): boolean {
  if (beforeColon.length > 120) return true
  if (encryptionStarts.some((start) => beforeColon.startsWith(start))) return true
  let straight = 0
  let open = 0
  for (const letter of beforeColon) {
    if (letter === '"') straight += 1
    else if (letter === '“' || letter === '„' || letter === '«') open += 1
    else if (letter === '”' || letter === '»') open -= 1
  }
  return straight % 2 === 1 || open > 0 || (straight + open > 0 && groupVerb.test(beforeColon))
}

/** True when a beginning taken for a group notice could be a name with a quotation mark in it after all. */
export function mayBeSender(beforeColon: string): boolean {
  return (
    beforeColon.length <= 64 &&
    !groupVerb.test(beforeColon) &&
    !encryptionStarts.some((start) => beforeColon.startsWith(start))
  )
}

const plainGroupNotice =
  /^.{1,80} (?:created group ["“]|changed the (?:subject|group name) (?:from|to) ["“]|changed this group['’]s (?:icon|settings)|changed the group (?:icon|description)|added you$|joined using (?:this group|your invite|a group))/

/**
 * True for a notice whose U+200E was lost on the way (through a mail program, say). Only asked of the
 * sender whose name stands before the notice about encryption: on iOS that is the group itself, but in a
 * chat of two it is a person, so only what nobody types is taken.
 */
export function isPlainGroupNotice(text: string): boolean {
  return plainGroupNotice.test(text)
}

/** The words without the mark that says they were changed: it is the program's, not the person's. */
export function withoutEditedMark(text: string): string {
  if (text.charCodeAt(text.length - 1) !== 62) return text
  const from = text.lastIndexOf('<')
  return from !== -1 && editedMark.test(text.slice(from)) ? text.slice(0, from) : text
}

/** Parts a caption from the media mark after it on the same line; null when there is no such mark. */
export function findMediaAfterWords(
  text: string,
): { words: string; mark: string; file: string | null } | null {
  const match = mediaAfterWords.exec(text)
  const words = match?.[1]
  const mark = match?.[2]
  if (words === undefined || mark === undefined) return null
  if (findNoticeReason(mark.trim()) !== 'media') return null
  return { words, mark, file: findFile(mark.trim()) }
}

/** `minutes.pdf • \u200e2 pages \u200edocument omitted`: one media notice, not words and a mark. */
export function isDocumentLine(text: string): boolean {
  return documentWithPages.test(text) && text.indexOf('\u200e') !== -1
}
