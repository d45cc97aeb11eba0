import { makeContact, type Standing } from './contact.island.tsx'
import { mostLetters, mostNotes } from './limits.ts'
import { offlineWords } from './offline.words.ts'
import { Outbox, placeOf, type Person } from './outbox.ts'
import { writePaths } from './write-paths.ts'
import { sealNote } from './sealed-note.ts'

const words = offlineWords['en-GB']
const root = find<HTMLElement>('[data-write]')
const form = find<HTMLFormElement>('[data-note]')
const box = find<HTMLTextAreaElement>('textarea')
const day = find<HTMLInputElement>('input[name=day]')
const list = find<HTMLElement>('[data-list]')
const said = find<HTMLElement>('[data-said]')
const publicKey = Uint8Array.from(atob(root.dataset['key']!), (letter) => letter.charCodeAt(0))

let outbox = await Outbox.open()
let standing: Standing = 'away'
let writer: string | null = null
let people: Person[] = []
/** Whose note is being written. */
let current: { person: Person; id: string } | null = null
let contact: Promise<void> | null = null
let typed: Promise<void> = Promise.resolve()

find<HTMLElement>('[data-without]').hidden = true
root.hidden = false
await meet()
const asked = people.find(({ space }) => location.hash === `#${space}`)
if (asked) await openNote(asked)
addEventListener('online', () => void meet())
document.addEventListener('visibilitychange', () => void (document.hidden ? keepTyped() : meet()))
addEventListener('pagehide', () => void keepTyped())
setInterval(() => {
  if (!document.hidden) void meet()
}, 60_000)

/** One contact at a time; whoever asks meanwhile gets that one. */
function meet(): Promise<void> {
  contact ??= makeOne().finally(() => {
    contact = null
  })
  return contact
}

async function makeOne(): Promise<void> {
  const isKept = (await findKeeper()) !== undefined
  const met = await makeContact(outbox, isKept)
  standing = met.standing
  if (met.people) {
    ;[writer, people] = [met.writer!, met.people]
  } else if (standing === 'nobody') {
    ;[writer, people] = [null, []]
  } else {
    const known = await outbox.said()
    writer ??= known?.writer ?? null
    const now = await outbox.now()
    const live = people.filter(({ until }) => until === null || until > now)
    people = live.length > 0 ? live : (known?.people ?? [])
  }
  if (current && standing !== 'out' && !people.some(({ space }) => space === current!.person.space))
    closeNote()
  await show()
}

async function show(): Promise<void> {
  const [notes, lost, keeper] = [await outbox.waiting(), await outbox.lost(), await findKeeper()]
  find('[data-waiting]').textContent = words.waiting(notes.length)
  find('[data-standing]').textContent = words.standing[standing]
  find('[data-sign-in]').hidden = standing !== 'out'
  const sentences = [
    ...(lost.gone > 0 ? [words.gone(lost.gone)] : []),
    ...(lost.expired > 0 ? [words.expired(lost.expired)] : []),
  ]
  find('[data-lost]').hidden = sentences.length === 0
  find('[data-lost] p').textContent = sentences.join(' ')
  // Nobody is signed in, and there is a connection: whoever holds the phone may be anybody.
  const shown = standing === 'out' ? [] : people
  list.hidden = current !== null || standing === 'out'
  form.hidden = current === null
  find('[data-none]').hidden = shown.length > 0
  find('[data-list] ul').replaceChildren(...shown.map(makeLine))
  find('[data-keep]').hidden = keeper !== undefined || !('serviceWorker' in navigator)
  find('[data-kept]').hidden = keeper === undefined && notes.length === 0
}

function makeLine(person: Person): HTMLElement {
  const [line, button] = [document.createElement('li'), document.createElement('button')]
  button.type = 'button'
  button.className = 'button plain own'
  button.textContent = person.name
  button.onclick = () => void openNote(person)
  line.append(button)
  return line
}

async function openNote(person: Person): Promise<void> {
  const draft = await outbox.draft(placeOf(writer!, person.space))
  current = { person, id: draft?.id ?? crypto.randomUUID() }
  find('[data-note] h2').textContent = words.for(person.name)
  ;[box.value, day.value] = [draft?.words ?? '', draft?.day ?? '']
  said.textContent = ''
  await show()
  box.focus()
}

function closeNote(): void {
  current = null
  ;[box.value, day.value] = ['', '']
}

/** Keeps what is typed, one after the other, so that an older state never lands on a newer one. */
function keepTyped(): Promise<void> {
  if (!current || !writer) return typed
  const { person, id } = current
  const draft = { id, writer, space: person.space, words: box.value, day: day.value }
  const place = placeOf(writer, person.space)
  typed = typed
    .then(() => (draft.words === '' ? outbox.dropDraft(place) : outbox.keepDraft({ ...draft, place })))
    .catch(() => undefined)
  return typed
}

async function saveNote(): Promise<void> {
  const { person, id } = current!
  const text = box.value.trim()
  if (text === '') return say(words.empty)
  if (text.length > mostLetters) return say(words.tooLong(text.length, mostLetters))
  await keepTyped()
  const belongs = { id, space: person.space, writer: writer! }
  const at = await outbox.now()
  const sealed = await sealNote(publicKey, belongs, { words: text, day: day.value || null, at })
  if ((await outbox.save({ ...belongs, sealed, at }, placeOf(writer!, person.space))) === 'full') {
    return say(words.full(mostNotes))
  }
  closeNote()
  say(words.saved)
  await show()
  await meet()
}

function say(sentence: string): void {
  said.textContent = sentence
}

box.oninput = () => void keepTyped()
day.oninput = () => void keepTyped()
find<HTMLButtonElement>('[data-note] [type=button]').onclick = () => {
  void keepTyped().then(closeNote).then(show)
}
form.onsubmit = (event) => {
  event.preventDefault()
  const button = find<HTMLButtonElement>('[data-note] [type=submit]')
  if (button.disabled) return
  button.disabled = true
  void saveNote()
    .catch(() => say(words.failed))
    .finally(() => {
      button.disabled = false
    })
}
find<HTMLButtonElement>('[data-lost] button').onclick = () => {
  void outbox.forgetLost().then(show)
}

find<HTMLButtonElement>('[data-keep] button').onclick = () => {
  void keep()
    .then(() => say(words.kept))
    .catch(() => say(words.notKept))
    .then(show)
}

async function keep(): Promise<void> {
  const made = await navigator.serviceWorker.register(writePaths.writeKeeper, {
    scope: writePaths.write,
    updateViaCache: 'none',
  })
  const worker = made.installing ?? made.waiting ?? made.active!
  await new Promise<void>((yes, no) => {
    const look = () => {
      if (worker.state === 'activated') yes()
      if (worker.state === 'redundant') no(new Error('The page is not kept.'))
    }
    worker.onstatechange = look
    look()
  })
  // Without it a browser may throw notes away when it runs short of room.
  await navigator.storage?.persist?.()
  // One that began before knows nothing of this: the names come with the next.
  await contact
  await meet()
}

let isSure = false
find<HTMLButtonElement>('[data-kept] button').onclick = async () => {
  const { length } = await outbox.waiting()
  if (length > 0 && !isSure) {
    isSure = true
    return say(words.removeWaiting(length))
  }
  isSure = false
  await contact
  closeNote()
  await typed
  await (await findKeeper())?.unregister()
  const names = (await caches.keys()).filter((name) => name.startsWith(root.dataset['family']!))
  await Promise.all(names.map((name) => caches.delete(name)))
  await outbox.remove()
  outbox = await Outbox.open()
  await show()
  say(words.removed)
}

async function findKeeper(): Promise<ServiceWorkerRegistration | undefined> {
  if (!('serviceWorker' in navigator)) return undefined
  const found = await navigator.serviceWorker.getRegistration(writePaths.write)
  return found?.active ? found : undefined
}

function find<T extends HTMLElement = HTMLElement>(what: string): T {
  return document.querySelector<T>(what)!
}
