import type { Fields, Parsed } from '../../platform/http/fields.ts'
import { workplaceWords } from './workplace.words.ts'

const words = workplaceWords['en-GB']

export function parseWorkplace(fields: Fields): Parsed<{ isOn: boolean; advice: string }> {
  const isOn = fields.has('on')
  const advice = fields.text('advice').replace(/\s+/g, ' ').slice(0, 500)
  if (isOn && !advice) {
    return { ok: false, problems: [{ field: 'advice', sentence: words.adviceMissing }] }
  }
  return { ok: true, input: { isOn, advice } }
}
