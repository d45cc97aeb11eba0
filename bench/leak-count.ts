import type { Outcome } from './leak-pipeline.ts'
import { tellingIn, wordsOf, type Plant } from './leak-planting.ts'

/**
 * Where a plant ended: all that tells of it went by accepted proposals; or by them and by what the sweep added; its
 * quote was left out because a gate named it; it stands in the published folder, in part or whole.
 */
export const ends = ['proposals', 'sweep', 'gate', 'part', 'whole'] as const
export type End = (typeof ends)[number]
export type Ended = { plant: Plant; end: End; door: string; text: string; left: string[] }

/** What is left of each plant is read in the folder; who took the rest away, in the edits. */
export function countEnds(outcomes: readonly Outcome[]): Ended[] {
  return outcomes.flatMap((outcome) => outcome.said.plants.map((plant) => endOf(outcome, plant)))
}

function endOf({ said, passage, inFolder }: Outcome, plant: Plant): Ended {
  const { verbatim, reading, edits } = passage
  const standing = reading.segments.filter((segment) => segment.edit === null)
  const words = new Set(wordsOf(inFolder ?? standing.map((segment) => segment.text).join(' ')))
  const telling = tellingIn(plant.words)
  const left = tellingIn(telling.filter((word) => words.has(word)).join(' '))
  const spaced = plant.words.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
  const start = verbatim.search(new RegExp(spaced.join('\\s+')))
  const bySweep = edits.some(
    (edit) =>
      edit.state === 'accepted' &&
      edit.reason === 'swept' &&
      edit.start < start + plant.words.length &&
      edit.end > start,
  )
  const whatIsLeft = inFolder === null ? 'gate' : left.length === telling.length ? 'whole' : 'part'
  const end = left.length > 0 ? whatIsLeft : bySweep ? 'sweep' : 'proposals'
  return { plant, end, door: said.door, text: said.text, left }
}

export type Counts = Record<End, number> & { planted: number }

/** How many ended how, by these names; those that nothing has are left out. */
export function countBy(
  ended: readonly Ended[],
  names: readonly string[],
  nameOf: (one: Ended) => string | null,
): Map<string, Counts> {
  const counts = new Map<string, Counts>()
  for (const name of names)
    for (const one of ended) {
      if (nameOf(one) !== name) continue
      const row = counts.get(name) ?? { planted: 0, proposals: 0, sweep: 0, gate: 0, part: 0, whole: 0 }
      row.planted += 1
      row[one.end] += 1
      counts.set(name, row)
    }
  return counts
}
