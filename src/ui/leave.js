// On pages for people and contributors: "Leave quickly" puts an everyday page in the place of this one in the history, and
// so does Escape pressed three times. On a phone that others use, a person's own page goes when nobody touched it for five
// minutes.
const way = document.querySelector('.leave a')
const still = Number(document.body.dataset.still) * 1000
let touched = Date.now()
let escapes = []

way?.addEventListener('click', (event) => {
  event.preventDefault()
  go(way.href)
})
addEventListener('keydown', (event) => {
  touched = Date.now()
  escapes = event.key === 'Escape' ? [...escapes, touched].slice(-3) : []
  if (way && escapes.length === 3 && touched - escapes[0] < 2000) go(way.href)
})
addEventListener('pointerdown', () => (touched = Date.now()))
// A page that comes out of the browser's memory is asked for again where the way out closes it: it may have been closed
// meanwhile. Elsewhere words may stand in a box, which asking again would empty.
addEventListener('pageshow', (event) => {
  if (event.persisted && way?.origin === location.origin) location.reload()
})
if (still) {
  setInterval(look, 1000)
  document.addEventListener('visibilitychange', look)
}

function look() {
  if (Date.now() - touched >= still) go(document.body.dataset.closed)
}

function go(address) {
  document.title = ''
  document.body.replaceChildren()
  location.replace(address)
}
