import { cleanLabel, splitLines, trimMarks } from './lines.ts'
import { LONGEST_ITEM } from './source.ts'
import type { SourceItem, TextParser } from './source.ts'
import { findLabelEnd } from './speaker-label.ts'
import { judgeLabel, nameOrNobody, surveySpeakers } from './speakers.ts'
import type { Speakers } from './speakers.ts'
import { makeBlocks, writeOffset } from './webvtt-blocks.ts'
import type { Cue, Found } from './webvtt-blocks.ts'

/** How many cues are looked at before the way the file marks speakers is decided. */
const surveyCues = 120

/**
 * Words without a label are nobody's until a listener says whose, so they stay in pieces small enough to be
 * one person's: a cue continues the last one only inside a sentence, within 5 s, and for 5 cues at most.
 */
const longestGapSeconds = 5
const mostUnlabelledCues = 5

/** So that a file of nothing but notes inside one turn cannot hold them all in memory. */
const mostHeldNotices = 10_000

/**
 * WebVTT and SubRip (`.srt`) transcripts as Zoom, Teams, Meet and caption editors write them. Consecutive
 * cues of one speaker, whatever the pause between, become one passage: `at` is the start of the first, texts
 * are joined by a space. Speakers come from `<v Name>` or from `Name: ` at the start of a line of a cue.
 *
 * A colon is taken for the end of a label when:
 * - the file is labelled (4 of 5 of its first 120 cues begin with something like a label) and this one has the
 *   shape of a name, is one word, or has come before; or
 * - the file is not, and it has come at least twice among those, or has two or more words in the shape of a name.
 * Throws `SourceTooLong`.
 */
export function parseWebvtt(): TextParser {
  let items: SourceItem[] = []
  const survey: Found[] = []
  let cuesSurveyed = 0
  let speakers: Speakers | null = null
  const turns = makeTurns((item) => items.push(item))

  const giveFound = (found: Found): void => {
    if (speakers === null) {
      survey.push(found)
      if (!('startSeconds' in found)) {
        if (survey.length > mostHeldNotices) decide()
        return
      }
      cuesSurveyed += 1
      if (cuesSurveyed >= surveyCues) decide()
      return
    }
    if ('startSeconds' in found) turns.take(found, speakers)
    else turns.notice(found)
  }
  const decide = (): void => {
    speakers = surveySpeakers(
      survey.flatMap((found) => ('startSeconds' in found ? [found.lines[0] ?? ''] : [])),
    )
    for (const found of survey.splice(0)) {
      if ('startSeconds' in found) turns.take(found, speakers)
      else turns.notice(found)
    }
  }

  const blocks = makeBlocks(giveFound)
  const lines = splitLines(blocks.take)
  const handOver = (): SourceItem[] => {
    const found = items
    items = []
    return found
  }
  return {
    push(chunk) {
      lines.push(chunk)
      return handOver()
    },
    end() {
      lines.end()
      blocks.end()
      if (speakers === null) decide()
      turns.end()
      return handOver()
    },
  }
}

interface Turns {
  take(cue: Cue, speakers: Speakers): void
  notice(item: Extract<SourceItem, { kind: 'notice' | 'not-understood' }>): void
  end(): void
}

/** Cues to turns. Notices inside a turn wait until it is complete, so that items keep the file's order. */
function makeTurns(give: (item: SourceItem) => void): Turns {
  let label: string | null = null
  let text = ''
  let at = ''
  let line = 0
  let isOpen = false
  let cues = 0
  let lastEnd = 0
  let held: SourceItem[] = []

  const endTurn = (): void => {
    if (isOpen) give({ kind: 'passage', label, text, at, line })
    isOpen = false
    text = ''
    for (const item of held) give(item)
    held = []
  }

  const say = (who: string | null, words: string, cue: Cue, from: number): void => {
    const continues =
      isOpen &&
      who === label &&
      (who !== null ||
        (cues < mostUnlabelledCues &&
          cue.startSeconds - lastEnd <= longestGapSeconds &&
          !/[.!?…]["'”’)]?$/.test(text.slice(-2))))
    // Somebody who speaks for hours is given in several passages rather than refused.
    if (continues && text.length + words.length < LONGEST_ITEM) {
      text += ` ${words}`
      cues += 1
    } else {
      endTurn()
      isOpen = true
      label = who
      text = words
      at = writeOffset(cue.startSeconds)
      line = from
      cues = 1
    }
    lastEnd = cue.endSeconds
  }

  return {
    take(cue, speakers) {
      let who: string | null = null
      let words = ''
      let from = cue.line
      let hasWords = false
      for (let i = 0; i < cue.lines.length; i += 1) {
        let line = cue.lines[i] ?? ''
        if (line.indexOf('<') !== -1 || line.indexOf('&') !== -1) {
          const voice = /^(?:- ?)?<v(?:\.[^\s>]*)?[ \t]+([^>]*)>/.exec(line)
          if (voice !== null) {
            if (hasWords) say(who, words, cue, from)
            if (hasWords || i > 0) from = cue.lineNumbers[i] ?? from
            hasWords = false
            words = ''
            who = nameOrNobody(cleanLabel(readEntities(voice[1] ?? ''))) || null
            line = line.slice(voice[0].length)
          }
          line = plainWords(line)
        }
        const end = findLabelEnd(line)
        if (end !== -1 && (i === 0 || speakers.known.has(line.slice(0, end)))) {
          const name = judgeLabel(line.slice(0, end), speakers)
          if (name !== null) {
            if (hasWords) {
              say(who, words, cue, from)
              from = cue.lineNumbers[i] ?? from
            }
            hasWords = false
            words = ''
            who = name === '' ? null : name
            line = line.slice(end + 1)
          }
        }
        const plain = trimMarks(line)
        if (plain === '') continue
        words = hasWords ? `${words} ${plain}` : plain
        hasWords = true
      }
      if (hasWords) say(who, words, cue, from)
      else held.push({ kind: 'notice', text: cue.lines.join('\n'), reason: 'cue-metadata', line: cue.line })
    },
    notice(item) {
      held.push(item)
      if (!isOpen || held.length > mostHeldNotices) endTurn()
    },
    end: endTurn,
  }
}

/** Words without cue tags: bold, classes, ruby, karaoke times, a closed voice. */
function plainWords(line: string): string {
  return readEntities(line.replace(/<\/?(?:[bciuv]|ruby|rt|lang|font)(?:[.\s][^<>]*)?>|<\d[\d:.]*>/g, ''))
}

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  lrm: '',
  rlm: '',
  quot: '"',
}

function readEntities(text: string): string {
  return text.indexOf('&') === -1
    ? text
    : text.replace(/&(amp|lt|gt|nbsp|lrm|rlm|quot);/g, (_, name: string) => entities[name] ?? '')
}
