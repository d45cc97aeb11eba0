import { readSocial } from './social-json.ts'
import { SourceTooLong, type SourceItem, type TextParser } from './source.ts'
import { parseTable, surveyTable } from './table.ts'

/** The most of one JSON file, in UTF-16 code units: it is held whole, because its end says what its beginning is. */
const longestJson = 40_000_000

const ofArchive = /^\s*window\.YTD\.\w+\.part\d+\s*=/
const shapes =
  /"(?:comments_v2|group_(?:posts|comments)_v2|profile_posts|string_map_data|sender_name|comments_reels_comments|full_text|dmConversation|author_id|created_time|media_list_data|creation_timestamp|post|comment)"\s*:/

/** Columns of LinkedIn's and X's own tables: which holds the words, who, when. */
const tables: { mark: RegExp; words: RegExp; voice: RegExp | null; date: RegExp }[] = [
  { mark: /^date,link,message$/i, words: /^message$/i, voice: null, date: /^date$/i },
  { mark: /^date,sharelink,sharecommentary/i, words: /^sharecommentary$/i, voice: null, date: /^date$/i },
  {
    mark: /^conversation id,.*\bfrom,.*\bcontent\b/i,
    words: /^content$/i,
    voice: /^from$/i,
    date: /^date$/i,
  },
  { mark: /^tweet id,tweet permalink,tweet text,/i, words: /^tweet text$/i, voice: null, date: /^time$/i },
  { mark: /^post id,date,post text,/i, words: /^post text$/i, voice: null, date: /^date$/i },
]

/** Whether a file's first characters are of a social network's own making. */
export function isSocial(head: string): boolean {
  const text = head.replace(/^\ufeff/, '').trimStart()
  return isSocialJson(text) || findTable(text) !== undefined
}

/** Reads what Facebook, Instagram, X and LinkedIn give the owner of a page or an account. `head`: its beginning. */
export function parseSocial(head: string): TextParser {
  const text = head.replace(/^\ufeff/, '').trimStart()
  return isSocialJson(text) ? parseJson() : parseOwnTable(text)
}

function isSocialJson(text: string): boolean {
  return ofArchive.test(text) || (/^[[{]/.test(text) && shapes.test(text))
}

function findTable(text: string) {
  const heading = readHeading(text).join(',')
  return tables.find(({ mark }) => mark.test(heading))
}

function readHeading(text: string): string[] {
  return (/^[^\r\n]*/.exec(text)?.[0] ?? '').split(',').map((name) => name.replaceAll('"', '').trim())
}

function parseJson(): TextParser {
  const pieces: string[] = []
  let length = 0
  return {
    push(chunk) {
      length += chunk.length
      if (length > longestJson) throw new SourceTooLong(1)
      pieces.push(chunk)
      return []
    },
    end() {
      const text = pieces
        .join('')
        .replace(/^\ufeff/, '')
        .replace(ofArchive, '')
        .trim()
        .replace(/;$/, '')
      try {
        return readSocial(JSON.parse(text))
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error
        return [{ kind: 'not-understood', text: text.slice(0, 1000) || '…', line: 1 }]
      }
    },
  }
}

/** A table whose columns we know. LinkedIn writes `\"` for a quotation mark, and a pair of them around a line break. */
function parseOwnTable(head: string): TextParser {
  const known = findTable(head)!
  const names = readHeading(head)
  const column = (name: RegExp | null): number | null => {
    const at = name === null ? -1 : names.findIndex((one) => name.test(one))
    return at === -1 ? null : at
  }
  const table = parseTable({
    separator: ',',
    hasHeader: true,
    dayMonth: surveyTable(head).dayMonth,
    wordsColumns: [column(known.words) ?? 0],
    voiceColumn: column(known.voice),
    dateColumn: column(known.date),
  })
  let kept = ''
  const mendItem = (item: SourceItem): SourceItem => {
    if (item.kind !== 'passage') return item
    const { context: _, ...rest } = item
    return {
      ...rest,
      text:
        item.text
          .replace(/"\n"/g, '\n')
          .replace(/\n{3,}/g, '\n\n')
          .trim() || item.text,
    }
  }
  return {
    push(chunk) {
      const text = (kept + chunk).replaceAll('\\"', '""')
      kept = text.endsWith('\\') ? '\\' : ''
      return table.push(kept ? text.slice(0, -1) : text).map(mendItem)
    },
    end() {
      const rest = kept ? table.push(kept) : []
      return [...rest, ...table.end()].map(mendItem)
    },
  }
}
