import type { ComponentChildren } from 'preact'
import { Fold } from '../../ui/fold.tsx'
import { splitNumbers } from '../../ui/numbers.ts'
import { Telephone } from '../../ui/telephone.tsx'
import { PersonWords, splitLines } from '../../ui/words.tsx'
import type { Texts } from './keep-both.ts'

/** The words of a part to the letter; a number in them is one to ring. Several stand under each other. */
export function OwnWords(props: { texts: Texts }) {
  return (
    <>
      {props.texts.map((text) => (
        <PersonWords as="div">{withNumbers(text)}</PersonWords>
      ))}
    </>
  )
}

function withNumbers(text: string): ComponentChildren[] {
  return splitNumbers(text).flatMap(({ text: piece, isNumber }) =>
    isNumber ? [<Telephone number={piece} />] : splitLines(piece),
  )
}

/** Questions that may help with writing, behind their name until they are wanted. */
export function Prompts(props: { summary: string; prompts: readonly string[] }) {
  return (
    <Fold summary={props.summary}>
      <ul>
        {props.prompts.map((prompt) => (
          <li>{prompt}</li>
        ))}
      </ul>
    </Fold>
  )
}
