import type { Fields } from '../../platform/http/fields.ts'
import type { Withdrawing } from './withdrawals.ts'

/** When what is printed goes; whatever is not one of the two is *now*. */
export function parseWhen(fields: Fields): Withdrawing['when'] {
  return fields.text('when') === 'at-rebuild' ? 'at-rebuild' : 'now'
}
