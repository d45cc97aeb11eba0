import { isId } from '../../platform/ids.ts'

/** The look after which a list goes on; null for none, or for anything else. */
export function readBefore(text: string | null): string | null {
  return isId(text) ? text : null
}
