import { makeContact, send, type Contact } from './contact.island.tsx'
import { mostLetters, mostNotes } from './limits.ts'
import { offlineWords } from './offline.words.ts'
import { Outbox, type Draft, type Person } from './outbox.ts'
import { writePaths } from './write-paths.ts'
import { sealNote } from './sealed-note.ts'

/** What is being written, under a name that no other tab writes under until it is let go. */
type Note = { person: Person; id: string; letGo: () => void; unkept: Omit<Draft, 'at' | 'place'> | null }

const words = offlineWords['en-GB']
const root = find<HTMLElement>('[data-write]')
const form = find<HTMLFormElement>('[data-note]')
const box = find<HTMLTextAreaElement>('textarea')
const day = find<HTMLInputElement>('input[name=day]')
const list = find<HTMLElement>('[data-list]')
const said = find<HTMLElement>('[data-said]')
const publicKey = Uint8Array.from(atob(root.dataset['key']!), (letter) => letter.charCodeAt(0))

const outbox = await open().catch(refuse)
let met: Contact = { standing: 'away' }
let writer: string | null = null
let people: Person[] = []
let current: Note | null = null
let [isOpening, isSaving] = [false, false]
let contact: Promise<void> | null = null
let isAskedAgain = false
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

/** Throws where a browser keeps nothing, or may not seal. */
function open(): Promise<Outbox> {
  return isSecureContext ? Outbox.open() : Promise.reject(new Error('Nothing can be sealed here.'))
}

/** Nothing of this page can be done, and nothing of it begins. */
function refuse(): Promise<never> {
  find<HTMLElement>('[data-without]').hidden = true
  find<HTMLElement>('[data-refused]').hidden = false
  return new Promise(() => undefined)
}

/**
 * One contact at a time. Whoever asks meanwhile gets one more that begins after it: the one under way may not see what was
 * saved since, or that the connection is there again.
 */
function meet(): Promise<void> {
  if (contact) isAskedAgain = true
  contact ??= makeAll().finally(() => {
    contact = null
  })
  return contact
}

async function makeAll(): Promise<void> {
  do {
    isAskedAgain = false
    await makeOne().catch(() => say(words.unread))
    root.dataset['met'] = String(Number(root.dataset['met'] ?? 0) + 1)
  } while (isAskedAgain)
}

async function makeOne(): Promise<void> {
  const isKept = (await findKeeper()) !== undefined
  met = await makeContact(outbox, isKept)
  if (met.people) {
    ;[writer, people] = [met.writer!, met.people]
  } else if (met.standing === 'nobody') {
    ;[writer, people] = [null, []]
  } else {
    const known = await outbox.said()
    writer ??= known?.writer ?? null
    const now = await outbox.now()
    const live = people.filter(({ until }) => until === null || until > now)
    people = live.length > 0 ? live : (known?.people ?? [])
  }
  const isShut = current && !people.some(({ space }) => space === current!.person.space)
  if (isShut && met.standing !== 'out') closeNote()
  await show()
}

async function show(): Promise<void> {
  const [notes, lost, keeper] = [await outbox.waiting(), await outbox.lost(), await findKeeper()]
  const begun = writer ? await outbox.drafts(writer) : []
  find('[data-waiting]').textContent = words.waiting(notes.length)
  find('[data-standing]').textContent = words.standing[met.standing]
  find('[data-standing]').dataset['standing'] = met.standing
  const staying = [
    ...(met.others ? [words.others(met.others)] : []),
    ...(met.broken ? [words.broken(met.broken)] : []),
  ]
  find('[data-staying]').hidden = staying.length === 0
  find('[data-staying]').textContent = staying.join(' ')
  find('[data-sign-in]').hidden = met.standing !== 'out'
  const sentences = [
    ...(lost.gone > 0 ? [words.gone(lost.gone)] : []),
    ...(lost.expired > 0 ? [words.expired(lost.expired)] : []),
  ]
  find('[data-lost]').hidden = sentences.length === 0
  find('[data-lost] p').textContent = sentences.join(' ')
  // Nobody is signed in, and there is a connection: whoever holds the phone may be anybody.
  const shown = met.standing === 'out' ? [] : people
  list.hidden = current !== null || met.standing === 'out'
  form.hidden = current === null
  find('[data-none]').hidden = shown.length > 0
  const spaces = new Set(begun.map(({ space }) => space))
  find('[data-list] ul').replaceChildren(...shown.map((person) => makeLine(person, spaces.has(person.space))))
  find('[data-keep]').hidden = keeper !== undefined || !('serviceWorker' in navigator)
  find('[data-kept]').hidden = keeper === undefined && notes.length === 0
}

function makeLine(person: Person, isBegun: boolean): HTMLElement {
  const [line, button] = [document.createElement('li'), document.createElement('button')]
  button.type = 'button'
  button.className = 'button plain own'
  button.textContent = person.name
  button.onclick = () => void openNote(person).catch(() => say(words.unread))
  line.append(button, isBegun ? ` ${words.begun}` : '')
  return line
}

async function openNote(person: Person): Promise<void> {
  if (isOpening) return
  isOpening = true
  try {
    const { note, draft } = await takeNote(person)
    current = note
    find('[data-note] h2').textContent = words.for(person.name)
    ;[box.value, day.value] = [draft?.words ?? '', draft?.day ?? '']
    say('')
    await show()
    box.focus()
  } finally {
    isOpening = false
  }
}

/** What was begun for somebody and is open in no other tab, the newest first; else a new note. */
async function takeNote(person: Person): Promise<{ note: Note; draft?: Draft }> {
  for (const draft of await outbox.drafts(writer!, person.space)) {
    const letGo = await claim(draft.id)
    if (letGo) return { note: { person, id: draft.id, letGo, unkept: null }, draft }
  }
  const id = crypto.randomUUID()
  return { note: { person, id, letGo: (await claim(id))!, unkept: null } }
}

/** Holds a name that only one tab holds at a time, until it is let go or the tab is gone; null when another has it. */
function claim(id: string): Promise<(() => void) | null> {
  return new Promise((yes, no) => {
    // A browser that knows no such thing goes on as if this were the only tab.
    if (!('locks' in navigator)) return yes(() => undefined)
    navigator.locks
      .request(`write/${id}`, { ifAvailable: true }, (lock) =>
        lock ? new Promise<void>((letGo) => yes(letGo)) : yes(null),
      )
      .catch(no)
  })
}

function closeNote(): void {
  current?.letGo()
  current = null
  ;[box.value, day.value] = ['', '']
}

/** Keeps what is typed, one after the other, so that an older state never lands on a newer one. */
function keepTyped(): Promise<void> {
  // What is being saved is on its way out of here: kept once more it would lie beside the note, in plain words.
  if (!current || !writer || isSaving) return typed
  const note = current
  note.unkept = { id: note.id, writer, space: note.person.space, words: box.value, day: day.value }
  form.dataset['typed'] = 'keeping'
  typed = typed.then(() => keepNewest(note))
  return typed
}

async function keepNewest(note: Note): Promise<void> {
  const draft = note.unkept
  // One that came later has been kept already.
  if (!draft) return
  note.unkept = null
  try {
    await (draft.words === '' ? outbox.dropDraft(draft) : outbox.keepDraft(draft))
    if (said.textContent === words.notTyped) say('')
    if (!note.unkept) form.dataset['typed'] = 'kept'
  } catch {
    say(words.notTyped)
    form.dataset['typed'] = 'refused'
  }
}

async function saveNote(): Promise<void> {
  const { person, id } = current!
  const text = box.value.trim()
  if (text === '') return say(words.empty)
  if (text.length > mostLetters) return say(words.tooLong(text.length, mostLetters))
  const isTyped = keepTyped()
  setSaving(true)
  await isTyped
  const belongs = { id, space: person.space, writer: writer! }
  const at = await outbox.now()
  const sealed = await sealNote(publicKey, belongs, { words: text, day: day.value || null, at })
  const kept = await outbox.save({ ...belongs, sealed, at }).catch(() => 'refused' as const)
  if (kept === 'full') return say(words.full(mostNotes))
  // A phone with no room left can still send it: then nothing has to lie on it.
  if (kept === 'refused' && (await send({ ...belongs, sealed })) !== 'saved') return say(words.failed)
  if (kept === 'refused') await outbox.dropDraft(belongs)
  closeNote()
  say(kept === 'saved' ? words.saved : words.sent)
  await show()
  await meet()
}

function setSaving(is: boolean): void {
  isSaving = is
  find<HTMLButtonElement>('[data-note] [type=submit]').disabled = is
  box.readOnly = day.readOnly = is
}

function say(sentence: string): void {
  said.textContent = sentence
}

box.oninput = () => void keepTyped()
day.oninput = () => void keepTyped()
find<HTMLButtonElement>('[data-note] [type=button]').onclick = async () => {
  await keepTyped()
  // It stands nowhere else.
  if (form.dataset['typed'] === 'refused' && box.value !== '') return
  closeNote()
  await show()
}
form.onsubmit = (event) => {
  event.preventDefault()
  if (isSaving) return
  void saveNote()
    .catch(() => say(words.failed))
    .finally(() => setSaving(false))
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
