import type { Hono } from 'hono'
import { getDocumentProxy } from 'unpdf'
import { supportPaths } from '../src/support/paths.ts'
import { unpackZip } from './made-zip.ts'
import type { Visitor } from './visitor.ts'

/** What a person took away, read back as somebody would who has only the file. */
export type TakenBundle = {
  names: string[]
  html: string
  pdf: string
  json: { space: string; tables: Record<string, Record<string, unknown>[]> }
  fhir: { entry: { resource: Record<string, unknown> }[] }
}

/** Presses the button, and opens what comes. */
export async function takeBundle(app: Hono, person: Visitor): Promise<TakenBundle> {
  const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const response = await app.request(supportPaths.takeOut, {
    method: 'POST',
    headers: { cookie, origin: 'http://localhost:3000' },
  })
  if (response.headers.get('content-type') !== 'application/zip') {
    throw new Error(`Nothing was taken: ${response.status}`)
  }
  const parts = unpackZip(Buffer.from(await response.arrayBuffer()))
  const find = (ending: string) => Buffer.from(parts.find(({ name }) => name.endsWith(ending))!.bytes)
  return {
    names: parts.map(({ name }) => name),
    html: find('.html').toString(),
    pdf: await readPdf(find('.pdf')),
    json: JSON.parse(find('computers.json').toString()) as TakenBundle['json'],
    fhir: JSON.parse(find('.fhir.json').toString()) as TakenBundle['fhir'],
  }
}

async function readPdf(bytes: Buffer): Promise<string> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes))
  const said: string[] = []
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent()
    said.push(...items.flatMap((item) => ('str' in item ? [item.str] : [])))
  }
  return said.join(' ').replaceAll(/\s+/g, ' ')
}
