import { createContext, h } from 'preact'
import type { ComponentChildren } from 'preact'
import { useContext } from 'preact/hooks'
import { describeField, Field, FieldGroup, fieldId, FieldNotes } from './field.tsx'
import type { FieldProps } from './field.tsx'
import { useLayoutWords } from './language.ts'

/** Names in whose page a form stands; null: in nobody's. Provided by the page, so that no form has to be told. */
export const FormOwner = createContext<string | null>(null)

/** The field that carries it. */
export const ownerField = 'whose'

/**
 * A form the server checks. The browser's own bubbles are off: they speak another language than the page,
 * and our sentences say what to do.
 */
export function Form({
  action,
  method = 'post',
  encType,
  id,
  label,
  children,
}: {
  action: string
  method?: 'get' | 'post' | undefined
  encType?: 'multipart/form-data' | undefined
  id?: string | undefined
  /** A name for the form where a page has several. */
  label?: string | undefined
  children: ComponentChildren
}) {
  const owner = useContext(FormOwner)
  return (
    <form action={action} method={method} enctype={encType} id={id} aria-label={label} noValidate>
      {owner !== null && method === 'post' && <Hidden name={ownerField} value={owner} />}
      {children}
    </form>
  )
}

export type TextFieldProps = FieldProps & {
  value?: string | undefined
  type?: 'text' | 'email' | 'tel' | 'url' | 'search' | 'password' | 'number' | undefined
  autocomplete?: string | undefined
  inputMode?: 'text' | 'numeric' | 'email' | 'tel' | 'search' | undefined
  maxLength?: number | undefined
  /** How long an answer is expected to be; the whole line when left out. */
  width?: 'short' | 'medium' | undefined
  /** Set when a person's own words go here: they are shown in the serif. */
  own?: boolean | undefined
  spellcheck?: boolean | undefined
}

export function TextField(props: TextFieldProps) {
  // Preact types an input by one literal `type`; here the caller chooses it, so the element is made by hand.
  const input = h('input', {
    class: joinClasses(props.width, props.own && 'own'),
    id: fieldId(props),
    name: props.name,
    type: props.type ?? 'text',
    value: props.value,
    required: props.required,
    disabled: props.disabled,
    maxLength: props.maxLength,
    autocomplete: props.autocomplete,
    inputMode: props.inputMode,
    spellcheck: props.spellcheck,
    ...describeField(props),
  })
  return <Field field={props}>{input}</Field>
}

export function TextArea(
  props: FieldProps & {
    value?: string | undefined
    rows?: number | undefined
    maxLength?: number | undefined
    /** Set when a person's own words go here: they are shown in the serif. */
    own?: boolean | undefined
    autocomplete?: string | undefined
    spellcheck?: boolean | undefined
  },
) {
  return (
    <Field field={props}>
      <textarea
        class={joinClasses(props.own && 'own')}
        id={fieldId(props)}
        name={props.name}
        rows={props.rows ?? 6}
        required={props.required}
        disabled={props.disabled}
        maxLength={props.maxLength}
        autocomplete={props.autocomplete}
        spellcheck={props.spellcheck}
        value={props.value}
        {...describeField(props)}
      />
    </Field>
  )
}

/** A day. The browser's own field gives and takes `YYYY-MM-DD`; `typed` gives whatever somebody wrote. */
export function DateField(
  props: FieldProps & {
    value?: string | undefined
    min?: string | undefined
    max?: string | undefined
    typed?: boolean | undefined
  },
) {
  if (props.typed) return <TextField {...props} type="text" width="medium" />
  return (
    <Field field={props}>
      <input
        class="medium"
        id={fieldId(props)}
        name={props.name}
        type="date"
        value={props.value}
        min={props.min}
        max={props.max}
        required={props.required}
        disabled={props.disabled}
        {...describeField(props)}
      />
    </Field>
  )
}

export type SelectOption = { value: string; label: string; disabled?: boolean | undefined }

export function Select(
  props: FieldProps & {
    options: readonly SelectOption[]
    value?: string | undefined
    /** The empty first line; `false` leaves it out. */
    empty?: string | false | undefined
  },
) {
  const words = useLayoutWords()
  return (
    <Field field={props}>
      <select
        id={fieldId(props)}
        name={props.name}
        required={props.required}
        disabled={props.disabled}
        {...describeField(props)}
      >
        {props.empty !== false && <option value="">{props.empty ?? words.chooseOne}</option>}
        {props.options.map((option) => (
          <option value={option.value} selected={option.value === props.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  )
}

export function FileField(
  props: FieldProps & {
    /** File endings or media types the door understands, as the browser's `accept`. */
    accept?: string | undefined
    multiple?: boolean | undefined
  },
) {
  return (
    <Field field={props}>
      <input
        id={fieldId(props)}
        name={props.name}
        type="file"
        accept={props.accept}
        multiple={props.multiple}
        required={props.required}
        disabled={props.disabled}
        {...describeField(props)}
      />
    </Field>
  )
}

export type Choice = {
  value: string
  label: ComponentChildren
  hint?: ComponentChildren | undefined
  disabled?: boolean | undefined
}

/** One of several. The first control carries the group's id, so that a link from the summary lands on it. */
export function Choices(
  props: FieldProps & {
    options: readonly Choice[]
    value?: string | undefined
    inline?: boolean | undefined
  },
) {
  return (
    <FieldGroup field={props}>
      <div class={joinClasses('choices', props.inline && 'inline')}>
        {props.options.map((option, index) => (
          <ChoiceLine
            type="radio"
            group={props}
            index={index}
            option={option}
            checked={option.value === props.value}
          />
        ))}
      </div>
    </FieldGroup>
  )
}

/** Any number of several. */
export function Checkboxes(
  props: FieldProps & { options: readonly Choice[]; values?: readonly string[] | undefined },
) {
  return (
    <FieldGroup field={props}>
      <div class="choices">
        {props.options.map((option, index) => (
          <ChoiceLine
            type="checkbox"
            group={props}
            index={index}
            option={option}
            checked={props.values?.includes(option.value) ?? false}
          />
        ))}
      </div>
    </FieldGroup>
  )
}

/** One yes. Never ticked beforehand unless the page says so. */
export function Checkbox(props: FieldProps & { value?: string | undefined; checked?: boolean | undefined }) {
  const id = fieldId(props)
  return (
    <div class="field">
      <FieldNotes field={{ ...props, hint: undefined }} />
      <div class="choice">
        <input
          type="checkbox"
          id={id}
          name={props.name}
          value={props.value ?? 'yes'}
          checked={props.checked}
          required={props.required}
          disabled={props.disabled}
          {...describeField(props)}
        />
        <label for={id}>{props.label}</label>
        {props.hint !== undefined && (
          <div class="hint" id={`${id}-hint`}>
            {props.hint}
          </div>
        )}
      </div>
    </div>
  )
}

export function Hidden({ name, value }: { name: string; value: string }) {
  return <input type="hidden" name={name} value={value} />
}

type ButtonProps = {
  name?: string | undefined
  value?: string | undefined
  kind?: 'primary' | 'plain' | 'quiet' | undefined
  /** Sends the form to another address. */
  formAction?: string | undefined
  disabled?: boolean | undefined
  /** What a screen reader hears when the words alone do not say which one ("Accept" beside many). */
  about?: string | undefined
  children: ComponentChildren
}

export function Button({ name, value, kind = 'plain', formAction, disabled, about, children }: ButtonProps) {
  return (
    <button
      type="submit"
      class={`button ${kind}`}
      name={name}
      value={value}
      formAction={formAction}
      disabled={disabled}
    >
      {children}
      {about !== undefined && <span class="unseen"> {about}</span>}
    </button>
  )
}

/** A link that is the page's action: it leads somewhere and changes nothing. */
export function ButtonLink({
  href,
  kind = 'plain',
  children,
}: {
  href: string
  kind?: 'primary' | 'plain' | 'quiet' | undefined
  children: ComponentChildren
}) {
  return (
    <a class={`button ${kind}`} href={href}>
      {children}
    </a>
  )
}

/** The page's one primary action, then what else can be done. */
export function Buttons({
  primary,
  name,
  value,
  children,
}: {
  primary?: string | undefined
  name?: string | undefined
  value?: string | undefined
  children?: ComponentChildren | undefined
}) {
  return (
    <div class="buttons">
      {primary !== undefined && (
        <Button kind="primary" name={name} value={value}>
          {primary}
        </Button>
      )}
      {children}
    </div>
  )
}

function ChoiceLine({
  type,
  group,
  index,
  option,
  checked,
}: {
  type: 'radio' | 'checkbox'
  group: FieldProps
  index: number
  option: Choice
  checked: boolean
}) {
  const id = index === 0 ? fieldId(group) : `${fieldId(group)}-${index + 1}`
  const hintId = `${id}-option-hint`
  return (
    <div class="choice">
      <input
        type={type}
        id={id}
        name={group.name}
        value={option.value}
        checked={checked}
        required={type === 'radio' ? group.required : undefined}
        disabled={option.disabled ?? group.disabled}
        aria-describedby={option.hint === undefined ? undefined : hintId}
        aria-invalid={group.error === undefined || type === 'radio' ? undefined : 'true'}
      />
      <label for={id}>{option.label}</label>
      {option.hint !== undefined && (
        <div class="hint" id={hintId}>
          {option.hint}
        </div>
      )}
    </div>
  )
}

function joinClasses(...classes: (string | false | undefined)[]): string | undefined {
  return classes.filter(Boolean).join(' ') || undefined
}
