import type { ComponentChildren } from 'preact'
import { useLayoutWords } from './language.ts'

/** What every field takes. `id` only where one name stands twice on a page; otherwise `field-` + name. */
export type FieldProps = {
  name: string
  label: ComponentChildren
  hint?: ComponentChildren | undefined
  /** What to do about the value, as a sentence. */
  error?: string | undefined
  required?: boolean | undefined
  /** Says in words that the field may stay empty. */
  optional?: boolean | undefined
  disabled?: boolean | undefined
  id?: string | undefined
}

export function fieldId(field: { name: string; id?: string | undefined }): string {
  return field.id ?? `field-${field.name}`
}

/** The attributes that tie a control to its hint and its error. */
export function describeField(field: FieldProps) {
  const id = fieldId(field)
  const described = [
    field.hint === undefined ? null : `${id}-hint`,
    field.error === undefined ? null : `${id}-error`,
  ]
  return {
    'aria-describedby': described.filter((part) => part !== null).join(' ') || undefined,
    'aria-invalid': field.error === undefined ? undefined : ('true' as const),
  }
}

/** Label, hint, error and then the control, in the order a person needs them. */
export function Field({ field, children }: { field: FieldProps; children: ComponentChildren }) {
  const id = fieldId(field)
  return (
    <div class="field">
      <label class="label" for={id}>
        {field.label}
        <OptionalMark field={field} />
      </label>
      <FieldNotes field={field} />
      {children}
    </div>
  )
}

/** Several controls under one question. */
export function FieldGroup({ field, children }: { field: FieldProps; children: ComponentChildren }) {
  return (
    <fieldset class="field" aria-describedby={describeField(field)['aria-describedby']}>
      <legend class="label">
        {field.label}
        <OptionalMark field={field} />
      </legend>
      <FieldNotes field={field} />
      {children}
    </fieldset>
  )
}

export function FieldNotes({ field }: { field: FieldProps }) {
  const words = useLayoutWords()
  const id = fieldId(field)
  return (
    <>
      {field.hint !== undefined && (
        <div class="hint" id={`${id}-hint`}>
          {field.hint}
        </div>
      )}
      {field.error !== undefined && (
        <p class="error" id={`${id}-error`}>
          <span class="unseen">{words.errorPrefix} </span>
          {field.error}
        </p>
      )}
    </>
  )
}

function OptionalMark({ field }: { field: FieldProps }) {
  const words = useLayoutWords()
  return field.optional ? <span class="soft"> {words.optional}</span> : null
}
