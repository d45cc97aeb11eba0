import { decide, openForReview } from '../src/listening/review/review.ts'
import { keepSweep, openSweep, type SweptWord } from '../src/listening/review/sweep.ts'
import { plain, type FirstReader } from './leak-pipeline.ts'
import type { Planted } from './leak-planting.ts'
import { randomFrom } from './made-up-identifiers.ts'

/** Accepts what is proposed, which the pipeline does for every first reader, and reads nothing else. */
export const acceptsOnly: FirstReader = async () => undefined

/**
 * Goes through the list of all other words too, and ticks a word when the sentence it is shown in has it as part of an
 * identifier, but for one in ten by the seed. Never ticks anything else: what a person recognises is not modelled, only
 * that they miss some; and a word that stands in no list, or is shown in another sentence, is never seen.
 */
export function makeSweeper(planted: readonly Planted[], seed: number): FirstReader {
  const random = randomFrom(seed)
  return async ({ listener }, exerciseId) => {
    for (;;) {
      const view = await listener((ctx) => openSweep(ctx, exerciseId))
      if (view.passages === 0) return
      const ticked = view.words.filter((word) => isOfPlant(planted, word) && random(10) > 0)
      const kept = await listener((ctx) =>
        keepSweep(ctx, exerciseId, { stamp: view.stamp, ticked: ticked.map((word) => word.key) }),
      )
      if (!kept.ok) throw new Error(kept.problems.map((problem) => problem.sentence).join(' '))
    }
  }
}

function isOfPlant(planted: readonly Planted[], { example }: SweptWord): boolean {
  const whole = (text: string) => plain(text.replaceAll('…', ''))
  const before = whole(`${example.before}|`).slice(0, -1)
  const sentence = whole(example.before + example.words + example.after)
  return planted.some(({ text, plants }) => {
    const at = text.indexOf(sentence)
    if (at < 0) return false
    const word = at + before.length
    return plants.some(({ start, end }) => word < end && word + example.words.length > start)
  })
}

/** Leaves every proposal: what is not published then, the gates stopped. */
export const leavesAll: FirstReader = async ({ listener }, _, passages) => {
  for (const { passageId } of passages) {
    await listener(async (ctx) => {
      const { edits, stamp } = await openForReview(ctx, passageId)
      const answers = edits.map(({ id, replacement }) => {
        return { editId: id, answer: 'leave' as const, replacement, note: 'It stays.' }
      })
      await decide(ctx, passageId, { stamp, answers, pass: false })
    })
  }
}
