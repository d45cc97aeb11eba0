import { Parser } from 'htmlparser2'

/** What a reader of XML wants to know. Names come without their prefix (`w:p` is `p`), attributes with it. */
export interface XmlHandler {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

/** Takes XML in pieces cut anywhere. */
export interface XmlReader {
  push(chunk: string): void
  end(): void
}

/** XML that no program for documents writes: cut short, without end, or nested past any use. */
export class XmlBroken extends Error {
  constructor(what: string) {
    super(what)
    this.name = 'XmlBroken'
  }
}

/** Deeper than any document lies; a tower of a million elements costs its square. */
const deepest = 2000
/** Longest stretch without a tag or text, in UTF-16 code units: a picture kept in an attribute is shorter. */
const longestSilence = 16_000_000

/**
 * Reads XML as it comes. Holds one tag at a time; knows the five entities of XML and characters by number, and no
 * entity that a document declares itself, so nothing can grow. Throws `XmlBroken`.
 */
export function readXml(handler: XmlHandler): XmlReader {
  let depth = 0
  let silence = 0
  let hasRoot = false
  let wasOpen = false
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        silence = 0
        hasRoot = true
        wasOpen = true
        depth += 1
        if (depth > deepest) throw new XmlBroken('nested too deep')
        handler.open?.(localName(name), attributes)
      },
      ontext: (text) => {
        silence = 0
        wasOpen = false
        handler.text?.(text)
      },
      onclosetag: (name, isImplied) => {
        // A file that was cut short ends with tags still open: what is missing may be somebody's words. The library
        // calls the end of `<a/>` implied as well; it comes right after its beginning.
        if (isImplied && !wasOpen) throw new XmlBroken('a tag that is never closed')
        wasOpen = false
        silence = 0
        depth -= 1
        handler.close?.(localName(name))
      },
    },
    { xmlMode: true },
  )
  return {
    push(chunk) {
      silence += chunk.length
      parser.write(chunk)
      if (silence > longestSilence) throw new XmlBroken('a tag without an end')
    },
    end() {
      parser.end()
      if (!hasRoot) throw new XmlBroken('no document in it')
    },
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}

/** The value of an attribute whatever its prefix is: `w:val`, `val`. */
export function attributeOf(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  const plain = attributes[name]
  if (plain !== undefined) return plain
  for (const key in attributes) if (localName(key) === name) return attributes[key]
  return undefined
}
