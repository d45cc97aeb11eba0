import type { ComponentChildren } from 'preact'

/**
 * A form that a passkey answers (passkeys.js): unseen without the script, because without it it can do nothing. What the
 * passkey says goes into the field `answer`.
 */
export function PasskeyForm(props: {
  action: string
  does: 'make' | 'use'
  /** What the browser is asked, as JSON of WebAuthn. */
  options: object
  said: { failed: string; known: string }
  children: ComponentChildren
}) {
  return (
    <form
      method="post"
      action={props.action}
      hidden
      data-passkey={props.does}
      data-options={JSON.stringify(props.options)}
      data-failed={props.said.failed}
      data-known={props.said.known}
      noValidate
    >
      <input type="hidden" name="answer" value="" />
      {props.children}
      <p class="error" role="status" data-said="" />
    </form>
  )
}
