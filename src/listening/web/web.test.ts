import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { usePublicPage } from '../../../test/public-page.ts'
import { readStylesheet } from '../../platform/http/app.tsx'
import { projectFolder } from '../../platform/project-folder.ts'
import { readingAgeOf } from '../../text/language/reading-age.ts'
import { askedWords } from '../consent/asked.words.ts'
import { receiptWords } from '../consent/receipt.words.ts'
import { changeTold, openExercise } from '../exercises/exercises.ts'
import { toldWords } from '../exercises/told.words.ts'
import { answersWords } from './answers.words.ts'
import { comeBackWords } from './come-back.words.ts'
import { hideNamesWords } from './hide-names.words.ts'
import { offerModules } from './names-offer.ts'
import { ownWords } from './own.words.ts'
import { webWords } from './web.words.ts'

const page = usePublicPage((ctx) =>
  openExercise(ctx, {
    title: 'What helped',
    question: 'What helped you most?',
    asked: 'Anybody',
    openUntil: null,
    whatHappens: 'Two of us read it.',
    whoReads: 'The team',
    readBy: 'within two days',
  }),
)
const { asListener } = page

/** The button to look for names: unseen until its script has come. */
const offer = /<div class="field" hidden data-names.*?<\/div>/

describe('the public page', () => {
  test('says what has to be said before the button, and keeps no cookie', async () => {
    const { status, text, setCookies } = await page.visitor.get(page.path)
    expect(status).toBe(200)
    expect(setCookies).toEqual([])
    expect(text.match(/<script/g)).toHaveLength(2)
    expect(text).toMatch(offer)
    const button = text.indexOf('class="button primary"')
    for (const said of [
      'What helped you most?',
      'Nobody is watching this page right now',
      '116 123',
      'Lantern Street',
      'Lantern Street itself',
      'within two days',
      'Two of us read it.',
      'A court can order us to hand over what we can read.',
      'Sending means the team reads it.',
    ]) {
      expect(text.indexOf(said), said).toBeGreaterThan(-1)
      expect(text.indexOf(said), said).toBeLessThan(button)
    }
    // From the box to the button it is one question and one sentence.
    const way = text
      .slice(text.indexOf('</textarea>'), button)
      .replace(offer, '')
      .replace(/<[^>]+>/g, ' ')
    expect(way.split(/\s+/).length).toBeLessThan(60)
    expect(text).toContain('Leave quickly')
    expect(text).not.toMatch(/name="quote"[^>]*checked/)
    expect(text).toMatch(/<title>One question<\/title>/)
  })

  test('weighs at most 14 kB in all, gzipped', async () => {
    const { text } = await page.visitor.get(page.path)
    const leaving = readFileSync(join(projectFolder, 'src/ui/leave.js'))
    const all = [text, readStylesheet().text, leaving].map((part) => gzipSync(part).length)
    expect(all.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(14_000)
  })

  test('carries the offer to look for names in 250 bytes, and its script in 350, gzipped', async () => {
    const { text } = await page.visitor.get(page.path)
    const without = text.replace(offer, '').replace(/<script[^>]*\/browser\/.*?<\/script>/, '')
    expect(text.length - without.length).toBeGreaterThan(500)
    const modules = offerModules()
    const script = modules.find(modules.href.split('/')[2]!, modules.paths[0]!)!
    expect(gzipSync(text).length - gzipSync(without).length).toBeLessThan(250)
    expect(script.gzip.length).toBeLessThan(350)
  })

  test('an address that leads nowhere is a page that is neutral and public', async () => {
    for (const address of ['/door/abcdefghjk', '/door/x', "/door/a'b%3B--"]) {
      const answer = await page.visitor.get(address)
      expect(answer.status).toBe(404)
      expect(answer.text).toContain('Leave quickly')
      expect(answer.text).not.toContain('Sign in')
    }
  })

  test('no sentence promises secrecy, and a child of nine can read them together', () => {
    const pages = [
      webWords,
      hideNamesWords,
      comeBackWords,
      ownWords,
      answersWords,
      askedWords,
      receiptWords,
      toldWords,
    ]
    for (const words of pages.map((one) => one['en-GB'])) {
      const text = sentencesIn(words).join('\n\n')
      expect(text.toLowerCase()).not.toContain('confidential')
      expect(readingAgeOf(text), text.slice(0, 60)).toBeLessThanOrEqual(9)
    }
  })

  test('the version of the words changes with the sentences people agree to', () => {
    const { sending, quote, quoteYes, quoteHint, you, law } = webWords['en-GB']
    const { mightAct, basis, removeUntil, removeUntilPrinted, afterwards, rawUntil } = toldWords['en-GB']
    const told = [mightAct, basis, removeUntil('D'), removeUntilPrinted, afterwards, rawUntil('D')]
    const print = (value: unknown) =>
      createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12)
    expect([webWords.version, print([sending, quote, quoteYes, quoteHint, you, law, told])])
      .toMatchInlineSnapshot(`
      [
        "web-2026-11-b",
        "4c5aa3910a33",
      ]
    `)
    expect([askedWords.version, print(sentencesIn(askedWords['en-GB']))]).toMatchInlineSnapshot(`
      [
        "asked-2026-11-b",
        "8aee0e496425",
      ]
    `)
  })

  test('says first when we might have to act, and until when words can be taken back', async () => {
    const told = toldWords['en-GB']
    const { text } = await page.visitor.get(page.path)
    expect(text.indexOf(told.mightAct)).toBeGreaterThan(-1)
    expect(text.indexOf(told.mightAct)).toBeLessThan(text.indexOf('<textarea'))
    expect(text).toContain(`${told.removeUntilPrinted} ${told.afterwards}`)
    expect(text).toContain(told.basis.consent)
    await asListener((ctx) =>
      changeTold(ctx, page.exerciseId, {
        basis: 'public-task',
        basisText: 'The council asked us to.',
        mightAct: 'If a child is in danger we ring somebody.',
        removeUntil: '2031-06-30',
        rawUntil: '2032-01-31',
        payment: 'A voucher of ten pounds.',
        asks: 'told',
      }),
    )
    const changed = (await page.visitor.get(page.path)).text
    for (const said of [
      'If a child is in danger we ring somebody.',
      'The council asked us to.',
      'Until 30 June 2031 we can remove everything.',
      'On 31 January 2032 we delete what you wrote.',
      'A voucher of ten pounds.',
    ]) {
      expect(changed).toContain(said)
    }
  })
})

/** Every sentence of a words table; functions are called with a figure. */
function sentencesIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'function') {
    const one = value.toString().startsWith('(uses') ? ['this', 'that'] : '2'
    return [String((value as (one: unknown, two: string) => string)(one, '4'))]
  }
  return Object.values(value as object).flatMap(sentencesIn)
}
