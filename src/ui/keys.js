// Keys for a page whose answers are given one after the other. Each key stands on the page itself, with what it does:
// <kbd data-presses="#accept .primary">a</kbd>. It presses what anybody else clicks, and sends nothing by itself.
const keys = document.querySelector('[data-keys]')
const toggle = keys?.querySelector('button')
const presses = new Map(
  [...(keys?.querySelectorAll('[data-presses]') ?? [])].map((key) => [
    key.textContent.trim(),
    key.dataset.presses,
  ]),
)

if (keys) {
  keys.hidden = false
  show()
}
toggle?.addEventListener('click', () => {
  localStorage.setItem('keys', isOff() ? 'on' : 'off')
  show()
})
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') document.activeElement?.blur()
  if (isOff() || event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target))
    return
  const wanted = presses.get(event.key)
  const target = wanted && document.querySelector(wanted)
  if (!target) return
  event.preventDefault()
  press(target)
})

// Who speaks to a computer, or has keys of their own, can do without ours: the browser remembers it.
function isOff() {
  return localStorage.getItem('keys') === 'off'
}

function show() {
  toggle.textContent = isOff() ? toggle.dataset.on : toggle.dataset.off
}

function isTyping(element) {
  return element.matches('textarea, select, input:not([type="checkbox"], [type="radio"])')
}

function press(target) {
  if (target.matches('summary')) {
    target.parentElement.open = true
    target.parentElement.querySelector('input:not([type="hidden"]), select')?.focus()
  } else if (target.matches('input')) {
    target.focus()
    target.select()
  } else target.click()
}
