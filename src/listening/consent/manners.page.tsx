import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Choices, TextArea } from '../../ui/form.tsx'
import { askedWords } from './asked.words.ts'
import type { TypedManner } from './manners.form.ts'
import type { Manner } from './manners.ts'
import type { Said } from './script.ts'
import { mannersWords } from './manners.words.ts'

const words = mannersWords['en-GB']
const every = Object.keys(words.manners) as Manner[]
const asked = askedWords['en-GB']

/** How people were asked, and what they were told where that was not our words. */
export function MannerFields(props: {
  /** Those to choose from; all of them when left out. */
  manners?: readonly Manner[] | undefined
  typed?: TypedManner | undefined
  problems?: readonly FieldProblem[] | undefined
}) {
  const { typed, problems = [] } = props
  return (
    <>
      <Choices
        name="manner"
        label={words.label}
        hint={words.hint}
        error={findSentence(problems, 'manner')}
        options={(props.manners ?? every).map((value) => ({ value, label: words.manners[value] }))}
        value={typed?.manner}
      />
      <TextArea
        name="said"
        label={words.said}
        hint={words.saidHint}
        error={findSentence(problems, 'said')}
        value={typed?.said}
        rows={3}
        maxLength={5000}
        autocomplete="off"
        optional
      />
    </>
  )
}

/** Our words, folded away, with the two questions that follow them. */
export function OurWordsList(props: { manners: readonly { manner: Manner; ours: Said | null }[] }) {
  return (
    <>
      {props.manners.map(
        ({ manner, ours }) =>
          ours && (
            <details>
              <summary>{words.manners[manner]}</summary>
              <ul>
                {ours.said.map((sentence) => (
                  <li>{sentence}</li>
                ))}
                {(['read', 'quote'] as const).map((use) => (
                  <li>
                    <strong>{asked[use].asks}</strong> {asked[use].hint}
                  </li>
                ))}
              </ul>
            </details>
          ),
      )}
    </>
  )
}
