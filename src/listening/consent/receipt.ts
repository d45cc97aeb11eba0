import type { Answers } from './consent.ts'
import { receiptWords } from './receipt.words.ts'
import { uses, type Use } from './uses.ts'

/**
 * What somebody said yes and no to, and how to change it: four lines, to print or to copy by hand. `asked` are the uses
 * this voice is asked about; `changeMind` the sentences about the two dates; `address` where it comes back.
 */
export function writeReceipt(input: {
  answers: Answers
  asked: readonly Use[]
  changeMind: readonly string[]
  organisation: string
  address: string
}): [string, string, string, string] {
  const words = receiptWords['en-GB']
  const counted = uses.filter((use) => input.asked.includes(use) || input.answers[use] !== undefined)
  const yes = counted.filter((use) => input.answers[use]?.answer)
  const no = counted.filter((use) => !input.answers[use]?.answer)
  return [
    yes.length > 0 ? words.yes(yes.map((use) => words.said[use])) : words.noYes,
    no.length > 0 ? words.no(no.map((use) => words.said[use])) : words.noNo,
    input.changeMind.join(' '),
    words.back(input.organisation, input.address),
  ]
}
