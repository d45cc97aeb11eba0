import { cleanLabel, isBlank, keepString, trimMarks } from './lines.ts'
import { findLabelEnd, hasNameShape, isSentenceOpener } from './speaker-label.ts'

/** How a line says who speaks: `INT: …`, `INT<tab>…` (a table of who and what), `INT – …`, `Q. …`. */
type MarkerForm = 'colon' | 'tab' | 'dash' | 'stop'

/** A marker at the start of a line; `end` is where the words begin. */
export interface Marker {
  label: string
  end: number
  form: MarkerForm
}

/** `INT`, `P3`, `Q`, `FG2`, `R.1`: short and in capitals, so a speaker even when it comes once. */
const shortCapitals = /^\p{Lu}{1,4}[ .]?\d{0,3}$/u
/** Parts that people have in an interview, written in any case, also with a number or a letter. */
const part =
  /^(?:speaker|participant|person|voice|interviewer|interviewee|respondent|facilitator|moderator|researcher|int|mod|fac|resp|res|part)\.?(?: ?\p{Lu}?\d{0,3})?$/iu
/** Capitals before a colon that are no speaker. */
const notASpeaker = new Set(
  (
    'NB PS FYI TBC TODO RE FW CC TEL WWW DATE TIME NOTE AIM AGE DOB SEX ID REF NAME ROLE SITE AREA WARD TEAM TASK ' +
    'STEP PART PAGE END OK AKA ETC TIP'
  ).split(' '),
)

/** What stands at the top of interview notes about the interview, and is nobody's words. */
const aboutInterview =
  /^(?:date|time|place|location|venue|interview(?: (?:no|number|date|id|code))?|length|duration|recorded|recording|file(?: ?name)?|audio(?: file)?|transcribed(?: by)?|transcriber|transcription|consent|project|study|setting|language)$/iu
const aboutPerson =
  /^(?:interviewers?|interviewees?|participants?(?: (?:no|number|id|code))?|respondent(?: id)?|facilitators?|note ?taker|present|attendees|name|role|age|gender|id|code|pseudonym)$/iu

/** The speakers of a document, learnt from its first lines. */
export interface SpeakerSurvey {
  isSpeaker(marker: Marker): boolean
  /** Lines at the top, from the first, that tell of the interview: by number, counted from 0. */
  headLines: ReadonlySet<number>
}

/**
 * Which markers are speakers. A short one in capitals or a part (`Interviewer`) before a colon is, even once; a name when it
 * comes twice; before a tab or a dash both only when they come twice; `Q.` and `A.` (or `I.` and `R.`) only together
 * and not among `B.`, `C.`, which would be a list.
 */
export function surveySpeakers(lines: readonly string[]): SpeakerSurvey {
  const times = new Map<string, number>()
  const stops = new Set<string>()
  for (const line of lines) {
    const letter = /^\s*(\p{Lu})\d{0,3}[.)]\s/u.exec(line)?.[1]
    if (letter !== undefined) stops.add(letter)
    const marker = findMarker(line)
    if (marker === null || marker.form === 'stop') continue
    const key = `${marker.form} ${marker.label}`
    times.set(key, (times.get(key) ?? 0) + 1)
  }
  const known = new Set<string>()
  for (const [key, count] of times) {
    const space = key.indexOf(' ')
    const [form, label] = [key.slice(0, space), key.slice(space + 1)]
    if (count < 2 || isSentenceOpener(label)) continue
    // A dash and a tab stand for much: only what is surely no sentence.
    if (form === 'colon' ? hasNameShape(label) : isStandIn(label)) known.add(keepString(key))
  }
  const has = (letters: string): boolean => [...letters].every((letter) => stops.has(letter))
  const isDialogue = (has('QA') || has('IR')) && [...stops].every((letter) => 'QAIRP'.includes(letter))
  return {
    isSpeaker: (marker) => {
      if (marker.form === 'stop') return isDialogue
      if (known.has(`${marker.form} ${marker.label}`)) return true
      return marker.form === 'colon' && isStandIn(marker.label)
    },
    headLines: findHeadLines(lines),
  }
}

function isStandIn(label: string): boolean {
  const letters = label.replace(/[ .]?\d+$/, '').toUpperCase()
  return (shortCapitals.test(label) && !notASpeaker.has(letters)) || (part.test(label) && letters !== 'PART')
}

/** A marker may stand in Markdown's bold or in square brackets: `**Sam:** …`, `[P3]: …`. */
export function findMarker(line: string): Marker | null {
  let from = 0
  while (from < line.length && (line.charCodeAt(from) === 32 || line.charCodeAt(from) === 9)) from += 1
  const rest = from === 0 ? line : line.slice(from)
  const dressed =
    /^(?:\*\*|__|\[)([^*_\]:]{1,64}?)(?:(?::\s?(?:\*\*|__))|(?:(?:\*\*|__|\])\s?:))(?=\s|$)/.exec(rest)
  if (dressed !== null)
    return { label: cleanLabel(dressed[1] ?? ''), end: from + dressed[0].length, form: 'colon' }
  const end = findLabelEnd(rest)
  if (end !== -1) {
    const label = cleanLabel(rest.slice(0, end))
    if (label !== '') return { label, end: from + end + 1, form: 'colon' }
  }
  const stop = /^([QAIRP]\d{0,3})[.)]\s+/.exec(rest)
  if (stop !== null) return { label: stop[1] ?? '', end: from + stop[0].length, form: 'stop' }
  const apart = /^(\p{L}[\p{L}\d. ]{0,40}?)(?:\s?(\t+)\s*|\s[–—-]\s+)/u.exec(rest)
  if (apart === null) return null
  const label = cleanLabel(apart[1] ?? '')
  return { label, end: from + apart[0].length, form: apart[2] === undefined ? 'dash' : 'tab' }
}

function findHeadLines(lines: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>()
  let isAbout = false
  let hasTitle = false
  for (const [at, line] of lines.slice(0, 60).entries()) {
    if (isBlank(line)) continue
    const [, key = '', value = ''] = /^\s*([\p{L} ]{2,30}?)\s*[:\t]\s*(.{0,100})$/u.exec(line) ?? []
    const isPerson = aboutPerson.test(key) && value.length <= 60 && !/[.?!]\s|[?!]$/.test(value)
    if (aboutInterview.test(key)) isAbout = true
    else if (!isPerson) {
      // The title of the notes may stand above.
      if (found.size > 0 || hasTitle || trimMarks(line).length > 100) break
      hasTitle = true
      continue
    }
    found.add(at)
  }
  return isAbout && found.size >= 2 ? found : new Set()
}

/** True for the label of whoever asks the questions, who is no contributor as a rule: `INT`, `Interviewer 2`, `Q`. */
export function asksQuestions(label: string): boolean {
  return /^(?:int|iv|ivr|interviewer|q|i|mod|moderator|fac|facilitator|researcher|host)\.?(?: ?\p{Lu}?\d{0,2})?$/iu.test(
    label.trim(),
  )
}
