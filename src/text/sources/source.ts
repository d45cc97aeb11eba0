/** One thing found in a source, in file order. `line` is the 1-based line where it starts. */
export type SourceItem = (
  | ({ kind: 'passage'; line: number } & Said)
  | { kind: 'notice'; text: string; reason: NoticeReason; line: number; said?: Said }
  | { kind: 'not-understood'; text: string; line: number; said?: Said }
) & {
  /** What tells the mail it stood in from every other (`tellMail`). */
  mail?: string
}

/**
 * Somebody's words as a source gives them. On a notice or a line not understood: what it would be if a listener says
 * that it is words after all.
 */
export type Said = {
  label: string | null
  text: string
  /** A local date-time without a zone, an offset in a recording, or null. */
  at: string | null
  /** What the words answer, where the source shows it (a question quoted in an e-mail). */
  context?: string
  /** Names of files that came with the words (a voice note, a picture), as the source gives them. */
  attachments?: readonly string[]
}

/** What a line without a speaker and a time would be. */
export function asWords(text: string): Said {
  return { label: null, text, at: null }
}

/** Why a line was taken as a notice of the program rather than somebody's words. */
export type NoticeReason =
  | 'encryption'
  | 'group'
  | 'joined-or-left'
  | 'deleted'
  | 'media'
  | 'poll'
  | 'call'
  | 'reaction'
  | 'private'
  | 'cue-metadata'
  | 'header'
  | 'auto-reply'
  | 'bounce'
  | 'receipt'
  | 'invitation'
  | 'signature'
  | 'no-words'
  | 'system'

export type SourceFormat =
  'whatsapp' | 'webvtt' | 'transcript' | 'zoom-chat' | 'email' | 'social' | 'table' | 'document'

/**
 * A parser takes decoded text in pieces cut anywhere and gives back the items that are complete so far.
 * `at` of a passage is a local date-time without a zone (`2024-11-12T09:16:02`), or an offset in a
 * recording (`00:03:50`), or null when the source does not say.
 * Throws `SourceTooLong` when one item grows past `LONGEST_ITEM`.
 */
export interface SourceParser {
  /** `bytes`: the pieces must be the file's bytes, one character each (`latin1`), not decoded text. */
  readonly takes?: 'bytes'
  push(chunk: string): SourceItem[] | Promise<SourceItem[]>
  end(): SourceItem[] | Promise<SourceItem[]>
}

/** A parser that never waits. */
export interface TextParser extends SourceParser {
  push(chunk: string): SourceItem[]
  end(): SourceItem[]
}

/**
 * Longest text of one item, in UTF-16 code units. A book is about a million characters: what is longer is
 * a broken or hostile file, and holding it would cost the memory of everybody else's imports.
 */
export const LONGEST_ITEM = 1_000_000

/** A line or an item is longer than `LONGEST_ITEM`. `line` is the 1-based line where it starts. */
export class SourceTooLong extends Error {
  readonly line: number

  constructor(line: number) {
    super(`Line ${line} runs past ${LONGEST_ITEM.toLocaleString('en-GB')} characters without an end`)
    this.name = 'SourceTooLong'
    this.line = line
  }
}
