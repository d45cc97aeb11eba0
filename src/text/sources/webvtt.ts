import { isSound, plainWords, readRuns, surveyCues } from './cue-speech.ts'
import type { CueDialect, Run } from './cue-speech.ts'
import { parseLines } from './line-parser.ts'
import { trimMarks } from './lines.ts'
import { LONGEST_ITEM } from './source.ts'
import type { SourceItem, TextParser } from './source.ts'
import { makeBlocks, writeOffset } from './webvtt-blocks.ts'
import type { Cue, Found } from './webvtt-blocks.ts'

/** How many cues are looked at before the way the file marks speakers is decided. */
const mostSurveyCues = 120

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
 * are joined by a space. Speakers come from `<v Name>`, from `Name: `, `[Name]`, `(Name)` or `>> NAME: ` at the start of
 * a line of a cue, or from a first line that is the name alone. `>>` without a name and dashes in front of two lines
 * say that somebody else speaks: words of nobody we know. A cue of nothing but `[Music]` is a notice.
 *
 * A colon is taken for the end of a label when:
 * - the file is labelled (4 of 5 of its first 120 cues begin with something like a label) and this one has the
 *   shape of a name, is one word, or has come before; or
 * - the file is not, and it has come at least twice among those, or has two or more words in the shape of a name.
 * Throws `SourceTooLong`.
 */
export function parseWebvtt(): TextParser {
  const items: SourceItem[] = []
  const survey: Found[] = []
  let cuesSurveyed = 0
  let dialect: CueDialect | null = null
  const turns = makeTurns((item) => items.push(item))

  const giveFound = (found: Found): void => {
    if (dialect === null) {
      survey.push(found)
      if (!('startSeconds' in found)) {
        if (survey.length > mostHeldNotices) decide()
        return
      }
      cuesSurveyed += 1
      if (cuesSurveyed >= mostSurveyCues) decide()
      return
    }
    if ('startSeconds' in found) turns.take(found, dialect)
    else turns.notice(found)
  }
  const decide = (): void => {
    const decided = surveyCues(survey.filter((found) => 'startSeconds' in found))
    dialect = decided
    for (const found of survey.splice(0)) {
      if ('startSeconds' in found) turns.take(found, decided)
      else turns.notice(found)
    }
  }

  const blocks = makeBlocks(giveFound)
  return parseLines(items, blocks.take, () => {
    blocks.end()
    if (dialect === null) decide()
    turns.end()
  })
}

interface Turns {
  take(cue: Cue, dialect: CueDialect): void
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
  let lastLine = ''

  const endTurn = (): void => {
    if (isOpen) give({ kind: 'passage', label, text, at, line })
    isOpen = false
    text = ''
    for (const item of held) give(item)
    held = []
  }

  const say = (run: Run, cue: Cue, dialect: CueDialect): void => {
    const isCarried = dialect.hasChangeMarks && run.isUnsaid && isOpen && label !== null
    const who = isCarried ? label : run.who
    const continues =
      isOpen &&
      who === label &&
      (who !== null ||
        (!run.isOther &&
          cues < mostUnlabelledCues &&
          cue.startSeconds - lastEnd <= longestGapSeconds &&
          !/[.!?…]["'”’)]?$/.test(text.slice(-2))))
    // Somebody who speaks for hours is given in several passages rather than refused.
    if (continues && text.length + run.words.length < LONGEST_ITEM) {
      text += ` ${run.words}`
      cues += 1
    } else {
      endTurn()
      isOpen = true
      label = who
      text = run.words
      at = writeOffset(cue.startSeconds)
      line = run.line
      cues = 1
    }
    lastEnd = cue.endSeconds
  }

  return {
    take(cue, dialect) {
      if (dialect.isRolling) {
        const last = lastLine
        lastLine = plainWords(cue.lines.at(-1) ?? '').trim()
        // Shown again while the next words come: they have been taken already.
        if (last !== '' && plainWords(cue.lines[0] ?? '').trim() === last) {
          cue.lines.shift()
          cue.lineNumbers.shift()
          if (cue.lines.length === 0) return
        }
      }
      const runs = readRuns(cue, dialect)
      for (const run of runs) {
        const at = writeOffset(cue.startSeconds)
        if (run.mayBe !== null) {
          const text = trimMarks(run.words.slice(run.words.indexOf(':') + 1))
          const said = { label: dialect.nameOf(run.mayBe), text, at }
          held.push({ kind: 'not-understood', text: run.words, line: run.line, said })
        } else if (!isSound(run.words)) say(run, cue, dialect)
        else {
          const said = { label: run.who, text: run.words, at }
          held.push({ kind: 'notice', text: run.words, reason: 'cue-metadata', line: run.line, said })
        }
      }
      if (runs.length === 0)
        held.push({ kind: 'notice', text: cue.lines.join('\n'), reason: 'cue-metadata', line: cue.line })
    },
    notice(item) {
      held.push(item)
      if (!isOpen || held.length > mostHeldNotices) endTurn()
    },
    end: endTurn,
  }
}
