import type { Fields, Parsed } from '../../platform/http/fields.ts'
import { isId } from '../../platform/ids.ts'
import { longestName as longest, problemOfName } from './names.ts'
import type { ThemeChange } from './themes.ts'
import { themesWords } from './themes.words.ts'

const words = themesWords['en-GB'].problems

export const longestName = longest

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
