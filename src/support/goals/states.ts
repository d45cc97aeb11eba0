/** Where something a person wants stands: nothing here ever fails. */
export const states = ['open', 'done', 'put-down'] as const
export type State = (typeof states)[number]

/** The same ids, with one of them at another place, counted from 0. */
export function moveTo(ids: readonly string[], id: string, to: number): string[] {
  return ids.filter((one) => one !== id).toSpliced(Math.max(0, to), 0, id)
}
