import { describe, expect, test } from 'vitest'
import { describeLabel } from './speaker-label.ts'
import type { LabelDescription } from './speaker-label.ts'

describe('what a label is', () => {
  const variants: [label: string | null, found: Partial<LabelDescription>][] = [
    ['Sam', { kind: 'person', name: 'Sam', isOnlyHere: false }],
    ['~\u202fSam', { kind: 'person', name: 'Sam' }],
    ['\u200eSam\u202f', { kind: 'person', name: 'Sam' }],
    ['Sam (she/her)', { kind: 'person', name: 'Sam', pronouns: 'she/her', asides: [] }],
    ['Sam Ash she/they', { kind: 'person', name: 'Sam Ash', pronouns: 'she/they' }],
    ['Sam Ash [they/them] (Frontline)', { name: 'Sam Ash', pronouns: 'they/them', asides: ['Frontline'] }],
    ['Sam Ash | Frontline', { kind: 'person', name: 'Sam Ash', asides: ['Frontline'] }],
    ['Sam Ash - Frontline', { kind: 'person', name: 'Sam Ash', asides: ['Frontline'] }],
    ['Ash, Sam', { kind: 'person', name: 'Ash, Sam' }],
    ['Z. V. Ash (zva)', { kind: 'person', name: 'Z. V. Ash', asides: ['zva'] }],
    ['sam.eth', { kind: 'person', name: 'sam.eth' }],
    ['Jean-Luc d’Arc', { kind: 'person', name: 'Jean-Luc d’Arc' }],
    ['Marijke van der Laan', { kind: 'person' }],
    ['Andy', { kind: 'person' }],
    ['Anderson', { kind: 'person' }],
    ['Phoebe', { kind: 'person' }],
    ['سامي', { kind: 'person', name: 'سامي' }],
    ['🌻', { kind: 'person', name: '🌻' }],
    ['Ms Hall', { kind: 'person' }],
    ['Speaker 1', { kind: 'person', isOnlyHere: true }],
    ['Interviewer', { kind: 'person', isOnlyHere: true }],
    ['P3', { kind: 'person', isOnlyHere: true }],
    ['INT', { kind: 'person', isOnlyHere: true }],
    ['Jo + Sam', { kind: 'several', people: ['Jo', 'Sam'] }],
    ['Jo & Sam', { kind: 'several', people: ['Jo', 'Sam'] }],
    ['Jo and Sam Ash', { kind: 'several', people: ['Jo', 'Sam Ash'] }],
    ['Jo/Sam', { kind: 'several', people: ['Jo', 'Sam'] }],
    ['Jo, Sam and Ari', { kind: 'several', people: ['Jo', 'Sam', 'Ari'] }],
    ['Jo, Sam, Ari', { kind: 'several', people: ['Jo', 'Sam', 'Ari'] }],
    ['Jo y Sam', { kind: 'several', people: ['Jo', 'Sam'] }],
    ['Jo und Sam', { kind: 'several', people: ['Jo', 'Sam'] }],
    ['Jo + Sam (Frontline)', { kind: 'several', people: ['Jo', 'Sam'], asides: ['Frontline'] }],
    ['Jo +1', { kind: 'several' }],
    ['The Ashes', { kind: 'several', people: [] }],
    ['Ash family', { kind: 'several', people: [] }],
    ['iPhone', { kind: 'device', people: [], isOnlyHere: true }],
    ['iPhone (2)', { kind: 'device' }],
    ['Sam’s iPhone', { kind: 'device', people: ['Sam'], isOnlyHere: false }],
    ["Sam's Galaxy S21", { kind: 'device', people: ['Sam'] }],
    ['iPhone de Marta', { kind: 'device', people: ['Marta'] }],
    ['iPad von Jo', { kind: 'device', people: ['Jo'] }],
    ['Galaxy S21 Ultra', { kind: 'device', people: [] }],
    ['DESKTOP-3F4K2QA', { kind: 'device' }],
    ['SM-A515F', { kind: 'device' }],
    ['admin', { kind: 'device', isOnlyHere: true }],
    ['Zoom user', { kind: 'device' }],
    ['Guest', { kind: 'device' }],
    ['Meeting Room 2', { kind: 'device' }],
    ['Boardroom', { kind: 'device' }],
    ['Room 4', { kind: 'device' }],
    ['Call-in User_2', { kind: 'device' }],
    ['Otter.ai', { kind: 'device' }],
    ['Frontline Team', { kind: 'device' }],
    ['Jo Ash’s Presentation', { kind: 'device', people: ['Jo Ash'] }],
    ['SPEAKER_00', { kind: 'person', isOnlyHere: true }],
    ['+44 7700 900123', { kind: 'number', number: '+447700900123', isOnlyHere: false }],
    ['\u202a+44\u00a07700\u00a0900123\u202c', { kind: 'number', number: '+447700900123' }],
    ['+44 7700\u2011900123', { kind: 'number', number: '+447700900123' }],
    ['(01632) 960-123', { kind: 'number', number: '01632960123' }],
    ['٠٧٧٠٠٩٠٠١٢٣', { kind: 'number', number: '07700900123' }],
    ['44*****123', { kind: 'number', number: null, isOnlyHere: true }],
    ['+44 77** ***123', { kind: 'number', number: null }],
    ['12', { kind: 'person' }],
    ['Jo@Example.org', { kind: 'address', address: { whole: 'jo@example.org', local: 'jo' } }],
    [
      'Jo Ash <jo.ash@example.org>',
      { kind: 'person', name: 'Jo Ash', address: { whole: 'jo.ash@example.org', local: 'jo.ash' } },
    ],
    [null, { kind: 'none' }],
    ['', { kind: 'none' }],
    [' \u200e', { kind: 'none' }],
    ['???', { kind: 'none' }],
    ['Unknown speaker', { kind: 'none' }],
    ['Unidentified Speaker 2', { kind: 'none' }],
  ]
  test.each(variants)('%j', (label, found) => {
    expect(describeLabel(label)).toMatchObject(found)
  })

  test('hostile labels cost no more than their length', () => {
    for (const label of [
      '+'.repeat(1e6),
      'Jo, '.repeat(2e5),
      '('.repeat(1e6),
      'a/'.repeat(5e5),
      "s's ".repeat(2e5),
    ]) {
      const start = performance.now()
      describeLabel(label)
      expect(performance.now() - start).toBeLessThan(500)
    }
  })
})
