import { FieldNotes } from './field.tsx'
import type { ComponentChildren } from 'preact'

export type WordChoice = {
  value: string
  text: string
  checked?: boolean | undefined
  disabled?: boolean | undefined
}

type GroupProps = {
  name: string
  legend: ComponentChildren
  hint?: ComponentChildren | undefined
  error?: string | undefined
}

/**
 * A passage as a run of words, each a checkbox, so that a stretch can be chosen without a script.
 * `look` is how a ticked word shows: `mark` for choosing it, `leave-out` for cutting it.
 */
export function ChooseWords(
  props: GroupProps & {
    words: readonly WordChoice[]
    look?: 'mark' | 'leave-out' | undefined
    lang?: string | undefined
  },
) {
  return (
    <ChooseGroup group={props}>
      <div class={props.look === 'leave-out' ? 'choose-words leave-out' : 'choose-words'} lang={props.lang}>
        {props.words.map((word, index) => (
          <>
            <label>
              <input
                type="checkbox"
                id={index === 0 ? `field-${props.name}` : undefined}
                name={props.name}
                value={word.value}
                checked={word.checked}
                disabled={word.disabled}
              />
              <span>{word.text}</span>
            </label>{' '}
          </>
        ))}
      </div>
    </ChooseGroup>
  )
}

/** The sentences of a passage, one of them to be chosen. */
export function ChooseSentence(
  props: GroupProps & {
    sentences: readonly { value: string; text: ComponentChildren }[]
    value?: string | undefined
    lang?: string | undefined
  },
) {
  return (
    <ChooseGroup group={props}>
      <div class="choose-sentence" lang={props.lang}>
        {props.sentences.map((sentence, index) => (
          <label>
            <input
              type="radio"
              id={index === 0 ? `field-${props.name}` : undefined}
              name={props.name}
              value={sentence.value}
              checked={sentence.value === props.value}
            />
            <span>{sentence.text}</span>
          </label>
        ))}
      </div>
    </ChooseGroup>
  )
}

function ChooseGroup({ group, children }: { group: GroupProps; children: ComponentChildren }) {
  const described = [
    group.hint === undefined ? null : `field-${group.name}-hint`,
    group.error === undefined ? null : `field-${group.name}-error`,
  ].filter((part) => part !== null)
  return (
    <fieldset class="field" aria-describedby={described.join(' ') || undefined}>
      <legend class="label">{group.legend}</legend>
      <FieldNotes field={{ name: group.name, label: group.legend, hint: group.hint, error: group.error }} />
      {children}
    </fieldset>
  )
}
