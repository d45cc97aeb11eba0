import { describe, expect, test } from 'vitest'
import { newBlindId } from '../../platform/ids.ts'
import { makeBundle, type FhirGoal, type FhirPatient } from './fhir-goals.ts'
import type { WholeGoal } from './goals.ts'
import type { State } from './states.ts'
import type { Wording } from './wordings.ts'

// What FHIR R4 (4.0.1) asks of Goal, Patient and Bundle, and which elements a Goal may have:
// https://hl7.org/fhir/R4/goal.html, https://hl7.org/fhir/R4/valueset-goal-status.html

/** ValueSet goal-status, a required binding. */
const goalStatus = [
  'proposed',
  'planned',
  'accepted',
  'active',
  'on-hold',
  'completed',
  'cancelled',
  'entered-in-error',
  'rejected',
]

const goalElements = [
  'resourceType',
  'id',
  'meta',
  'implicitRules',
  'language',
  'text',
  'contained',
  'extension',
  'modifierExtension',
  'identifier',
  'lifecycleStatus',
  'achievementStatus',
  'category',
  'priority',
  'description',
  'subject',
  'startDate',
  'startCodeableConcept',
  'target',
  'statusDate',
  'statusReason',
  'expressedBy',
  'addresses',
  'note',
  'outcomeCode',
  'outcomeReference',
]

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/
const at = new Date('2026-07-01T23:30:00Z')
const personId = newBlindId()

function say(words: string, more: Partial<Wording> = {}): Wording {
  const open = { idea: null, ideaWords: '', who: null, withWhom: '' }
  return { id: newBlindId(), words, ...open, number: 1, hand: 'mine', by: null, writtenAt: at, ...more }
}

function want(state: State, said: Wording, more: Partial<WholeGoal> = {}): WholeGoal {
  const id = newBlindId()
  return { id, state, said, begunAt: at, changedAt: at, steps: [], wordings: [said], marks: [], ...more }
}

function exportGoals(goals: WholeGoal[]): { person: FhirPatient; goals: FhirGoal[]; urls: string[] } {
  // As it is written into the file: whatever is undefined is not there.
  const bundle = JSON.parse(JSON.stringify(makeBundle({ personId, name: 'Zoë', goals, at }))) as ReturnType<
    typeof makeBundle
  >
  expect(bundle).toMatchObject({ resourceType: 'Bundle', type: 'collection' })
  expect(bundle.timestamp).toMatch(instant)
  const [first, ...rest] = bundle.entry
  return {
    person: first!.resource as FhirPatient,
    goals: rest.map((entry) => entry.resource as FhirGoal),
    urls: bundle.entry.map((entry) => entry.fullUrl),
  }
}

const verbatim = 'My own front door.\n  And a <b>dog</b> & "quiet" nights — náw'

describe('a goal as FHIR R4', () => {
  test('has every element that is required, and no element that FHIR does not know', () => {
    const { goals } = exportGoals([
      want('open', say(verbatim, { idea: 'mine' }), {
        steps: [{ id: newBlindId(), goalId: '', state: 'done', said: say('Ring Mo', { who: 'me' }) }],
        marks: [{ id: newBlindId(), mark: 0, saidAt: at }],
      }),
      want('done', say('To swim')),
      want('put-down', say('To sing')),
    ])
    expect(goals).toHaveLength(3)
    for (const goal of goals) {
      expect(goal.resourceType).toBe('Goal')
      expect(goal.id).toMatch(/^[A-Za-z0-9\-.]{1,64}$/)
      expect(goalStatus).toContain(goal.lifecycleStatus)
      expect(goal.description.text).not.toBe('')
      expect(goal.subject.reference).toBe(`urn:uuid:${personId}`)
      expect(goal.statusDate).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      for (const name of Object.keys(goal)) expect(goalElements).toContain(name)
      for (const note of goal.note ?? []) {
        // Annotation: text is required, a time is a dateTime with a time zone.
        expect(note.text).not.toBe('')
        if (note.time !== undefined) expect(note.time).toMatch(instant)
        for (const name of Object.keys(note)) expect(['authorReference', 'time', 'text']).toContain(name)
      }
    }
    // An empty list or an empty value is no JSON of FHIR.
    expect(JSON.stringify(goals)).not.toMatch(/\[\]|\{\}|null|""/)
    expect(goals[1]).not.toHaveProperty('note')
  })

  test('says its words to the letter, as the person’s', () => {
    const { goals, person, urls } = exportGoals([want('open', say(verbatim))])
    expect(goals[0]!.description).toEqual({ text: verbatim })
    expect(goals[0]!.expressedBy).toEqual({ reference: `urn:uuid:${personId}` })
    expect(person).toEqual({ resourceType: 'Patient', id: personId, name: [{ use: 'usual', text: 'Zoë' }] })
    // Every reference leads to an entry of this file, and to no server.
    expect(urls).toContain(goals[0]!.subject.reference)
    expect(new Set(urls).size).toBe(2)
  })

  test('open is active, done is completed, put down is cancelled; nothing says that anybody failed, or why', () => {
    const all = (['open', 'done', 'put-down'] as const).map((state) => want(state, say('To swim')))
    const { goals } = exportGoals(all)
    expect(goals.map((goal) => goal.lifecycleStatus)).toEqual(['active', 'completed', 'cancelled'])
    // The day in Britain, not in Greenwich.
    expect(goals.map((goal) => goal.statusDate)).toEqual(['2026-07-02', '2026-07-02', '2026-07-02'])
    for (const goal of goals)
      for (const name of [
        'achievementStatus',
        'statusReason',
        'target',
        'outcomeCode',
        'category',
        'priority',
      ])
        expect(goal).not.toHaveProperty(name)
  })

  test('carries steps, older words and numbers as notes, by the person; a coach’s words by nobody, and no coach’s name', () => {
    const said = say('A flat', { number: 2, hand: 'suggested', by: 'Dele' })
    const { goals } = exportGoals([
      want('open', said, {
        wordings: [said, say('A room', { writtenAt: new Date('2025-03-04T10:00:00Z') })],
        steps: [
          {
            id: newBlindId(),
            goalId: '',
            state: 'put-down',
            said: say('Ring Mo', { who: 'together', withWhom: 'my nan', hand: 'together', by: 'Dele' }),
          },
          {
            id: newBlindId(),
            goalId: '',
            state: 'open',
            said: say('Ask', { hand: 'suggested', by: 'Dele' }),
          },
        ],
        marks: [{ id: newBlindId(), mark: 10, saidAt: at }],
      }),
    ])
    const author = { reference: `urn:uuid:${personId}` }
    expect(goals[0]!.note).toEqual([
      { authorReference: author, text: 'A coach said it in these words. I said yes.' },
      {
        authorReference: author,
        time: at.toISOString(),
        text: 'Step, put down: Ring Mo\nWe do it together.\nWho: my nan',
      },
      { time: at.toISOString(), text: 'Step: Ask' },
      { authorReference: author, time: '2025-03-04T10:00:00.000Z', text: 'My words of before: A room' },
      { authorReference: author, time: at.toISOString(), text: 'A number of my own, from 0 to 10: 10' },
    ])
    expect(JSON.stringify(goals)).not.toContain('Dele')
  })
})
