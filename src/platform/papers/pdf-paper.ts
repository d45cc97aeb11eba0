import sharp from 'sharp'
import { ours, saidOn, type Block, type Paper, type Said } from './paper.ts'
import { getPapersWords, type PapersWords } from './papers.words.ts'
import { heightOf, Sheet, soft, type Element, type Look } from './pdf-sheet.ts'

const looks = {
  title: { size: 23, leading: 1.25, isBold: true, after: 16 },
  2: { size: 15, leading: 1.3, isBold: true, before: 20, after: 7, keeps: 2 },
  3: { size: 11.5, leading: 1.4, isBold: true, before: 12, after: 4, keeps: 2 },
  own: { size: 12.5, after: 10 },
  ours: { size: 10.5, after: 10 },
  soft: { size: 9.5, color: soft, after: 4 },
} satisfies Record<string, Look>

const indent = 20
const labelWidth = 118

/**
 * The paper as a tagged PDF with its fonts inside, for printing and for screen readers. `readable` is the name of the
 * HTML file beside it: the PDF sends people there for letters and pictures it cannot hold, in words, in their place.
 */
export async function writePdfPaper(paper: Paper, readable: string): Promise<Buffer> {
  const words = getPapersWords(paper.language)
  const sheet = new Sheet(paper.title, paper.language, paper.made, words.lettersElsewhere(readable))
  sheet.turn()
  sheet.say(sheet.root, 'H1', ours(paper.title), looks.title)
  if (saidOn(paper).some((said) => sheet.fonts.lack(said.words)))
    sheet.say(sheet.root, 'P', ours(words.someLettersElsewhere(readable)), looks.ours)
  for (const block of paper.blocks) await writeBlock(sheet, block, words, readable)
  return sheet.end(words.page)
}

async function writeBlock(sheet: Sheet, block: Block, words: PapersWords, readable: string): Promise<void> {
  switch (block.kind) {
    case 'heading':
      if (block.level === 2) sheet.bookmark(block.words)
      return sheet.say(sheet.root, `H${block.level}`, ours(block.words), looks[block.level])
    case 'paragraph':
      return sheet.say(sheet.root, 'P', block, looks[block.whose])
    case 'date':
      return sheet.say(sheet.root, 'P', ours(block.words), looks.soft)
    case 'list':
      return writeList(sheet, block.items, block.isOrdered ?? false)
    case 'definitions':
      return writeDefinitions(sheet, block.lines)
    case 'rule':
      return sheet.rule()
    case 'attachment':
      sheet.say(sheet.root, 'P', ours(block.words), { ...looks.ours, after: 0 })
      return sheet.say(sheet.root, 'P', ours(words.attached(block.name)), { ...looks.soft, after: 10 })
    case 'picture': {
      const picture = await drawable(block.bytes)
      if (picture) sheet.picture(sheet.root, picture.data, picture.info, block.alt)
      else sheet.say(sheet.root, 'P', ours(words.pictureElsewhere(block.alt, readable)), looks.ours)
      if (block.caption)
        sheet.say(sheet.root, 'P', block.caption, { ...looks[block.caption.whose], size: 10.5 })
    }
  }
}

function writeList(sheet: Sheet, items: readonly Said[], isOrdered: boolean): void {
  const list = sheet.begin(sheet.root, 'L')
  items.forEach((said, at) => {
    const item = sheet.begin(list, 'LI')
    const look = { ...looks[said.whose], width: sheet.width - indent }
    const lines = sheet.lines(said, look)
    const isFromRight = lines[0]?.isRightToLeft ?? false
    const mark = ours(isOrdered ? `${at + 1}.` : '•')
    const [markIndent, indents] = isFromRight ? [sheet.width - indent + 8, 0] : [2, indent]
    sheet.sideBySide(
      () => sheet.say(item, 'Lbl', mark, { size: look.size, indent: markIndent, width: indent }),
      () => write(sheet, item, said, { ...look, indent: indents }),
      heightOf(look),
    )
    sheet.space(4)
    item.end()
  })
  list.end()
  sheet.space(6)
}

function writeDefinitions(sheet: Sheet, lines: readonly { label: string; said: Said }[]): void {
  const list = sheet.begin(sheet.root, 'L')
  for (const { label, said } of lines) {
    const item = sheet.begin(list, 'LI')
    const look = { ...looks[said.whose], indent: labelWidth + 12 }
    const labelLook = { size: 10.5, leading: heightOf(look) / 10.5, color: soft, width: labelWidth }
    sheet.sideBySide(
      () => sheet.say(item, 'Lbl', ours(label), labelLook),
      () => write(sheet, item, said, look),
      heightOf(labelLook) * sheet.lines(ours(label), labelLook).length,
    )
    sheet.space(4)
    item.end()
  }
  list.end()
  sheet.space(6)
}

function write(sheet: Sheet, item: Element, said: Said, look: Look): void {
  const body = sheet.begin(item, 'LBody', { lang: said.language })
  sheet.draw(body, 'LBody', sheet.lines(said, look), look)
  body.end()
}

/** Any picture as a JPEG that prints well, upright, without what a camera writes beside it; null where it is broken. */
async function drawable(
  bytes: Uint8Array,
): Promise<{ data: Buffer; info: { width: number; height: number } } | null> {
  return sharp(bytes)
    .rotate()
    .resize({ width: 1600, height: 1600, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .jpeg({ quality: 82 })
    .toBuffer({ resolveWithObject: true })
    .catch(() => null)
}
