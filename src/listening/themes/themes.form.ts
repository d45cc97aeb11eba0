import type { Fields, Parsed } from '../../platform/http/fields.ts'
import { isId } from '../../platform/ids.ts'
import type { ThemeChange } from './themes.ts'
import { themesWords } from './themes.words.ts'

const words = themesWords['en-GB'].problems
export const longestName = 80

/** `then` says which of the page's three forms was sent. */
export function parseThemeChange(fields: Fields): Parsed<ThemeChange> {
  switch (fields.text('then')) {
    case 'remove':
      return { ok: true, input: { kind: 'remove' } }
    case 'join': {
      const intoId = fields.text('into')
      if (isId(intoId)) return { ok: true, input: { kind: 'join', intoId } }
      return { ok: false, problems: [{ field: 'into', sentence: words.noInto }] }
    }
    default: {
      const name = fields.text('name')
      const sentence = problemOfName(name)
      if (sentence) return { ok: false, problems: [{ field: 'name', sentence }] }
      return { ok: true, input: { kind: 'rename', name } }
    }
  }
}

/** What is wrong with a theme's name, as a sentence, or null. */
export function problemOfName(name: string): string | null {
  if (name.trim() === '') return words.noName
  return name.length > longestName ? words.longName : null
}
