import { isMboxSeparator } from './email.ts'
import { isBlank } from './lines.ts'
import type { SourceFormat } from './source.ts'
import { isSocial } from './social.ts'
import { isTable } from './table.ts'
import { isTranscript } from './transcript-survey.ts'
import { makeHeader, readHeader } from './whatsapp-header.ts'
import { isZoomChatLine } from './zoom-chat.ts'

export type RecognisedSource =
  { format: SourceFormat } | { format: null; why: 'empty' | 'binary' | 'unknown' }

const timing =
  /^\s*(?:\d{1,3}:)?\d{1,2}:\d\d[.,]\d{1,3}(?:\s+-->\s+(?:\d{1,3}:)?\d{1,2}:\d\d|,\d{1,2}:\d\d:\d\d\.\d{3}$)/
const namedTable = /\.(?:csv|tsv|tab)$/i
const namedWorkbook = /\.(?:xlsx|ods)$/i
const namedDocument = /\.(?:txt|text|md|markdown)$/i
/** Papers of word processors: a table in one is who and what they said, and stays a document. */
const namedPaper = /\.(?:docx|odt|pdf)$/i

/**
 * Which parser reads a file, from its name and its first ~64,000 characters (decoded). What it holds
 * decides; the name only breaks ties: a `.csv` of one column is a table, a `.txt` of prose with commas is not.
 * `binary`: not text at all; `unknown`: text, but a format of a program that we do not read (JSON, HTML, RTF…).
 * `.srt` is read as `webvtt`: the parser takes both.
 */
export function recogniseSource(fileName: string, head: string): RecognisedSource {
  if (isBlank(head)) return { format: null, why: 'empty' }
  if (namedWorkbook.test(fileName)) return { format: 'table' }
  if (isEmail(fileName, head)) return { format: 'email' }
  if (isBinary(head)) return { format: null, why: 'binary' }
  const text = head.charCodeAt(0) === 0xfeff ? head.slice(1) : head
  if (isSocial(text)) return { format: 'social' }
  const lines = text.split(/\r\n|\r|\n/).filter((line) => !isBlank(line))
  if (/^WEBVTT(?:\s|$)/.test(text)) return { format: 'webvtt' }
  if (lines.slice(0, 4).some((line) => timing.test(line)))
    return { format: isSpacedOut(text) ? 'transcript' : 'webvtt' }

  const header = makeHeader()
  const isMessage = (line: string): boolean => readHeader(line, header) !== -1
  if (isMessage(lines[0] ?? '') || countTo(3, lines, isMessage)) return { format: 'whatsapp' }
  if (isZoomChatLine(lines[0] ?? '') || countTo(3, lines, isZoomChatLine)) return { format: 'zoom-chat' }

  const isPaper = namedPaper.test(fileName)
  if (!isPaper && isForeign(text)) return { format: null, why: 'unknown' }
  if (namedTable.test(fileName)) return { format: 'table' }
  if (isTranscript(text)) return { format: 'transcript' }
  if (isPaper) return { format: 'document' }
  if (namedDocument.test(fileName) && !/\t/.test(lines[0] ?? '')) {
    return isTable(text) &&
      !lines.some((line) => /[.!?]$/.test(line) && !/["]$/.test(line) && line.split(/[,;|]/).length < 3)
      ? { format: 'table' }
      : { format: 'document' }
  }
  if (isTable(text)) return { format: 'table' }
  return { format: 'document' }
}

/** A caption file whose every line became a paragraph, as Word files of Teams do: its cues hold no words. */
function isSpacedOut(text: string): boolean {
  const lines = text.split(/\r\n|\r|\n/)
  let cues = 0
  let empty = 0
  lines.forEach((line, i) => {
    if (!timing.test(line)) return
    cues += 1
    if (isBlank(lines[i + 1] ?? '')) empty += 1
  })
  return empty / cues > 0.8
}

function countTo(wanted: number, lines: string[], is: (line: string) => boolean): boolean {
  let found = 0
  for (const line of lines) {
    if (is(line)) found += 1
    if (found >= wanted) return true
  }
  return false
}

const mailField =
  /^(?:from|to|subject|date|message-id|received|mime-version|return-path|delivered-to|content-type|reply-to|x-[\w-]+|dkim-signature|authentication-results|arc-[\w-]+|in-reply-to|references|cc|sender):/i

/**
 * A mail begins with its header, an mbox with a line of its own before that. Four known fields are more than any page
 * of notes begins with; a file called .eml needs two. Asked before whether it is text: some encodings are not.
 */
function isEmail(fileName: string, head: string): boolean {
  const lines = head
    .trimStart()
    .slice(0, 20_000)
    .split(/\r\n|\r|\n/)
  const isBox = isMboxSeparator(lines[0] ?? '')
  const header = isBox ? lines.slice(1) : lines
  const end = header.findIndex((line) => !/^[\w-]+:|^[ \t]+\S/.test(line))
  const fields = new Set<string>()
  for (const line of header.slice(0, end === -1 ? header.length : end)) {
    if (mailField.test(line)) fields.add(line.slice(0, line.indexOf(':')).toLowerCase())
  }
  if (!fields.has('from') && !fields.has('date') && !fields.has('message-id')) return false
  return fields.size >= (isBox || /\.(?:eml|mbox)$/i.test(fileName) ? 2 : 4)
}

/** A zero byte, or more than one in fifty characters that no text holds. */
function isBinary(head: string): boolean {
  let odd = 0
  for (let i = 0; i < head.length; i += 1) {
    const code = head.charCodeAt(i)
    if (code === 0) return true
    if (code === 0xfffd || (code < 32 && code !== 9 && code !== 10 && code !== 12 && code !== 13)) odd += 1
  }
  return odd > 0 && odd / head.length > 0.02
}

/** Files of programs we do not read, which would otherwise become somebody's words. */
function isForeign(text: string): boolean {
  const start = text.trimStart().slice(0, 400)
  return (
    /^(?:<!doctype|<html|<\?xml|<svg|\{\\rtf|%PDF-|%!PS|BEGIN:V(?:CARD|CALENDAR))/i.test(start) ||
    /^(?:From |(?:Received|Return-Path|MIME-Version|Message-ID|Delivered-To): )/.test(start) ||
    /^(?:\{\s*"|\[\s*(?:[{"[]|\d+\s*[,\]]))/.test(start)
  )
}
