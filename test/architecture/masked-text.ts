/** A literal of a source text: its words with every `${…}` as one "1", and where it begins. */
export type Literal = { text: string; at: number }

/** A source text without what could be mistaken for code: same length, same lines. */
export type MaskedText = {
  /** Comments, and the insides of strings and templates, are blanks; `${…}` stays. */
  code: string
  /** Every string and template, in order. */
  literals: Literal[]
}

/** Reads TypeScript and TSX as far as telling code from strings and comments goes. Regular expressions are skipped. */
export function maskText(text: string): MaskedText {
  const code = text.split('')
  const literals: Literal[] = []
  const blank = (from: number, to: number) => {
    for (let at = from; at < to; at += 1) if (code[at] !== '\n') code[at] = ' '
  }
  /** Reads code from `at` until an unmatched `}` or the end; gives where it stopped. */
  const readCode = (from: number): number => {
    let at = from
    let depth = 0
    let last = ''
    while (at < text.length) {
      const two = text.slice(at, at + 2)
      const one = text[at]!
      if (two === '//' || two === '/*') {
        const end = text.indexOf(two === '//' ? '\n' : '*/', at + 2)
        const stop = end < 0 ? text.length : two === '//' ? end : end + 2
        blank(at, stop)
        at = stop
        continue
      }
      if (one === "'" || one === '"') {
        const stop = endOfString(text, at)
        literals.push({ text: text.slice(at + 1, stop - 1).replace(/\\(.)/g, '$1'), at })
        blank(at + 1, stop - 1)
        at = stop
      } else if (one === '`') {
        at = readTemplate(at)
      } else if (one === '/' && canBeginRegex(last)) {
        const stop = endOfRegex(text, at)
        blank(at + 1, stop - 1)
        at = stop
      } else {
        if (one === '{') depth += 1
        if (one === '}' && (depth -= 1) < 0) return at
        at += 1
      }
      if (/\S/.test(one)) last = /[\w$]/.test(one) && /[\w$]/.test(last.at(-1) ?? '') ? last + one : one
    }
    return at
  }
  const readTemplate = (from: number): number => {
    let said = ''
    let at = from + 1
    while (at < text.length && text[at] !== '`') {
      if (text[at] === '\\') {
        blank(at, at + 2)
        at += 2
      } else if (text.startsWith('${', at)) {
        said += '1'
        at = readCode(at + 2) + 1
      } else {
        said += text[at]
        blank(at, at + 1)
        at += 1
      }
    }
    literals.push({ text: said, at: from })
    return at + 1
  }
  readCode(0)
  return { code: code.join(''), literals: literals.sort((a, b) => a.at - b.at) }
}

/** Where the bracket that opens at `open` closes, in a masked text. */
export function closingAt(code: string, open: number): number {
  let depth = 0
  for (let at = open; at < code.length; at += 1) {
    if ('([{'.includes(code[at]!)) depth += 1
    if (')]}'.includes(code[at]!) && (depth -= 1) === 0) return at
  }
  return code.length
}

function endOfString(text: string, from: number): number {
  let at = from + 1
  while (at < text.length && text[at] !== text[from] && text[at] !== '\n') at += text[at] === '\\' ? 2 : 1
  return at + 1
}

function canBeginRegex(last: string): boolean {
  return last === '' || '(,=:[!&|?{};>'.includes(last) || /^(?:return|of|in|case|typeof)$/.test(last)
}

function endOfRegex(text: string, from: number): number {
  let isClass = false
  for (let at = from + 1; at < text.length; at += 1) {
    const one = text[at]
    if (one === '\n') return from + 1
    if (one === '\\') at += 1
    else if (one === '[') isClass = true
    else if (one === ']') isClass = false
    else if (one === '/' && !isClass) return at + 1
  }
  return text.length
}
