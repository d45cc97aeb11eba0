// On the two pages about passkeys: a browser lets only a script ask for one. It sends
// nothing by itself. What the passkey answers goes into a hidden field of the page's own form, which is then sent.
const form = document.querySelector('form[data-passkey]')
const able = globalThis.PublicKeyCredential !== undefined && navigator.credentials !== undefined

for (const part of document.querySelectorAll('[data-without-passkeys]')) part.hidden = able
if (form) form.hidden = !able
form?.addEventListener('submit', (event) => {
  event.preventDefault()
  void ask(form)
})

async function ask(form) {
  const said = form.querySelector('[data-said]')
  const button = form.querySelector('button')
  said.textContent = ''
  button.disabled = true
  try {
    const options = JSON.parse(form.dataset.options)
    const credential =
      form.dataset.passkey === 'make'
        ? await navigator.credentials.create({ publicKey: readNew(options) })
        : await navigator.credentials.get({ publicKey: readAsked(options) })
    form.elements.namedItem('answer').value = JSON.stringify(write(credential))
    form.submit()
  } catch (error) {
    said.textContent = error.name === 'InvalidStateError' ? form.dataset.known : form.dataset.failed
    button.disabled = false
  }
}

function readNew(options) {
  return {
    ...options,
    challenge: toBytes(options.challenge),
    user: { ...options.user, id: toBytes(options.user.id) },
    excludeCredentials: (options.excludeCredentials ?? []).map(readId),
  }
}

function readAsked(options) {
  return {
    ...options,
    challenge: toBytes(options.challenge),
    allowCredentials: (options.allowCredentials ?? []).map(readId),
  }
}

function readId(credential) {
  return { ...credential, id: toBytes(credential.id) }
}

function write({ id, rawId, type, response }) {
  const parts = ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']
  const written = parts.filter((name) => response[name]).map((name) => [name, toText(response[name])])
  return { id, rawId: toText(rawId), type, clientExtensionResults: {}, response: Object.fromEntries(written) }
}

function toBytes(text) {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(plain, (letter) => letter.codePointAt(0))
}

function toText(bytes) {
  const plain = String.fromCodePoint(...new Uint8Array(bytes))
  return btoa(plain).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
