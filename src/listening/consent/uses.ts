/**
 * What words may be used for, each asked by itself. `read` and `quote` are asked at every door; the others behind the
 * come-back phrase or in the conversation. `describe`: quoted with a short description the voice chose; `sign`: named
 * under a piece; `recording`: the recording is kept; `later`: used in a later exercise; `preview`: shown to the voice
 * before it is published; `told`: the voice hears what happens.
 */
export const uses = ['read', 'quote', 'describe', 'sign', 'recording', 'later', 'preview', 'told'] as const
export type Use = (typeof uses)[number]

export const furtherUses = ['describe', 'sign', 'recording', 'later', 'preview', 'told'] as const
export type FurtherUse = (typeof furtherUses)[number]

/** Asked by nobody where voices work for whoever asks: there nobody is described or named. */
const nameless: readonly string[] = ['describe', 'sign'] satisfies FurtherUse[]

/** What can be asked further of these voices. */
export function furtherUsesOf(exercise: { isWorkplace: boolean }): FurtherUse[] {
  return furtherUses.filter((use) => !exercise.isWorkplace || !nameless.includes(use))
}

/** What a voice says of itself. `hats`: that it works in this field and has lived it too, in its own words. */
const detailKinds = ['description', 'name', 'hats', 'reach'] as const
export type DetailKind = (typeof detailKinds)[number]

/** The words of its own that belong to a yes, and go with a no. */
export const detailOf: Readonly<Partial<Record<Use, DetailKind>>> = {
  describe: 'description',
  sign: 'name',
  told: 'reach',
}

/** The longest of each, in UTF-16 code units. */
export const longestDetail: Readonly<Record<DetailKind, number>> = {
  description: 80,
  name: 80,
  hats: 500,
  reach: 200,
}

export function isUse(text: string): text is Use {
  return (uses as readonly string[]).includes(text)
}

/** Further uses out of a text that joins them by spaces, in their own order. */
export function readFurtherUses(text: string): FurtherUse[] {
  const named = text.split(' ')
  return furtherUses.filter((use) => named.includes(use))
}
