// On the pages of somebody's space: shuts the page when the invitation ends, and when it is brought back after that.
const watch = document.querySelector<HTMLElement>('[data-open]')!
const begun = Date.now()
/** How long the invitation lasts from when the page was made, in milliseconds; none: it has no end. */
const left = watch.dataset['left'] === undefined ? Infinity : Number(watch.dataset['left'])

void look()
addEventListener('pageshow', () => void look())
addEventListener('online', () => void look())
document.addEventListener('visibilitychange', () => void look())
setInterval(() => void look(), 60_000)
if (left < 2 ** 31) setTimeout(() => void look(), left)

/** A phone's clock stands still or jumps while it sleeps: whichever says that more time has gone is believed. */
async function look(): Promise<void> {
  if (Math.max(performance.now(), Date.now() - begun) >= left) return shut()
  if (document.hidden || !navigator.onLine) return
  try {
    const answer = await fetch(watch.dataset['open']!, { cache: 'no-store', redirect: 'manual' })
    if (answer.status === 404) shut()
  } catch {
    // No connection: nothing new is known.
  }
}

function shut(): void {
  const sentence = document.createElement('p')
  sentence.textContent = watch.dataset['ended']!
  sentence.className = 'page'
  sentence.setAttribute('role', 'status')
  document.body.replaceChildren(sentence)
}
