import { openTagger, type Tagger } from '../../text/deidentify/deidentify.ts'
import { findOffers, followTyping, swap, type Draft, type Offer } from './hide-names.ts'
import { hideNamesWords } from './hide-names.words.ts'

const words = hideNamesWords['en-GB']

/** An offer on the page. */
type Shown = Offer & { id: number; state: 'asked' | 'hidden' | 'left'; item: HTMLElement }

let looker: Promise<() => void> | undefined

/** A file of `models`, as a browser gets it. */
type Packed = { default: string }

/** Lists what the small engine sees in the box, below the button of `place`. Nothing of it is sent or kept anywhere. */
export async function look(place: HTMLElement, said: HTMLElement, models: [Packed, Packed]): Promise<void> {
  looker ??= open(models).then((small) => makeLooker(place, said, small))
  const lookNow = await looker
  lookNow()
}

async function open([names, list]: [Packed, Packed]): Promise<Tagger> {
  return openTagger(await unpack(names), await unpack(list))
}

async function unpack(packed: Packed): Promise<Uint8Array> {
  const bytes = Uint8Array.from(atob(packed.default), (letter) => letter.charCodeAt(0))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

function makeLooker(place: HTMLElement, said: HTMLElement, small: Tagger): () => void {
  const box = document.querySelector<HTMLTextAreaElement>('textarea[name=words]')!
  const button = place.querySelector('button')!
  const note = make('p', 'hint', words.notAll)
  const list = make('ul', 'offers')
  list.setAttribute('aria-label', words.list)
  let draft: Draft = { text: box.value, marks: [] }
  let offers: Shown[] = []
  let ids = 0

  const write = (changed: Draft) => {
    const [top, cursor] = [box.scrollTop, box.selectionStart]
    draft = changed
    box.value = changed.text
    box.scrollTop = top
    box.setSelectionRange(cursor, cursor)
  }
  box.addEventListener('input', () => {
    draft = followTyping(draft, box.value)
  })

  const decide = (offer: Shown, state: Shown['state'], sentence: (count: number) => string) => {
    const count = draft.marks.filter((mark) => mark.offer === offer.id).length
    if (count === 0) {
      said.textContent = words.gone
      offer.item.remove()
      button.focus()
      return
    }
    if ((state === 'hidden') !== (offer.state === 'hidden')) write(swap(draft, offer.id))
    offer.state = state
    show(offer)
    offer.item.querySelector('button')!.focus()
    said.textContent = sentence(count)
  }

  const show = (offer: Shown) => {
    const own = make('span', 'own', offer.writings.join(', '))
    const about = (label: string, kind: string, does: () => void) => {
      const one = make('button', `button ${kind}`, label)
      one.type = 'button'
      one.append(make('span', 'unseen', ` ${offer.writings.join(', ')}`))
      one.onclick = does
      return one
    }
    const hide = () => decide(offer, 'hidden', words.saidHidden)
    const line = make('p', '')
    const buttons = make('div', 'buttons')
    if (offer.state === 'asked') {
      line.append(own, make('br'), words.kinds[offer.type])
      if (offer.places.length > 1) line.append(` ${words.places(offer.places.length)}`)
      buttons.append(
        about(words.hide, 'plain', hide),
        about(words.leave, 'quiet', () => decide(offer, 'left', () => words.saidLeft)),
      )
    } else if (offer.state === 'left') {
      line.append(own, ` ${words.isLeft}`)
      buttons.append(about(words.hideAfterAll, 'quiet', hide))
    } else {
      const instead = [...new Set(offer.places.map(({ other }) => other))]
      line.append(own, ` ${words.isHidden} `, make('span', 'own', instead.join(', ')))
      buttons.append(about(words.putBack, 'quiet', () => decide(offer, 'asked', () => words.saidBack)))
    }
    offer.item.replaceChildren(line, buttons)
  }

  return () => {
    if (box.value.trim() === '') {
      said.textContent = words.empty
      box.focus()
      return
    }
    draft = followTyping(draft, box.value)
    const hidden = offers.filter(
      (offer) => offer.state === 'hidden' && draft.marks.some((mark) => mark.offer === offer.id),
    )
    const kept = draft.marks.filter((mark) => hidden.some((offer) => offer.id === mark.offer))
    const left = new Set(offers.filter((offer) => offer.state === 'left').map((offer) => offer.entity))
    const found = findOffers(draft.text, small).flatMap((offer): Shown[] => {
      const places = offer.places.filter(
        ({ start, end }) => !kept.some((mark) => mark.start < end && start < mark.end),
      )
      if (places.length === 0) return []
      ids += 1
      const state = left.has(offer.entity) ? 'left' : 'asked'
      return [{ ...offer, places, id: ids, state, item: make('li', '') }]
    })
    const marks = found.flatMap(({ id, places }) => places.map((one) => ({ ...one, offer: id })))
    draft = { text: draft.text, marks: [...kept, ...marks].toSorted((a, b) => a.start - b.start) }
    offers = [...found, ...hidden]
    offers.forEach(show)
    list.replaceChildren(...offers.map(({ item }) => item))
    const asked = found.filter(({ state }) => state === 'asked').length
    said.textContent = asked > 0 ? words.found(asked) : offers.length > 0 ? words.nothingMore : words.none
    said.after(list, note)
    button.textContent = words.again
    place.querySelector('[data-about]')?.remove()
  }
}

function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  kind = '',
  text = '',
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  if (kind) element.className = kind
  if (text) element.textContent = text
  return element
}
