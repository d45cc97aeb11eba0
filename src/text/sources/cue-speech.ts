import { cleanLabel, keepString, trimMarks } from './lines.ts'
import { findLabelEnd, hasNameShape } from './speaker-label.ts'
import { judgeLabel, mayBeLabel, nameOrNobody, rememberNames, surveySpeakers } from './speakers.ts'
import type { Speakers } from './speakers.ts'
import { isNameLine } from './transcript-heads.ts'
import type { Cue } from './webvtt-blocks.ts'

/** How a caption file says who speaks, beside `Name: ` (which is in `speakers`). */
export interface CueDialect {
  speakers: Speakers
  /** What stands in brackets at the start of a line, as it stands → label, or null when it is no name */
  bracketed: Map<string, string | null>
  /** The label in a voice tag, or after `>>` */
  nameOf: (raw: string) => string | null
  /** The first line of a cue is the name alone. */
  hasNameLine: boolean
  /** `>>` marks a change of speaker: what has no mark is said by whoever spoke before. */
  hasChangeMarks: boolean
  /** Words are shown as they come, so that a line is written again in the next cue. */
  isRolling: boolean
}

/** Words of one speaker inside a cue. */
export interface Run {
  who: string | null
  words: string
  line: number
  /** Somebody else than before, though we may not know who: a mark says so */
  isOther: boolean
  /** Nothing in the cue says who */
  isUnsaid: boolean
  /** Where its first words could be a label that we do not know: that label */
  mayBe: string | null
}

const voiceTag = /<v(?:\.[^\s>]*)?(?:[ \t]+([^>]*))?>|<\/v>/g
const bracket = /^[[(]([^[\]()]{1,64})[\])](:?)\s*/

/** Sounds and marks that captions write as they write names. */
const sound =
  /^(?:music|applause|laugh\w*|chuckl\w*|inaudible|unintelligible|indistinct.*|silence|crosstalk|cough\w*|sigh\w*|paus\w+|noise|background.*|blank_?audio|no audio|foreign.*|speaking .*|.* (?:playing|speaking|laughing|ringing|barking|noise|sounds?|music)|end of .*|beep|redacted|música|aplausos|risas|ininteligible|musik|applaus|lachen|gelächter|unverständlich|musique|rires|applaudissements|inaudible|cerddoriaeth|chwerthin|موسيقى|تصفيق|ضحك|[\d:., ]+)$/iu
const onlySound = /^(?:[[(♪]([^[\]()♪]{1,64})[\])♪]\s*)+$/u

/** Share of the first cues that must have a name line for the file to be written so. */
const namedShare = 0.8

/** How the first cues of a file say who speaks. */
export function surveyCues(cues: readonly Cue[]): CueDialect {
  const openings = cues.map((cue) => (cue.lines[0] ?? '').replace(/^(?:>>+|&gt;&gt;)\s*/, ''))
  const times = new Map<string, number>()
  let nameLines = 0
  const names = new Set<string>()
  for (const cue of cues) {
    const opening = cue.lines[0] ?? ''
    for (const line of cue.lines) {
      const found = bracket.exec(line)
      if (found !== null) times.set(found[1] ?? '', (times.get(found[1] ?? '') ?? 0) + 1)
    }
    if (cue.lines.length >= 2 && isNameLine(opening) && opening.indexOf('<') === -1) {
      nameLines += 1
      names.add(opening)
    }
  }
  const bracketed = new Map<string, string | null>()
  for (const [raw, count] of times) {
    const label = cleanLabel(raw)
    if (count >= 2 && !sound.test(label) && hasNameShape(label)) {
      bracketed.set(keepString(raw), keepString(nameOrNobody(label)))
    }
  }
  const hasNameLine =
    cues.length >= 3 && nameLines / cues.length >= namedShare && names.size <= Math.max(1, nameLines / 2)
  return {
    speakers: surveySpeakers(openings),
    bracketed,
    nameOf: rememberNames(),
    hasNameLine,
    hasChangeMarks: cues.some((cue) => cue.lines.some((line) => /^(?:>>|&gt;&gt;)/.test(line))),
    isRolling: cues.some((cue) => cue.lines.some((line) => /<\d{1,2}:\d\d[\d:.]*>/.test(line))),
  }
}

/** The words of a cue by speaker, in order; none when the cue holds nothing, or only a sound. */
export function readRuns(cue: Cue, dialect: CueDialect): Run[] {
  const first = cue.lines[0] ?? ''
  const run = first.startsWith('<v ')
    ? readVoiceRun(cue, first, dialect)
    : cue.lines.length === 1
      ? readPlainRun(cue, first, dialect.speakers)
      : null
  return run === null ? readDressedRuns(cue, dialect) : [run]
}

/** Nearly every cue of Teams: `<v Jo>words</v>`, over one line or several, nothing else to take off. Null for any other. */
function readVoiceRun(cue: Cue, first: string, dialect: CueDialect): Run | null {
  const inside = first.indexOf('>') + 1
  let words = ''
  for (let i = 0; i < cue.lines.length; i += 1) {
    const line = cue.lines[i] ?? ''
    const from = i === 0 ? inside : 0
    const tag = line.indexOf('<', from)
    const isClosed =
      tag !== -1 && i === cue.lines.length - 1 && tag === line.length - 4 && line.endsWith('</v>')
    if ((tag !== -1 && !isClosed) || line.indexOf('&') !== -1 || line.indexOf('{') !== -1) return null
    const plain = trimMarks(line.slice(from, isClosed ? tag : line.length))
    if (plain !== '') words = words === '' ? plain : `${words} ${plain}`
  }
  if (words === '' || inside === 0) return null
  return {
    who: dialect.nameOf(first.slice(3, inside - 1)),
    words,
    line: cue.line,
    isOther: false,
    isUnsaid: false,
    mayBe: null,
  }
}

/** Nearly every cue: one line, perhaps `Name: ` in front, nothing to take off. Null for any other. */
function readPlainRun(cue: Cue, line: string, speakers: Speakers): Run | null {
  const first = line.charCodeAt(0)
  if (first === 62 || first === 91 || first === 40) return null
  if (line.indexOf('<') !== -1 || line.indexOf('&') !== -1 || line.indexOf('{') !== -1) return null
  const colon = findLabelEnd(line)
  const name = colon === -1 ? null : judgeLabel(line.slice(0, colon), speakers)
  const words = trimMarks(name === null ? line : line.slice(colon + 1))
  if (words === '') return null
  const isOpen = colon !== -1 && name === null && mayBeLabel(line.slice(0, colon), speakers)
  return {
    who: name === '' ? null : name,
    words,
    line: cue.line,
    isOther: false,
    isUnsaid: name === null,
    mayBe: isOpen ? line.slice(0, colon) : null,
  }
}

function readDressedRuns(cue: Cue, dialect: CueDialect): Run[] {
  const runs: Run[] = []
  const { speakers } = dialect
  const count = cue.lines.length
  let who: string | null = null
  let isUnsaid = true
  let isOther = false
  let mayBe: string | null = null
  let words = ''
  let from = cue.line
  const end = (): void => {
    if (words !== '') runs.push({ who, words, line: from, isOther, isUnsaid, mayBe })
    mayBe = null
    words = ''
    isOther = false
  }
  const begin = (name: string | null, line: number): void => {
    if (words !== '') {
      end()
      from = line
    }
    who = name
    isUnsaid = false
  }
  const add = (text: string): void => {
    const plain = trimMarks(text)
    if (plain !== '') words = words === '' ? plain : `${words} ${plain}`
  }

  const dashes = count > 1 && isDashed(cue.lines[0] ?? '') && cue.lines.filter(isDashed).length > 1
  for (let i = 0; i < count; i += 1) {
    let line = cue.lines[i] ?? ''
    const number = i === 0 ? cue.line : (cue.lineNumbers[i] ?? cue.line)
    if (line.indexOf('{\\') !== -1) line = line.replace(/\{\\[^{}]*\}/g, '')
    if (line.indexOf('<') !== -1 || line.indexOf('&') !== -1) {
      if (line.indexOf('<v') !== -1 || line.indexOf('</v>') !== -1) {
        readVoices(line, number, dialect, begin, add)
        continue
      }
      line = plainWords(line)
    }
    if (dialect.hasNameLine && i === 0 && count > 1 && isNameLine(line)) {
      begin(dialect.nameOf(line), number)
      continue
    }
    let first = line.charCodeAt(0)
    if (dashes && isDashed(line)) {
      begin(null, number)
      isOther = true
      line = line.replace(/^\s*[-–—]\s*/, '')
      first = line.charCodeAt(0)
    }
    if (first === 62 && line.charCodeAt(1) === 62) {
      line = line.replace(/^>>+\s*/, '')
      begin(null, number)
      isOther = true
      first = line.charCodeAt(0)
      const end = findLabelEnd(line)
      const raw = end === -1 ? '' : line.slice(0, end)
      if (end !== -1 && (speakers.known.has(raw) || hasNameShape(cleanLabel(raw)))) {
        begin(dialect.nameOf(raw), number)
        line = line.slice(end + 1)
      }
      add(line)
      continue
    }
    if (first === 91 || first === 40) {
      const found = bracket.exec(line)
      const name = found === null ? null : judgeBracketed(found, dialect)
      if (found !== null && name !== null) {
        begin(name === '' ? null : name, number)
        line = line.slice(found[0].length)
      }
    } else {
      const colon = findLabelEnd(line)
      if (colon !== -1 && (i === 0 || isOther || speakers.known.has(line.slice(0, colon)))) {
        const name = judgeLabel(line.slice(0, colon), speakers)
        if (name !== null) {
          begin(name === '' ? null : name, number)
          line = line.slice(colon + 1)
        } else if (i === 0 && mayBeLabel(line.slice(0, colon), speakers)) mayBe = line.slice(0, colon)
      }
    }
    add(line)
  }
  end()
  return runs
}

/** True when words are only sounds a program or a captioner wrote: `[Music]`, `(laughs) [applause]`. */
export function isSound(words: string): boolean {
  const first = words.charCodeAt(0)
  if (first !== 91 && first !== 40 && first !== 0x266a) return false
  if (words.length > 200 || !onlySound.test(words)) return false
  return words
    .split(/[\])♪]\s*/u)
    .map((part) => part.replace(/^[[(♪]/u, '').trim())
    .every((part) => part === '' || sound.test(part))
}

/** `<v Jo>Shall we?</v> <v Sam>Yes.</v>`: what stands outside is nobody’s. */
function readVoices(
  line: string,
  number: number,
  dialect: CueDialect,
  begin: (name: string | null, line: number) => void,
  add: (text: string) => void,
): void {
  let from = 0
  for (const tag of line.matchAll(voiceTag)) {
    const before = plainWords(line.slice(from, tag.index))
    if (trimMarks(before.replace(/^- ?/, '')) !== '') add(before)
    from = tag.index + tag[0].length
    if (tag[0] !== '</v>') begin(dialect.nameOf(readEntities(tag[1] ?? '')), number)
    else if (trimMarks(line.slice(from).replace(voiceTag, '')) !== '') begin(null, number)
  }
  add(plainWords(line.slice(from)))
}

function judgeBracketed(found: RegExpExecArray, dialect: CueDialect): string | null {
  const raw = found[1] ?? ''
  const before = dialect.bracketed.get(raw)
  if (before !== undefined) return before
  const label = cleanLabel(raw)
  // A file that names people in brackets goes on doing so; else only a colon tells a name from an aside.
  const isName =
    (found[2] === ':' ||
      (isNamedInBrackets(dialect) && (label.includes(' ') || found[0].length === found.input.length))) &&
    !sound.test(label) &&
    hasNameShape(label)
  if (dialect.bracketed.size >= 10_000) dialect.bracketed.clear()
  dialect.bracketed.set(keepString(raw), isName ? keepString(nameOrNobody(label)) : null)
  return isName ? nameOrNobody(label) : null
}

function isNamedInBrackets(dialect: CueDialect): boolean {
  for (const label of dialect.bracketed.values()) if (label !== null) return true
  return false
}

function isDashed(line: string): boolean {
  return /^\s*[-–—]\s*\S/.test(line)
}

/** Words without cue tags: bold, classes, ruby, karaoke times, a closed voice. */
export function plainWords(line: string): string {
  return readEntities(line.replace(/<\/?(?:[bciuv]|ruby|rt|lang|font)(?:[.\s][^<>]*)?>|<\d[\d:.]*>/gi, ''))
}

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  lrm: '',
  rlm: '',
  quot: '"',
  apos: "'",
  '#39': "'",
}

function readEntities(text: string): string {
  return text.indexOf('&') === -1
    ? text
    : text.replace(/&(amp|lt|gt|nbsp|lrm|rlm|quot|apos|#39);/g, (_, name: string) => entities[name] ?? '')
}
