import PDFDocument from 'pdfkit'
import { Face } from './face.ts'
import { Fonts } from './fonts.ts'
import { breakLines, type Line } from './lines.ts'
import { ours, type Said } from './paper.ts'

export type Element = PDFKit.PDFStructureElement

/** How a piece of writing looks on the sheet, in points. */
export type Look = {
  size: number
  /** From line to line, in sizes. */
  leading?: number
  isBold?: boolean
  color?: string
  /** Room before and after. */
  before?: number
  after?: number
  /** How far in it begins, and how wide it may be. */
  indent?: number
  width?: number
  /** Lines that must find room below it on the same sheet. */
  keeps?: number
}

export const ink = '#231d16'
export const soft = '#514839'

const a4 = { width: 595.28, height: 841.89 }
const margin = { top: 68, bottom: 76, side: 84 }
const bottom = a4.height - margin.bottom

/** A tagged PDF while it is written: where the pen stands, and which words are read out as what. */
export class Sheet {
  readonly fonts = new Fonts()
  readonly width = a4.width - 2 * margin.side
  readonly root: Element
  #doc: PDFKit.PDFDocument
  #inPlace: string
  #known = new Set<string>()
  #y = margin.top

  /** `inPlace` stands where no font has the letters. */
  constructor(title: string, language: string, made: Date, inPlace: string) {
    this.#inPlace = inPlace
    this.#doc = new PDFDocument({
      size: 'A4',
      margin: 0,
      pdfVersion: '1.7',
      subset: 'PDF/UA' as PDFKit.Mixins.PDFSubsets,
      tagged: true,
      lang: language,
      displayTitle: true,
      bufferPages: true,
      // Without this the document begins with a font that is not embedded.
      font: '',
      autoFirstPage: false,
      info: {
        Title: new EscapedInXml(title) as unknown as string,
        CreationDate: made,
      },
    })
    this.root = this.#doc.struct('Document', { lang: language })
    this.#doc.addStructure(this.root)
  }

  /** A part of `parent`; `end` it when nothing more comes into it. */
  begin(parent: Element, tag: string, options: { lang?: string | undefined; alt?: string } = {}): Element {
    const { lang, ...rest } = options
    const element = this.#doc.struct(tag, lang === undefined ? rest : { ...rest, lang })
    parent.add(element)
    return element
  }

  /** Words as one element, over as many sheets as they take. */
  say(parent: Element, tag: string, said: Said, look: Look): void {
    const element = this.begin(parent, tag, { lang: said.language })
    this.#y += look.before ?? 0
    const lines = this.lines(said, look)
    this.#makeRoom(Math.min(lines.length, 2) + (look.keeps ?? 0), look)
    this.draw(element, tag, lines, look)
    element.end()
    this.#y += look.after ?? 0
  }

  lines(said: Said, look: Look): Line[] {
    const width = look.width ?? this.width - (look.indent ?? 0)
    const { size, isBold = false } = look
    return breakLines(said, { fonts: this.fonts, size, width, isBold, inPlace: this.#inPlace })
  }

  /** Lines from where the pen stands; a new sheet begins where one is full. */
  draw(element: Element, tag: string, lines: readonly Line[], look: Look): void {
    const height = heightOf(look)
    let isOpen = false
    const close = () => {
      if (isOpen) this.#doc.endMarkedContent()
      isOpen = false
    }
    for (const line of lines) {
      if (this.#y + height > bottom) {
        close()
        this.turn()
      }
      if (!isOpen) element.add(this.#doc.markStructureContent(tag))
      isOpen = true
      this.#drawLine(line, look)
      this.#y += height
    }
    close()
  }

  /**
   * Two pieces of writing side by side: what names the other, then the other. Both begin on the same line, and the pen
   * ends below the longer one.
   */
  sideBySide(name: () => void, other: () => void, height: number): void {
    if (this.#y + height > bottom) this.turn()
    const top = this.#y
    name()
    const below = this.#y
    this.#y = top
    const page = this.#doc.bufferedPageRange().count
    other()
    if (this.#doc.bufferedPageRange().count === page) this.#y = Math.max(this.#y, below)
  }

  /** A picture as wide as it is, at most the sheet's measure and half its height. */
  picture(parent: Element, jpeg: Buffer, size: { width: number; height: number }, alt: string): void {
    const scale = Math.min(this.width / size.width, 340 / size.height, 0.75)
    const [width, height] = [size.width * scale, size.height * scale]
    if (this.#y + height > bottom) this.turn()
    const [left, top] = [margin.side, this.#y]
    const bbox: [number, number, number, number] = [left, top, left + width, top + height]
    const element = this.#doc.struct('Figure', { alt, bbox, placement: 'Block' } as { alt: string })
    parent.add(element)
    element.add(this.#doc.markStructureContent('Figure'))
    this.#doc.image(jpeg, left, top, { width, height })
    this.#doc.endMarkedContent()
    element.end()
    this.#y = top + height + 10
  }

  /** A line across, which is not read out. */
  rule(): void {
    if (this.#y + 30 > bottom) return this.turn()
    this.#y += 14
    this.#doc.markContent('Artifact', { type: 'Layout' })
    this.#doc
      .moveTo(margin.side, this.#y)
      .lineTo(margin.side + this.width, this.#y)
      .lineWidth(0.7)
      .stroke('#b9ad97')
    this.#doc.endMarkedContent()
    this.#y += 16
  }

  space(points: number): void {
    this.#y += points
  }

  /** A new sheet. */
  turn(): void {
    this.#doc.addPage()
    this.#y = margin.top
  }

  /** A place people can jump to. */
  bookmark(words: string): void {
    this.#doc.outline.addItem(words)
  }

  /** Numbers the sheets and gives the bytes. */
  async end(numberOf: (page: number, of: number) => string): Promise<Buffer> {
    this.root.end()
    const { count } = this.#doc.bufferedPageRange()
    for (let page = 0; page < count; page += 1) {
      this.#doc.switchToPage(page)
      this.#doc.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] })
      this.#y = a4.height - margin.bottom + 30
      const look = { size: 9, color: soft }
      for (const line of this.lines(ours(numberOf(page + 1, count)), look)) this.#drawLine(line, look)
      this.#doc.endMarkedContent()
    }
    const chunks: Buffer[] = []
    this.#doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    const ended = new Promise<void>((resolve, reject) => {
      this.#doc.on('end', () => resolve())
      this.#doc.on('error', reject)
    })
    this.#doc.end()
    await ended
    return Buffer.concat(chunks)
  }

  #makeRoom(lines: number, look: Look): void {
    if (this.#y + lines * heightOf(look) > bottom) this.turn()
  }

  #drawLine(line: Line, look: Look): void {
    const indent = look.indent ?? 0
    const width = look.width ?? this.width - indent
    const left = margin.side + indent + (line.isRightToLeft ? width - line.width : 0)
    const baseline = this.#y + heightOf(look) * 0.72
    // What is drawn in another order than it is read, or with letters that join, is said as it is read.
    const isOther = line.runs.some(({ words }) =>
      /[^\p{sc=Latin}\p{sc=Common}\p{sc=Greek}\p{sc=Cyrillic}]/u.test(words),
    )
    if (isOther) this.#doc.markContent('Span', { actual: line.words })
    this.#doc.fillColor(look.color ?? ink)
    for (const run of line.runs) {
      this.#use(run.face)
      this.#doc.fontSize(look.size * run.face.scale)
      const words = Face.asLaidOut(run.words, run.isFromRight)
      const options = { lineBreak: false, baseline: 'alphabetic' } as const
      this.#doc.text(words, left + run.left, baseline, { ...options, features: [] })
    }
    if (isOther) this.#doc.endMarkedContent()
  }

  #use(face: Face): void {
    if (!this.#known.has(face.name))
      this.#doc.registerFont(face.name, face as unknown as PDFKit.Mixins.PDFFontSource)
    this.#known.add(face.name)
    this.#doc.font(face.name)
  }
}

export function heightOf({ size, leading = 1.45 }: Look): number {
  return size * leading
}

/** pdfkit writes the title into the XML of the metadata as it is; everywhere else it takes it letter by letter. */
class EscapedInXml extends String {
  override toString(): string {
    return this.valueOf().replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  }
  override charCodeAt(at: number): number {
    return this.valueOf().charCodeAt(at)
  }
}
