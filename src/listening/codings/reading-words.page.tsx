import { Edited, PersonWords } from '../../ui/words.tsx'
import type { ShownPiece } from './codings.ts'

/** Somebody's words in the serif, with what the team put there in the sans. */
export function ReadingWords({ pieces, as }: { pieces: readonly ShownPiece[]; as?: 'p' | 'div' }) {
  return (
    <PersonWords as={as}>
      {pieces.map((piece) => (piece.isEdited ? <Edited>{piece.text}</Edited> : piece.text))}
    </PersonWords>
  )
}
