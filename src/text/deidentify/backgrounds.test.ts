import { expect, test } from 'vitest'
import { deidentify, suggestReplacements } from './deidentify.ts'

const found = (text: string) =>
  deidentify(text).flatMap(({ type, start, end }) => (type === 'DEMOGRAPHIC' ? [text.slice(start, end)] : []))

test.each([
  ['My gran was a herring gutter, so we knew fish.', 'herring gutter'],
  ['I used to be a falconer before all this.', 'falconer'],
  ['He trained as a master wheelwright and then his back went.', 'master wheelwright'],
  ['ten years as a croupier and not one card at home', 'croupier'],
  ['hes a beekeeper now', 'beekeeper'],
  ['She became an air traffic controller.', 'air traffic controller'],
  ['They said I have muscular dystrophy and that was that.', 'muscular dystrophy'],
  ['With my sickle-cell trait I get tired.', 'sickle-cell trait'],
  ['living with ocd is not neat', 'ocd'],
  ['My TB is gone.', 'TB'],
  ['He has type two diabetes, like his dad.', 'type two diabetes'],
  ['I am a trans woman and I say so.', 'trans woman'],
  ['he told them he was gay at dinner', 'gay'],
  ['my kids are mixed race', 'mixed race'],
])('%s', (text, words) => {
  expect(found(text)).toEqual([words])
})

test.each([
  'It was a matter of days, and she was a bit better by the winter.',
  'He is a father now, and a good listener; she was a stranger to me.',
  'The computer was a nightmare and the letter was a disaster.',
  'That was a killer, and it is a shower of a place with a door.',
  'The trans-Pennine train was late, and my stomach was sore.',
  'I was a member and a volunteer, then a support worker and a carer.',
  'Ms Bello read it to me and the others.',
])('%s says nothing rare of anybody', (text) => {
  expect(found(text)).toEqual([])
})

test.each([
  ['My dad was a bell founder.', 'craft worker'],
  ['She was a falconer.', 'worker with animals'],
  ['My haemophilia means I cannot.', 'long illness'],
  ['My autistic son came.', 'neurodivergent'],
  ['I am a trans man.', 'LGBT+ person'],
])('%s: what stands for it is broader', (text, broader) => {
  const proposals = deidentify(text)
  expect(suggestReplacements(text, proposals).join(' ')).toContain(broader)
})
