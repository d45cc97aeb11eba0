import { readModel } from '../../platform/files/models.ts'
import { openTagger, type Tagger } from '../../text/deidentify/deidentify.ts'

/** The tagger that comes with the program, opened once for the whole process. */
export function shippedTagger(): Promise<Tagger> {
  shipped ??= openShipped()
  return shipped
}

let shipped: Promise<Tagger> | undefined

async function openShipped(): Promise<Tagger> {
  const files = ['names.bin', 'words.bin', 'facts.bin']
  const [names, words, facts] = await Promise.all(files.map(readModel))
  return openTagger(names!, words!, facts)
}
