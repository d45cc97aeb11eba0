import type { Ctx } from '../../platform/db/database.ts'
import { inBatches } from '../../platform/db/batches.ts'
import {
  gatherNames,
  type NameToFind,
  type ProposalType,
  type ReasonCode,
} from '../../text/deidentify/deidentify.ts'
import { openVerbatims } from '../passages/passages.ts'
import { selectNamedPlaces } from './elsewhere.queries.ts'
import { shippedTagger } from './shipped-tagger.ts'

/** Names held at once, whatever the size of an exercise. */
const most = 2000

/**
 * Names that one passage of an exercise has for another: looked for in all of them, beside those of labels. They are read from
 * the words each time and kept nowhere, so that a name goes with the words it came from.
 */
export async function listNamesElsewhere(ctx: Ctx, exerciseId: string): Promise<NameToFind[]> {
  const tagger = await shippedTagger()
  const names: NameToFind[] = []
  for (const some of inBatches(await selectNamedPlaces(ctx, exerciseId, most), 200)) {
    const verbatims = await openVerbatims(ctx, [...new Set(some.map((place) => place.passageId))])
    for (const { passageId, start, end, type, reason, weight } of some) {
      const verbatim = verbatims.get(passageId)
      if (verbatim === undefined) continue
      // Two passages or a person have borne it out.
      const one = { start, end, type: type as ProposalType, confidence: 1, reason: reason as ReasonCode }
      for (const name of gatherNames(verbatim, [one], tagger)) names.push({ ...name, weight })
    }
  }
  return names
}
