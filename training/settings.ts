import type { Sure } from '../src/text/deidentify/tagger/packed-chain.ts'
import type { LearningOptions } from './learn.ts'

/** How the shipped model is made. Chosen on sets it was not trained on (`bench/deidentify.ts`), never on a test set. */
export const settings: Omit<LearningOptions, 'names'> = {
  epochs: 5,
  seed: 7,
  rate: 0.03,
  drop: 0.25,
  lower: 0.4,
  swap: 0.75,
  label: 0.08,
}

/** From the chances the model gives to how often it is right, as `bench/deidentify-chances.ts` fits it; in the order of the kinds. */
export const sureOfNames: readonly Sure[] = [
  { slope: 0.72, shift: -0.1 },
  { slope: 0.48, shift: -1 },
  { slope: 0.61, shift: -0.37 },
]

/** The small model, for browsers: so many rows, a quarter of the large one's. */
export const smallRows = 1 << 16
