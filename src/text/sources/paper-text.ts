import { makeParagraphs, type Paragraphs } from './paper-paragraphs.ts'
import { attributeOf, readXml, type XmlReader } from './xml-events.ts'

/** Turns the XML of a document, pushed in pieces cut anywhere, into text in pieces. */
export interface PaperReader {
  push(xml: string): string
  end(): string
}

/** Parts of Word's XML that hold words nobody sees: older versions, code of fields, doubles of a text box. */
const unseenInWord = new Set(['moveFrom', 'del', 'instrText', 'Fallback', 'rt', 'pPr', 'rPr', 'sectPr'])

/**
 * The text of `word/document.xml` (or of its footnotes): paragraphs, tables, text boxes, line breaks and tabs as they
 * are read; tracked deletions are left out and insertions kept, so it is the text with all changes accepted.
 * Throws `SourceTooLong` and `XmlBroken`.
 */
export function readWord(): PaperReader {
  const paragraphs = makeParagraphs()
  let unseen = 0
  let inText = 0
  const xml = readXml({
    open(name, attributes) {
      if (unseen > 0 || unseenInWord.has(name) || isSeparator(name, attributes)) {
        unseen += 1
        return
      }
      if (name === 'p') paragraphs.openParagraph()
      else if (name === 't') inText += 1
      else if (name === 'tab') paragraphs.write('\t')
      else if (name === 'br' || name === 'cr') paragraphs.write('\n')
      else if (name === 'noBreakHyphen') paragraphs.write('-')
      else if (name === 'tr') paragraphs.openRow()
      else if (name === 'tc') paragraphs.openCell()
    },
    text(text) {
      if (inText > 0 && unseen === 0) paragraphs.write(text)
    },
    close(name) {
      if (unseen > 0) {
        unseen -= 1
        return
      }
      if (name === 'p') paragraphs.closeParagraph()
      else if (name === 't') inText -= 1
      else if (name === 'tr') paragraphs.closeRow()
      else if (name === 'tc') paragraphs.closeCell()
    },
  })
  return readThrough(xml, paragraphs)
}

/** The short rule above footnotes is a footnote of its own in the file. */
function isSeparator(name: string, attributes: Readonly<Record<string, string>>): boolean {
  return (name === 'footnote' || name === 'endnote') && attributeOf(attributes, 'type') !== undefined
}

/** Parts of OpenDocument's XML that are not the text: what was deleted, remarks of editors, the number of a note. */
const unseenInOpenDocument = new Set([
  'tracked-changes',
  'annotation',
  'note-citation',
  'forms',
  'ruby-text',
  'desc',
  'title',
])

/** The text of an OpenDocument text's `content.xml`. Throws `SourceTooLong` and `XmlBroken`. */
export function readOpenDocument(): PaperReader {
  const paragraphs = makeParagraphs()
  let unseen = 0
  /** Spaces run together, also across the pieces in which text arrives. */
  let isAfterSpace = false
  const isParagraph = (name: string): boolean => name === 'p' || name === 'h'
  const xml = readXml({
    open(name, attributes) {
      if (unseen > 0 || unseenInOpenDocument.has(name)) {
        unseen += 1
        return
      }
      if (name !== 'span') isAfterSpace = false
      if (isParagraph(name)) paragraphs.openParagraph()
      else if (name === 'tab') paragraphs.write('\t')
      else if (name === 'line-break') paragraphs.write('\n')
      else if (name === 's') paragraphs.write(' '.repeat(spacesIn(attributeOf(attributes, 'c'))))
      else if (name === 'table-row') paragraphs.openRow()
      else if (name === 'table-cell') paragraphs.openCell()
      else if (name === 'note') paragraphs.openNote()
    },
    text(text) {
      if (unseen > 0) return
      const plain = text.replace(/[ \t\r\n]+/g, ' ')
      paragraphs.write(isAfterSpace && plain.startsWith(' ') ? plain.slice(1) : plain)
      isAfterSpace = plain.endsWith(' ')
    },
    close(name) {
      if (unseen > 0) {
        unseen -= 1
        return
      }
      if (isParagraph(name)) paragraphs.closeParagraph()
      else if (name === 'table-row') paragraphs.closeRow()
      else if (name === 'table-cell') paragraphs.closeCell()
      else if (name === 'note') paragraphs.closeNote()
    },
  })
  return readThrough(xml, paragraphs)
}

/** Gives what the paragraphs hold so far after each piece of XML. */
function readThrough(xml: XmlReader, paragraphs: Paragraphs): PaperReader {
  return {
    push(chunk) {
      xml.push(chunk)
      return paragraphs.take()
    },
    end() {
      xml.end()
      return paragraphs.end()
    },
  }
}

/** How many spaces `text:s` stands for; a file may claim any number. */
function spacesIn(count: string | undefined): number {
  const number = Number(count ?? 1)
  return Number.isInteger(number) && number > 0 ? Math.min(number, 100) : 1
}
