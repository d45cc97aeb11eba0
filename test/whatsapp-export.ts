import type { SourceItem } from '../src/text/sources/source.ts'
import { parseWhatsapp, surveyWhatsapp, type WhatsappDialect } from '../src/text/sources/whatsapp.ts'

/** How the numbers of an export are to be read. */
export function survey(text: string): WhatsappDialect {
  const pass = surveyWhatsapp()
  pass.push(text)
  return pass.end()
}

/** Everything in an export. */
export function read(text: string): SourceItem[] {
  const parser = parseWhatsapp(survey(text))
  return [...parser.push(text), ...parser.end()]
}
