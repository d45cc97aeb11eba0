import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Proposer } from './judge-names.ts'

/**
 * The libraries people in Node use for names, each as its own pages say it is to be used, as something that proposes stretches.
 * They are not a part of the product: they are installed beside it when they are asked for.
 */
const folder = new URL('peers/', import.meta.url)

/** Installs them when they are not there, from their own lock file, and says so. */
export function findPeers(): Map<string, Proposer> {
  if (!existsSync(new URL('node_modules/', folder))) {
    console.log('The libraries to compare with are not here yet: npm ci --prefix bench/peers')
    const run = spawnSync('npm', ['ci', '--ignore-scripts', '--prefix', fileURLToPath(folder)], {
      stdio: 'inherit',
    })
    if (run.status !== 0) throw new Error('They could not be installed; --only names the parts without them.')
  }
  const load = createRequire(new URL('package.json', folder))
  return new Map([
    ['compromise', compromise(load)],
    ['wink-nlp', wink(load)],
    ['redact-pii', redactPii(load)],
  ])
}

type Load = (name: string) => unknown
type Found = { text: string; offset: { start: number } }
type View = { json: (options: object) => Found[] }

function compromise(load: Load): Proposer {
  const read = load('compromise') as (
    text: string,
  ) => Record<'people' | 'places' | 'organizations', () => View>
  return (text) => {
    const document = read(text)
    return (
      [
        ['PERSON', document.people()],
        ['PLACE', document.places()],
        ['ORGANISATION', document.organizations()],
      ] as const
    ).flatMap(([type, view]) =>
      view.json({ offset: true, terms: false }).map(({ text: words, offset }) => ({
        type,
        start: offset.start,
        end: offset.start + words.length,
      })),
    )
  }
}

type Wink = {
  readDoc: (text: string) => { tokens: () => { out: (what?: unknown) => string[] } }
  its: { pos: unknown; precedingSpaces: unknown }
}

/** Its English model knows no people; proper nouns side by side are the nearest it gives, all counted as people. */
function wink(load: Load): Proposer {
  const nlp = (load('wink-nlp') as (model: unknown) => Wink)(load('wink-eng-lite-web-model'))
  return (text) => {
    const tokens = nlp.readDoc(text).tokens()
    const words = tokens.out()
    const kinds = tokens.out(nlp.its.pos)
    const found: { type: string; start: number; end: number }[] = []
    let at = 0
    words.forEach((word, index) => {
      const start = text.indexOf(word, at)
      if (start < 0) return
      at = start + word.length
      if (kinds[index] !== 'PROPN') return
      const last = found.at(-1)
      if (last && kinds[index - 1] === 'PROPN' && !text.slice(last.end, start).includes('\n')) last.end = at
      else found.push({ type: 'PERSON', start, end: at })
    })
    return found
  }
}

const label =
  /(PERSON_NAME(?:undefined)?|(?:CREDIT_CARD|US_SOCIAL_SECURITY|PHONE)_NUMBER|STREET_ADDRESS|ZIPCODE|IP_ADDRESS|EMAIL_ADDRESS|USERNAME|PASSWORD|CREDENTIALS|DIGITS|URL)/

/** It gives a changed text only: what is missing between what stayed is what it found. */
function redactPii(load: Load): Proposer {
  const { SyncRedactor } = load('redact-pii') as {
    SyncRedactor: new () => { redact: (text: string) => string }
  }
  const redactor = new SyncRedactor()
  return (text) => {
    const parts = redactor.redact(text).split(label)
    const found: { type: string; start: number; end: number }[] = []
    let at = 0
    for (let index = 1; index < parts.length; index += 2) {
      at += index === 1 ? parts[0]!.length : 0
      const kept = parts[index + 1]!
      const next = index + 2 < parts.length ? text.indexOf(kept, at) : text.length - kept.length
      const end = kept === '' || next < at ? Math.min(text.length, at + 1) : next
      found.push({ type: parts[index]!.startsWith('PERSON') ? 'PERSON' : 'CONTACT', start: at, end })
      at = end + kept.length
    }
    return found
  }
}
