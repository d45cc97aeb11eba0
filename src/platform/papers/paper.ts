/** Whose words these are: people see it by the letters, serif for a person's own and sans for ours. */
export type Whose = 'own' | 'ours'

/**
 * A stretch of words in one voice. Line ends in `words` are kept, everything else is set as it is written. `language`
 * is given where it is known and not the paper's; the direction comes from the letters.
 */
export type Said = { whose: Whose; words: string; language?: string }

/** The kinds of picture that every browser shows. */
export type PictureType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif' | 'image/avif'

/** One thing on a paper, in the order people read it. */
export type Block =
  /** Ours. The title is the only heading of level 1; a 3 stands under a 2. */
  | { kind: 'heading'; level: 2 | 3; words: string }
  | ({ kind: 'paragraph' } & Said)
  | { kind: 'list'; isOrdered?: boolean; items: readonly Said[] }
  /** Lines of "label: words"; the labels are ours. */
  | { kind: 'definitions'; lines: readonly { label: string; said: Said }[] }
  /** `day` is for machines ("2026-05-03"), `words` say it to people. */
  | { kind: 'date'; day: string; words: string }
  | { kind: 'rule' }
  /** `name` is its file in the bundle; `caption` is what its owner wrote under it. */
  | { kind: 'picture'; name: string; type: PictureType; bytes: Uint8Array; alt: string; caption?: Said }
  /** A file beside the paper that no paper can hold: `name` is its file in the bundle, `words` say what it is. */
  | { kind: 'attachment'; name: string; words: string }

/** What both writers make a paper of. The same paper gives the same bytes, whenever and wherever it is written. */
export type Paper = {
  title: string
  /** BCP 47, of our words: "en-GB". */
  language: string
  /** The moment the paper is of. */
  made: Date
  blocks: readonly Block[]
}

/** Everything on the paper that is set in letters, in reading order. */
export function saidOn(paper: Paper): Said[] {
  return [ours(paper.title), ...paper.blocks.flatMap(saidIn)]
}

function saidIn(block: Block): Said[] {
  switch (block.kind) {
    case 'heading':
    case 'date':
      return [ours(block.words)]
    case 'paragraph':
      return [block]
    case 'list':
      return [...block.items]
    case 'definitions':
      return block.lines.flatMap((line) => [ours(line.label), line.said])
    case 'picture':
      return block.caption ? [block.caption] : []
    case 'attachment':
      return [ours(block.words), ours(block.name)]
    case 'rule':
      return []
  }
}

export function ours(words: string): Said {
  return { whose: 'ours', words }
}
