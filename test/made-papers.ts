import { deflateSync } from 'node:zlib'
import { makeZip, type MadePart } from './made-zip.ts'

/** OpenDocument and PDF files by hand, and the parts of Office files that no library writes. */

const namespaces = [
  'office:urn:oasis:names:tc:opendocument:xmlns:office:1.0',
  'text:urn:oasis:names:tc:opendocument:xmlns:text:1.0',
  'table:urn:oasis:names:tc:opendocument:xmlns:table:1.0',
]
  .map((one) => `xmlns:${one.slice(0, one.indexOf(':'))}="${one.slice(one.indexOf(':') + 1)}"`)
  .join(' ')

const manifest =
  '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'

/** An `.odt` whose text is `body`, XML of paragraphs. */
export function makeOdt(body: string, more: { manifest?: string; prologue?: string } = {}): Buffer {
  return makeOpenDocument('text', `<office:text>${body}</office:text>`, more)
}

/** An `.ods` whose sheets are `body`, XML of tables. */
export function makeOds(body: string, more: { manifest?: string; prologue?: string } = {}): Buffer {
  return makeOpenDocument('spreadsheet', `<office:spreadsheet>${body}</office:spreadsheet>`, more)
}

function makeOpenDocument(
  kind: string,
  body: string,
  more: { manifest?: string; prologue?: string },
): Buffer {
  return makeZip([
    { name: 'mimetype', bytes: `application/vnd.oasis.opendocument.${kind}`, isStored: true },
    {
      name: 'content.xml',
      bytes: `<?xml version="1.0" encoding="UTF-8"?>${more.prologue ?? ''}<office:document-content ${namespaces}><office:body>${body}</office:body></office:document-content>`,
    },
    { name: 'META-INF/manifest.xml', bytes: more.manifest ?? manifest },
  ])
}

/** A `.docx` by hand whose text is `body`, XML of paragraphs. */
export function makeDocx(body: string, more: { prologue?: string; parts?: MadePart[] } = {}): Buffer {
  return makeZip([
    {
      name: '[Content_Types].xml',
      bytes: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    },
    { name: '_rels/.rels', bytes: relations([['officeDocument', 'word/document.xml']]) },
    {
      name: 'word/document.xml',
      bytes: `<?xml version="1.0"?>${more.prologue ?? ''}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    },
    ...(more.parts ?? []),
  ])
}

/** An `.xlsx` by hand: sheets by name, each XML of rows. */
export function makeXlsx(
  sheets: Readonly<Record<string, string>>,
  more: { strings?: readonly string[]; formats?: readonly string[]; hidden?: string; is1904?: boolean } = {},
): Buffer {
  const names = Object.keys(sheets)
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  return makeZip([
    { name: '[Content_Types].xml', bytes: '<Types/>' },
    { name: '_rels/.rels', bytes: relations([['officeDocument', 'xl/workbook.xml']]) },
    {
      name: 'xl/workbook.xml',
      bytes: `<workbook ${main} xmlns:r="r"><workbookPr${more.is1904 ? ' date1904="1"' : ''}/><sheets>${names
        .map(
          (name, at) =>
            `<sheet name="${name}" sheetId="${at + 1}"${name === more.hidden ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`,
        )
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      bytes: relations([
        ...names.map((_, at): [string, string] => ['worksheet', `worksheets/sheet${at + 1}.xml`]),
        ['sharedStrings', 'sharedStrings.xml'],
        ['styles', '/xl/styles.xml'],
      ]),
    },
    {
      name: 'xl/sharedStrings.xml',
      bytes: `<sst ${main}>${(more.strings ?? []).map((one) => `<si>${one}</si>`).join('')}</sst>`,
    },
    {
      name: 'xl/styles.xml',
      bytes: `<styleSheet ${main}><numFmts>${(more.formats ?? [])
        .map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${code}"/>`)
        .join('')}</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>${(more.formats ?? [])
        .map((_, at) => `<xf numFmtId="${164 + at}"/>`)
        .join('')}</cellXfs></styleSheet>`,
    },
    ...names.map((name, at) => ({
      name: `xl/worksheets/sheet${at + 1}.xml`,
      bytes: `<worksheet ${main}><sheetData>${sheets[name]}</sheetData></worksheet>`,
    })),
  ])
}

function relations(all: readonly [type: string, target: string][]): string {
  const base = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const each = all.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${base}/${type}" Target="${target}"/>`,
  )
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join('')}</Relationships>`
}

/** A line of a PDF's page: where it begins, from the left and from the foot of the page, in points. */
export type MadeLine = { x: number; y: number; text: string }

/** A PDF by hand: a page for each list of lines, in Helvetica of 11 points. `more` goes into the catalogue. */
export function makePdf(
  pages: readonly (readonly MadeLine[])[],
  more: { catalogue?: string; trailer?: string } = {},
): Buffer {
  const streams = pages.map((lines) => {
    const shown = lines.map(
      ({ x, y, text }) => `BT /F1 11 Tf ${x} ${y} Td (${text.replace(/[\\()]/g, '\\$&')}) Tj ET`,
    )
    return deflateSync(Buffer.from(shown.join('\n'), 'latin1'))
  })
  return makePdfOf(streams, more)
}

/** A PDF whose pages are these streams, deflated already. */
export function makePdfOf(
  streams: readonly Buffer[],
  more: { catalogue?: string; trailer?: string } = {},
): Buffer {
  const objects: Buffer[] = [
    Buffer.from(`<< /Type /Catalog /Pages 2 0 R ${more.catalogue ?? ''} >>`),
    Buffer.from(
      `<< /Type /Pages /Count ${streams.length} /Kids [${streams.map((_, at) => `${4 + at * 2} 0 R`).join(' ')}] >>`,
    ),
    Buffer.from('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>'),
    ...streams.flatMap((stream, at) => [
      Buffer.from(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + at * 2} 0 R >>`,
      ),
      Buffer.concat([
        Buffer.from(`<< /Length ${stream.length} /Filter /FlateDecode >>\nstream\n`),
        stream,
        Buffer.from('\nendstream'),
      ]),
    ]),
  ]
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  const offsets: number[] = []
  let length = parts[0]!.length
  objects.forEach((object, at) => {
    const whole = Buffer.concat([Buffer.from(`${at + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')])
    offsets.push(length)
    length += whole.length
    parts.push(whole)
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${more.trailer ?? ''} >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}
