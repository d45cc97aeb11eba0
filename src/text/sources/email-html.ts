import { Parser } from 'htmlparser2'
import type { MailLine } from './email-lines.ts'

const unseen = new Set(['head', 'style', 'script', 'title', 'template', 'noscript', 'svg', 'object'])
const blocks = new Set(
  'address article aside blockquote center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul'.split(
    ' ',
  ),
)
const spaced = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'ul', 'ol', 'table', 'blockquote'])
const empty = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))

/** How mail programs mark a signature of their own making. */
const signature = /gmail_signature|moz-signature|^signature$|applemailsignature|ms-outlook-mobile-signature/i
/** Yahoo puts the whole quoted mail in a box instead of a blockquote. */
const quotedBox = /\byahoo_quoted\b/i

type Open = { name: string; isUnseen: boolean; isQuote: boolean; isSignature: boolean; isPre: boolean }

/**
 * Lines of an HTML body: what blocks and line breaks make lines, how deep blockquotes are nested (an indent a writer
 * made of a blockquote without a border is no quoting), and what the program marks as a signature. Links and pictures
 * give only their text; an emoji sent as a picture gives its character. Nothing is loaded.
 */
export function readHtmlLines(html: string): MailLine[] {
  const lines: MailLine[] = []
  const open: Open[] = []
  let text = ''
  let unseenDepth = 0
  let quotes = 0
  let signatures = 0
  let pres = 0

  const finish = (): void => {
    const line = pres > 0 ? text : text.trim()
    if (line !== '') push(line)
    text = ''
  }
  const push = (line: string): void => {
    lines.push({ text: line, depth: quotes, ...(signatures > 0 && { isSignature: true }) })
  }
  const leaveBlank = (): void => {
    const last = lines.at(-1)
    if (last !== undefined && last.text !== '') push('')
  }
  const close = (one: Open): void => {
    if (blocks.has(one.name)) finish()
    if (spaced.has(one.name)) leaveBlank()
    if (one.isUnseen) unseenDepth -= 1
    if (one.isQuote) quotes -= 1
    if (one.isSignature) signatures -= 1
    if (one.isPre) pres -= 1
  }

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === 'br') {
          if (unseenDepth > 0) return
          push(pres > 0 ? text : text.trim())
          text = ''
          return
        }
        if (blocks.has(name)) finish()
        if (spaced.has(name)) leaveBlank()
        if (name === 'img') text += readEmoji(attributes)
        if (empty.has(name)) return
        if ((name === 'td' || name === 'th') && text !== '') text += ' '
        if (name === 'li' && unseenDepth === 0) text += '- '
        const names = `${attributes['id'] ?? ''} ${attributes['class'] ?? ''} ${attributes['data-smartmail'] ?? ''}`
        const style = attributes['style'] ?? ''
        const one: Open = {
          name,
          isUnseen: unseen.has(name) || /display\s*:\s*none/i.test(style),
          isQuote: (name === 'blockquote' && !isIndent(attributes)) || quotedBox.test(names),
          isSignature: names.split(/\s+/).some((word) => signature.test(word)),
          isPre: name === 'pre' || /white-space\s*:\s*pre/i.test(style),
        }
        open.push(one)
        if (one.isUnseen) unseenDepth += 1
        if (one.isQuote) quotes += 1
        if (one.isSignature) signatures += 1
        if (one.isPre) pres += 1
      },
      ontext(piece) {
        if (unseenDepth > 0) return
        if (pres === 0) {
          const plain = piece.replace(/[\s\u00a0]+/g, ' ')
          text += text === '' || text.endsWith(' ') ? plain.trimStart() : plain
          return
        }
        const [first = '', ...more] = piece.split(/\r\n|\r|\n/)
        text += first
        for (const line of more) {
          push(text)
          text = line
        }
      },
      onclosetag(name) {
        const at = open.findLastIndex((one) => one.name === name)
        if (at === -1) return
        // What was left open inside ends here too.
        for (const one of open.splice(at).toReversed()) close(one)
      },
    },
    { decodeEntities: true },
  )
  parser.write(html)
  parser.end()
  finish()
  return lines
}

/** Gmail's and Outlook's "increase indent" writes a blockquote; nobody is quoted by it. */
function isIndent(attributes: Record<string, string>): boolean {
  const names = attributes['class'] ?? ''
  if (/quote|cite/i.test(names) || attributes['type'] === 'cite' || attributes['cite']) return false
  return /border(?:-left)?\s*:\s*(?:none|medium none|0)/i.test(attributes['style'] ?? '')
}

function readEmoji(attributes: Record<string, string>): string {
  const alt = attributes['alt'] ?? ''
  return /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{RI}|\u200d|\ufe0f)+$/u.test(alt) &&
    alt.length <= 16
    ? alt
    : ''
}
