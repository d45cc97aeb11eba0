import { inflateSync } from 'node:zlib'
import { create, type Font } from 'fontkit'
import sharp from 'sharp'
import { getDocumentProxy } from 'unpdf'
import { describe, expect, test } from 'vitest'
import type { Block, Paper, Said } from './paper.ts'
import { writePdfPaper } from './pdf-paper.ts'

const scripts = {
  Latin:
    'Zażółć gęślą jaźń, Đặng Nguyễn, Ẹ̀kọ́ ọ̀rọ̀ ɛ̀ɖé ŋ, șarpe și țară, İstanbul ığdır, Tŷ bach, “so” – it’s 5 € … ½',
  Cyrillic: 'Я хочу жить там, где тихо. Їжак і ґанок, љубав, ђак, қала.',
  Greek: 'Θέλω να μείνω κοντά στη θάλασσα. ᾳ ῷ ἄνθρωπος',
  Arabic: 'أريد أن أسكن قريبًا من ابنتي (في لندن)، مُحَمَّد، لا بأس',
  Urdu: 'ٹھیک ہے ڈاکٹر، گچ پژ، میں گھر چاہتا ہوں',
  Hebrew: 'אני רוצה לגור ליד הים (בחיפה), שָׁלוֹם עליכם',
  Bengali: 'আমি শান্ত জায়গায় থাকতে চাই। ক্ষমা, বিশ্ববিদ্যালয়, স্ত্রী, কৌতূহল, প্রকৃতি, চাঁদ, খোঁজ',
  emoji: 'ok😊 ❤️! 👨‍👩‍👧 🙏🏿🇬🇧 1️⃣ ☺ ♥ ✓',
  Tigrinya: 'ኣብ ጸጥ ዝበለ ቦታ ክነብር እደሊ። ሰላም፡ ትግርኛ፣ አማርኛ',
}

describe('a paper as PDF', () => {
  test.each(Object.entries(scripts))('gives words in %s back whole and in order', async (_, words) => {
    for (const whose of ['own', 'ours'] as const) {
      const { text, said } = await read(await write({ kind: 'paragraph', whose, words }))
      expect(together(text)).toContain(together(words))
      expect(said).not.toContain('no letters')
    }
  })

  test.each(['Arabic', 'Urdu', 'Hebrew', 'Bengali', 'Tigrinya'] as const)(
    'tells a screen reader the words in %s as they are written, spaces too',
    async (script) => {
      const words = `${scripts[script]} `.repeat(4).trim()
      const lines = actualTexts(await write(own(words)))
      expect(lines.length).toBeGreaterThan(1)
      expect(lines.join('')).toBe(words)
    },
  )

  test('sets words from the right where they are read from there, with numbers and other words in them', async () => {
    const { items, sheet } = await read(await write(own('هل عندي 25 صورة في Ownterms؟ نعم')))
    const line = items.slice(1, -1).filter(({ str }) => str.trim() !== '')
    expect(line.map(({ str }) => together(str))).toEqual(['هلعندي', '25', 'صورةفي', 'Ownterms', '؟نعم'])
    const lefts = line.map(({ transform }) => transform[4]!)
    expect(lefts).toEqual(lefts.toSorted((a, b) => b - a))
    expect(lefts[0]! + line[0]!.width).toBeCloseTo(sheet.width - 84, 0)
    const persian = await read(await write(own('اتاق ۱۲۳ است')))
    expect(together(persian.text)).toContain('اتاق۱۲۳است')
  })

  test('says in words, first and in the place, where it has no letters', async () => {
    const { said } = await read(await write(own('I like 安静的 家 and 静 here.'), own('Nothing amiss.')))
    expect(said).toMatch(
      /^All of it This PDF has no letters for some .* in the file everything\.html\. I like/,
    )
    expect(said).toContain(
      'I like [no letters for this here: see everything.html] and [no letters for this here: see everything.html] here.',
    )
    expect((await read(await write(own('Nothing amiss.')))).said).not.toContain('no letters')
    expect((await read(await write(own('安')))).said).toMatch(/in the file .* \[no letters for this here/)
  })

  test('draws no letter that a font does not have', async () => {
    const pdf = await write(
      own('a 安 \u0007\u200b\u200eb\ufeff c \u00ad d \u2028 e'),
      ...Object.values(scripts).map(own),
    )
    expect((await read(pdf)).said).toContain('b c d e')
    const fonts = fontsIn(pdf)
    expect(fonts.length).toBeGreaterThan(9)
    for (const { drawings, name } of fonts) {
      const [box, ...drawn] = drawings
      expect(drawn.length, name).toBeGreaterThan(0)
      expect(box, name).not.toBe('')
      expect(drawn, name).not.toContain(box)
    }
  })

  test('takes any letters in any order, also where the library for fonts gives up', async () => {
    const odd = 'াঁ ঃ্াঁ ࣾ Rֺࣅ֝Rࢰࣹ ࣏Vࢪ \ud800 \u{e0067} \u0bcd\u093c َ ّّّ ্্ \u200d\u200d'
    const { said } = await read(await write(own(odd), own(''), own('\n\n'), own('after')))
    expect(said).toContain('after')
  })

  test('is tagged: what is read out, as what, in which order', async () => {
    const picture = await sharp({ create: { width: 40, height: 30, channels: 4, background: '#17a5' } })
      .png()
      .toBuffer()
    const { tree, outline } = await read(
      await write(
        { kind: 'heading', level: 2, words: 'Goals' },
        { kind: 'date', day: '2026-05-03', words: '3 May 2026' },
        { kind: 'heading', level: 3, words: 'One' },
        { ...own('Mine'), language: 'cy' },
        { kind: 'list', items: [said('a'), said('b')] },
        { kind: 'definitions', lines: [{ label: 'Name', said: said('Sam') }] },
        { kind: 'rule' },
        {
          kind: 'picture',
          name: 'a.png',
          type: 'image/png',
          bytes: picture,
          alt: 'A field',
          caption: said('c'),
        },
        { kind: 'attachment', name: 'r.ogg', words: 'A recording' },
      ),
    )
    expect(tree.join(', ')).toBe(
      'Document en-GB, H1, H2, P, H3, P cy, L, LI, Lbl, LBody, LI, Lbl, LBody, ' +
        'L, LI, Lbl, LBody, Figure “A field”, P, P, P',
    )
    expect(outline).toEqual(['Goals'])
  })

  test('says its language, its title and that it is tagged, whatever signs are in the title', async () => {
    const title = 'Sam & <Kim>: "all" ]]> ŵ'
    const paper = { ...paperOf(own('Mine')), title }
    const pdf = await getDocumentProxy(new Uint8Array(await writePdfPaper(paper, 'everything.html')))
    const { info, metadata } = await pdf.getMetadata()
    expect(info).toMatchObject({ Title: title, Language: 'en-GB', PDFFormatVersion: '1.7' })
    expect(metadata.get('dc:title')).toBe(title)
    expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true })
    expect(await pdf.getViewerPreferences()).toMatchObject({ DisplayDocTitle: true })
    expect(metadata.getRaw()).toMatch(/<pdfuaid:part>1</)
  })

  test('brings all its fonts, and no more than it draws with', async () => {
    const pdf = (await write(own(Object.values(scripts).join('\n')))).toString('latin1')
    const fonts = pdf.match(/\/Type \/FontDescriptor/g)!.length
    // Letters of both kinds, four other scripts, and the parts of the one for emoji that these are in.
    expect(fonts).toBeGreaterThan(6)
    expect(fonts).toBeLessThan(13)
    expect(pdf.match(/\/FontFile2 /g)).toHaveLength(fonts)
    expect(pdf).not.toMatch(/Helvetica|\/Subtype \/Type1\b/)
    expect(pdf.length).toBeLessThan(150_000)
  })

  test('is the same bytes each time, whatever was written before', async () => {
    const first = await write(own(scripts.Arabic), own(scripts.Bengali))
    await write(own(scripts.Urdu), own('বাংলা'), own('مدن'))
    expect((await write(own(scripts.Arabic), own(scripts.Bengali))).equals(first)).toBe(true)
  })

  test('goes on from sheet to sheet with nothing lost, one word longer than a line among them', async () => {
    const many = Array.from({ length: 1500 }, (_, at) => `w${at}`).join(' ')
    const long = 'x'.repeat(500)
    const { text, pages, tree } = await read(
      await write(own(`${many}\n${long}\nend`), { kind: 'list', items: [said(many), said(long)] }),
    )
    expect(pages).toBeGreaterThan(3)
    const without = together(text).replace(/Page\d+of\d+/g, '')
    expect(without).toContain(together(many + long + 'end'))
    expect(without).toContain(together(`•${many}•${long}`))
    // Each sheet reads on in the same element.
    const parts = (role: string) => tree.filter((one) => one === role).length
    expect(parts('P') + parts('L')).toBe(pages + 1)
  })

  test('keeps every word inside the sheet', async () => {
    const { items, sheet } = await read(
      await write(...Object.values(scripts).map((words) => own(`${words} `.repeat(3))), own('W'.repeat(200))),
    )
    for (const { str, transform, width } of items) {
      expect(transform[4]!, str).toBeGreaterThanOrEqual(83)
      expect(transform[4]! + width, str).toBeLessThanOrEqual(sheet.width - 83)
    }
  })

  test('says in words what picture it could not take in', async () => {
    const broken: Block = {
      kind: 'picture',
      name: 'a.png',
      type: 'image/png',
      bytes: new Uint8Array([1]),
      alt: 'My room',
    }
    expect((await read(await write(broken))).said).toContain(
      '[A picture that is not in this PDF: My room. See everything.html.]',
    )
  })
})

function said(words: string): Said {
  return { whose: 'own', words }
}

function own(words: string) {
  return { kind: 'paragraph', whose: 'own', words } as const
}

function paperOf(...blocks: Block[]): Paper {
  return { title: 'All of it', language: 'en-GB', made: new Date('2026-05-03T10:00:00Z'), blocks }
}

async function write(...blocks: Block[]): Promise<Buffer> {
  return writePdfPaper(paperOf(...blocks), 'everything.html')
}

/** Without spaces and steering signs, which a reader of PDFs guesses from the gaps between letters. */
function together(words: string): string {
  return words.normalize('NFC').replace(/[\s\p{Cf}]/gu, '')
}

type Node = { role?: string; lang?: string; alt?: string; children?: Node[] }
type Item = { str: string; width: number; transform: number[] }

/** All that a reader of PDFs finds in it. */
async function read(bytes: Buffer) {
  const pdf = await getDocumentProxy(new Uint8Array(bytes))
  const items: Item[] = []
  const tree: string[] = []
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number)
    const content = await page.getTextContent()
    items.push(...(content.items as Item[]).filter(({ str }) => str !== ''))
    tree.push(...listRoles((await page.getStructTree()) as Node).slice(number === 1 ? 0 : 1))
  }
  const page = await pdf.getPage(1)
  const text = items.map(({ str }) => str).join(' ')
  return {
    items,
    tree,
    text,
    said: text.replace(/\s+/g, ' '),
    pages: pdf.numPages,
    sheet: page.getViewport({ scale: 1 }),
    outline: ((await pdf.getOutline()) as { title: string }[] | null)?.map(({ title }) => title),
  }
}

function listRoles({ role, lang, alt, children = [] }: Node): string[] {
  const name = [role, lang, alt && `“${alt}”`].filter(Boolean).join(' ')
  return [...(role === undefined || role === 'Root' ? [] : [name]), ...children.flatMap(listRoles)]
}

/** What stands in the file in the place of drawn letters, as UTF-16. */
function actualTexts(pdf: Buffer): string[] {
  return streams(pdf).flatMap((stream) =>
    [...stream.matchAll(/\/ActualText \(((?:\\.|[^\\)])*)\)/gs)].map(([, escaped]) => {
      const signs: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
      const bytes = Buffer.from(
        escaped!.replace(/\\(.)/gs, (_, sign: string) => signs[sign] ?? sign),
        'latin1',
      )
      return new TextDecoder('utf-16be').decode(bytes)
    }),
  )
}

/** The unpacked contents of the sheets. */
function streams(pdf: Buffer): string[] {
  return unpacked(pdf)
    .map((content) => content.toString('latin1'))
    .filter((content) => content.includes(' Tf'))
}

/** The drawings in each font of the file, the box for what it does not have first. */
function fontsIn(pdf: Buffer): { name: string; drawings: string[] }[] {
  return unpacked(pdf)
    .filter((content) => ['true', '\u0000\u0001\u0000\u0000'].includes(content.toString('latin1', 0, 4)))
    .map((content, at) => {
      const font = create(content) as Font
      const drawings = Array.from({ length: font.numGlyphs }, (_, id) => font.getGlyph(id).path.toSVG())
      return { name: `font ${at}`, drawings }
    })
}

function unpacked(pdf: Buffer): Buffer[] {
  return [...pdf.toString('latin1').matchAll(/stream\r?\n(.*?)\r?\nendstream/gs)].flatMap(([, body]) => {
    try {
      return [inflateSync(Buffer.from(body!, 'latin1'))]
    } catch {
      return []
    }
  })
}
