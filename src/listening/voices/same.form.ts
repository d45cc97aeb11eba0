import type { Fields, Parsed } from '../../platform/http/fields.ts'
import { isId } from '../../platform/ids.ts'
import { sameWords } from './same.words.ts'

const words = sameWords['en-GB'].problems

/** Whether two voices that were shown are one person. */
export function parseAnswer(fields: Fields): Parsed<{ keptId: string; otherId: string; isSame: boolean }> {
  const [keptId, otherId, answer] = [fields.text('kept'), fields.text('other'), fields.text('answer')]
  if (!isId(keptId) || !isId(otherId) || (answer !== 'same' && answer !== 'apart')) {
    return { ok: false, problems: [{ field: null, sentence: words.noAnswer }] }
  }
  return { ok: true, input: { keptId, otherId, isSame: answer === 'same' } }
}

/** The pair that was shown last, as `pairOf` writes it; anything else is null. */
export function readAfter(sent: string | null): string | null {
  return sent !== null && sent.length < 80 && sent.split('.').every((id) => isId(id)) ? sent : null
}
