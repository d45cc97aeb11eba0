import type { Stretch } from '../edits/reading.ts'

/**
 * The first place where words stand in quotation marks, or null. Found are curly, straight, angled, low and
 * corner marks and their look-alikes, single marks used as quotation, two single marks in place of a double
 * one, quotation by HTML or its entities, and a line that begins with ">". Not found are apostrophes
 * (don't, the dogs' bowls, '90s, o'clock, rock 'n' roll) and feet and inches (5′ 10″).
 * The stretch runs from the opening mark to the closing one, or is the mark alone where none closes it.
 */
export function findTypedQuotation(text: string): Stretch | null {
  const found = [findDouble(text), findSingle(text), findBlock(text), findMarkup(text)].filter(
    (stretch) => stretch !== null,
  )
  return found.reduce<Stretch | null>(
    (first, next) => (!first || next.start < first.start ? next : first),
    null,
  )
}

const single = "['‘’‚‛`´ʻʼʽ′‵＇]"
const double = new RegExp(
  `["“”„‟«»‹›〝〞〟「」『』﹁﹂﹃﹄｢｣《》〈〉″‶ʺ˝＂❝❞❛❜❠⹂🙶🙷🙸]|${single}{2,}|,,(?=\\S)`,
  'gu',
)

function findDouble(text: string): Stretch | null {
  let opening: RegExpMatchArray | null = null
  for (const match of text.matchAll(double)) {
    if (opening) return { start: opening.index ?? 0, end: match.index + match[0].length }
    const isInches =
      /^["″ʺ]|^['′]{2}$/u.test(match[0]) && /[\d½¼¾]\s?$/u.test(text.slice(0, match.index).slice(-2))
    if (!isInches) opening = match
  }
  return opening ? { start: opening.index ?? 0, end: (opening.index ?? 0) + opening[0].length } : null
}

/** Words that begin with an apostrophe, by what follows it. */
const elided =
  /^(?:\d\d?0?s?\b|(?:tis|twas|twere|twill|til|till|em|cause|cos|cuz|coz|bout|round|ere|n|im|er|ello|ave|ad|as|ome|ouse|alf|ead|ow|ope|elp|appen|appened|ang|ard|ospital|fraid|spose|nother|neath|cept|specially|pon|kay|sup|til)\b)/iu

function findSingle(text: string): Stretch | null {
  let certain: number | null = null
  let doubtful: number | null = null
  for (const { index } of text.matchAll(new RegExp(single, 'gu'))) {
    const before = text.slice(Math.max(0, index - 2), index)
    const after = text.slice(index + 1)
    const mayOpen = /(?:^|[\s([{—–:;,…-])$/u.test(before) && /^[\p{L}\p{N}[(…¿¡]/u.test(after.slice(0, 2))
    const mayClose = /\S$/u.test(before) && /^(?:$|[\s)\]}—–:;,.!?…-])/u.test(after.slice(0, 1))
    if (mayClose && certain !== null) return { start: certain, end: index + 1 }
    if (mayClose && doubtful !== null && !isElidedEnd(text, index)) return { start: doubtful, end: index + 1 }
    if (!mayOpen) continue
    if (!elided.test(after.slice(0, 16))) certain ??= index
    else doubtful ??= index
  }
  const isCurlyOpening = certain !== null && text[certain] === '‘'
  return certain !== null && isCurlyOpening ? { start: certain, end: certain + 1 } : null
}

/** the dogs', goin', rock 'n', an' : an apostrophe that ends a word and closes nothing. */
function isElidedEnd(text: string, index: number): boolean {
  const word = /[\p{L}\p{N}]+$/u.exec(text.slice(Math.max(0, index - 30), index))?.[0].toLowerCase() ?? ''
  return /(?:s|z|x|in)$/u.test(word) || ['n', 'an', 'o', 'th', 'ol', 'wi', 'mo', 'lil', 'tha'].includes(word)
}

function findBlock(text: string): Stretch | null {
  const match = /^[ \t]{0,3}(?:>|&gt;|＞)[^\n]*/mu.exec(text)
  return match ? { start: match.index, end: match.index + match[0].length } : null
}

function findMarkup(text: string): Stretch | null {
  const match =
    /<\s*(?:q|blockquote)\b[^<>]{0,200}>|&(?:quot|[lr][ad]quo|[lr]s[a]quo|bdquo|lsquo|#0*(?:34|171|187|822[0-3]|8216)|#x0*(?:22|ab|bb|201[8c-f]));/iu.exec(
      text,
    )
  return match ? { start: match.index, end: match.index + match[0].length } : null
}
