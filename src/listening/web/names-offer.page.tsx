import { hideNamesWords } from './hide-names.words.ts'

const words = hideNamesWords['en-GB']

/** A button for those who want their words looked through before they send them. Unseen until a script can answer it. */
export function NamesOffer() {
  return (
    <div class="field" hidden data-names="">
      <button type="button" class="button quiet">
        {words.look}
      </button>
      <p class="hint" data-about="">
        {words.about}
      </p>
      <p role="status" data-wait={words.loading} data-failed={words.failed} />
    </div>
  )
}
