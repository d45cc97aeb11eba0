import type { AccessRule } from '../platform/db/migrate.ts'

/** What people who work in an organisation may act as. */
export const staffRoles = ['lead', 'listener', 'reader', 'coach', 'safeguarding', 'housing'] as const
export type StaffRole = (typeof staffRoles)[number]

/**
 * Who may do what: the one place. `visitor` is anybody on a public page, `voice` somebody who came back with a phrase,
 * `person` whoever a space belongs to, in that space, `worker` the software itself (background work and commands started
 * on the server). A `coach` is let into a space by its invitation; the database asks it beside these lines.
 */
export const roles = [...staffRoles, 'visitor', 'voice', 'person', 'worker'] as const
export type Role = (typeof roles)[number]

/**
 * Never held by one account in one organisation (constraints of the database): who manages housing is in no room where
 * people speak, and who leads opens no space.
 */
const heldApart = { housing: ['coach', 'safeguarding', 'listener'], lead: ['coach', 'safeguarding'] } as const

/** Which of them stands in the way of the others; null when these roles can be held together. */
export function findApart(held: readonly StaffRole[]): keyof typeof heldApart | null {
  const apart = Object.entries(heldApart).find(
    ([role, others]) => held.includes(role as StaffRole) && others.some((other) => held.includes(other)),
  )
  return (apart?.[0] ?? null) as keyof typeof heldApart | null
}

/** What a page or command asks before it begins. */
const actions = {
  'organisation.change': ['lead'],
  'staff.change': ['lead'],
  'staff.list': staffRoles,
  'session.own': staffRoles,
  'exercise.open': ['lead', 'listener'],
  'exercise.change': ['lead', 'listener'],
  'exercise.list': ['lead', 'listener', 'reader'],
  'source.import': ['listener', 'worker'],
  'source.check': ['listener'],
  'mailbox.change': ['lead', 'listener'],
  'voice.change': ['listener'],
  'consent.record': ['listener', 'worker'],
  'request.ask': ['listener'],
  'request.second': ['listener', 'reader', 'lead'],
  'payment.change': ['lead', 'listener'],
  'passage.read-verbatim': ['listener', 'reader'],
  'passage.list': ['lead', 'listener', 'reader', 'worker'],
  'review.first': ['listener'],
  'review.second': ['listener', 'reader'],
  'coding.change': ['listener'],
  'series.compose': ['listener'],
  'beside.read': ['listener', 'reader'],
  'intruder.answer': ['listener', 'reader'],
  'series.clear-word': ['listener', 'reader', 'lead'],
  'series.forget-folder': ['lead'],
  'series.publish': ['listener', 'lead', 'worker'],
  'concern.mark': ['listener', 'reader'],
  'concern.answer': ['lead', 'listener'],
  'workplace.change': ['lead', 'listener'],
  'voice.withdraw': ['listener', 'voice', 'worker'],
  'space.own': ['person'],
  'space.open': ['coach'],
  'invitation.offer': ['coach'],
  'safeguarding.open': ['coach', 'safeguarding'],
  'safeguarding.write': ['coach'],
} as const satisfies Record<string, readonly Role[]>
export type Action = keyof typeof actions

/**
 * Where voices work for the host, whoever leads does only what leads do, whatever else they are, and none of these:
 * they show who took part, or what was found in words.
 */
export const notForLeadsOfWorkplace: readonly Action[] = [
  'payment.change',
  'request.second',
  'mailbox.change',
  'series.publish',
  'series.clear-word',
]

export function may(held: readonly string[], action: Action): boolean {
  return (actions[action] as readonly string[]).some((role) => held.includes(role))
}

type Verbs = Partial<Record<AccessRule['verb'], readonly Role[]>>
const staff = ['lead', 'listener', 'reader'] as const
const everybody = roles

/** What the database lets each role do to each table, inside its own tenant only. */
export const tables: Record<string, Verbs> = {
  organisation: { select: everybody, insert: ['worker'], update: ['lead'] },
  membership: {
    select: [...staffRoles, 'worker'],
    insert: ['lead', 'worker'],
    update: ['lead'],
    delete: ['lead'],
  },
  // The software makes sure that there is an organisation to be in; a person other than the one who asked agrees.
  passkey_exception: { select: staff, insert: ['lead'], update: staff, delete: ['lead'] },
  audit_event: { select: ['lead', 'worker'], insert: everybody },
  task: { select: [...staff, 'worker'], insert: everybody, update: ['worker', 'listener', 'lead'] },
  exercise: { select: everybody, insert: ['lead', 'listener', 'worker'], update: ['lead', 'listener'] },
  exercise_counter: { select: ['worker'], insert: ['lead', 'listener', 'worker'] },
  source: {
    select: [...staff, 'voice', 'worker'],
    insert: ['listener', 'visitor', 'worker'],
    update: ['listener', 'voice', 'worker'],
    delete: ['listener', 'worker'],
  },
  voice: {
    select: [...staff, 'voice', 'worker'],
    insert: ['listener', 'visitor', 'worker'],
    // A voice that goes holds its own row until it has gone.
    update: ['listener', 'voice', 'worker'],
    delete: ['listener', 'voice', 'worker'],
  },
  voice_label: {
    select: ['listener', 'lead', 'voice', 'worker'],
    insert: ['listener', 'worker'],
    update: ['listener', 'worker'],
    delete: ['listener', 'worker'],
  },
  voice_join: { select: ['listener'], insert: ['listener'], delete: ['listener'] },
  voice_apart: { select: ['listener'], insert: ['listener'], delete: ['listener'] },
  contribution: {
    select: [...staff, 'voice', 'worker'],
    insert: ['listener', 'visitor', 'voice', 'worker'],
    update: ['listener', 'worker'],
    delete: ['listener', 'voice', 'worker'],
  },
  passage: {
    select: [...staff, 'voice', 'worker'],
    insert: ['listener', 'visitor', 'voice', 'worker'],
    delete: ['listener', 'voice', 'worker'],
  },
  // A voice that goes takes the lines of its sources with it.
  source_line: {
    select: ['listener', 'voice', 'worker'],
    insert: ['listener', 'worker'],
    delete: ['listener', 'voice', 'worker'],
  },
  attachment: {
    select: ['listener', 'voice', 'worker'],
    insert: ['listener', 'worker'],
    update: ['listener', 'worker'],
    delete: ['listener', 'voice', 'worker'],
  },
  table_choice: {
    select: ['listener', 'worker'],
    insert: ['listener'],
    update: ['listener'],
  },
  mailbox: {
    select: ['lead', 'listener', 'worker'],
    insert: ['lead', 'listener'],
    update: ['lead', 'listener', 'worker'],
    delete: ['lead', 'listener'],
  },
  mailbox_message: {
    select: ['listener', 'worker'],
    insert: ['listener', 'worker'],
    update: ['listener', 'worker'],
    delete: ['listener', 'worker'],
  },
  wording: { select: everybody, insert: ['listener', 'visitor', 'voice', 'worker'] },
  consent_event: {
    select: [...staff, 'voice', 'worker'],
    insert: ['listener', 'visitor', 'voice', 'worker'],
  },
  // Sealed for the builder, which is the worker. Whoever takes words back may put something in, and never look.
  kept_passage: { select: ['worker'], insert: ['listener', 'voice', 'worker'], delete: ['worker'] },
  // A lead and a reader see what is to be printed beside a quote and nothing else (a policy of its own).
  voice_detail: {
    select: [...staff, 'voice', 'worker'],
    insert: ['listener', 'voice'],
    // A process of the version before writes over what stands.
    update: ['listener', 'voice'],
    delete: ['listener', 'voice', 'worker'],
  },
  preview_answer: { select: [...staff, 'voice', 'worker'], insert: ['voice'], delete: ['voice'] },
  beside_reading: {
    select: [...staff, 'voice', 'worker'],
    insert: ['listener', 'reader'],
    delete: ['listener', 'reader'],
  },
  intruder_answer: {
    select: [...staff, 'worker'],
    insert: ['listener', 'reader'],
    delete: ['listener', 'reader'],
  },
  edit: {
    select: [...staff, 'voice', 'worker'],
    insert: ['listener', 'reader', 'worker'],
    update: ['listener', 'reader', 'worker'],
    delete: ['listener', 'worker'],
  },
  passage_sweep: {
    select: [...staff, 'worker'],
    insert: ['listener', 'reader'],
    update: ['listener', 'reader'],
    delete: ['listener', 'worker'],
  },
  passage_review: {
    select: [...staff, 'voice', 'worker'],
    insert: ['listener'],
    update: ['listener', 'reader'],
    delete: ['listener', 'reader', 'worker'],
  },
  theme: { select: [...staff, 'worker'], insert: ['listener'], update: ['listener'], delete: ['listener'] },
  coding: { select: [...staff, 'worker'], insert: ['listener'], delete: ['listener'] },
  series: {
    select: [...staff, 'voice', 'worker'],
    insert: ['listener'],
    update: ['listener'],
    delete: ['listener'],
  },
  picture: { select: [...staff, 'worker'], insert: ['listener'], delete: ['listener'] },
  quote: {
    select: [...staff, 'worker'],
    insert: ['listener'],
    update: ['listener'],
    delete: ['listener', 'worker'],
  },
  wisdom: { select: [...staff, 'worker'], insert: ['listener'], update: ['listener'], delete: ['listener'] },
  wisdom_part: {
    select: [...staff, 'worker'],
    insert: ['listener'],
    update: ['listener'],
    delete: ['listener'],
  },
  clearance: { select: [...staff, 'worker'], insert: staff, update: staff, delete: staff },
  publication: { select: [...staff, 'voice', 'worker'], insert: ['listener', 'lead', 'worker'] },
  published_address: { select: [...staff, 'voice', 'worker'], insert: ['listener', 'lead', 'worker'] },
  published_passage: {
    select: [...staff, 'voice', 'worker'],
    insert: ['listener', 'lead', 'worker'],
    delete: ['listener', 'lead', 'worker'],
  },
  published_folder: {
    select: [...staff, 'worker'],
    insert: ['listener', 'lead', 'worker'],
    update: ['listener', 'lead', 'worker'],
  },
  rebuild: { select: [...staff, 'worker'], insert: ['listener', 'lead', 'worker'] },
  mending: { select: [...staff, 'worker'], insert: ['worker'], update: ['listener'] },
  retention: { select: [...staff, 'worker'], insert: ['worker'], update: ['worker'] },
  come_back: { select: ['voice', 'worker'], insert: ['visitor'], delete: ['voice', 'worker'] },
  request: {
    select: [...staff, 'voice', 'worker'],
    insert: ['listener'],
    update: [...staff, 'voice'],
    delete: ['voice', 'worker'],
  },
  payment: { select: ['lead', 'listener'], insert: ['lead', 'listener'], delete: ['lead', 'listener'] },
  withdrawal: {
    select: [...staff, 'voice', 'worker'],
    insert: ['listener', 'voice', 'worker'],
    update: ['worker'],
  },
  concern: {
    select: [...staff, 'voice', 'worker'],
    insert: ['listener', 'reader'],
    update: [...staff, 'voice', 'worker'],
  },
  concern_opening: { select: staff, insert: staff },
  concern_telling: {
    select: [...staff, 'voice', 'worker'],
    insert: staff,
    delete: ['listener', 'voice', 'worker'],
  },
  concern_person: {
    select: [...staff, 'worker'],
    insert: ['lead', 'listener'],
    update: ['lead', 'listener'],
  },
  workplace: {
    select: everybody,
    insert: ['lead', 'listener'],
    update: ['lead', 'listener'],
    delete: ['lead', 'listener'],
  },
  late_joiner: { select: [...staff, 'worker'] },
  space: {
    select: ['person', 'coach', 'worker'],
    insert: ['worker'],
    update: ['person'],
    delete: ['worker'],
  },
  // A coach may write down a spoken yes, and go; a trigger lets nothing else through.
  invitation: {
    select: ['person', 'coach', 'worker'],
    insert: ['person'],
    update: ['person', 'coach', 'worker'],
  },
  look: { select: ['person'], insert: ['person', 'coach', 'worker'] },
  way_back: { select: ['person', 'worker'], insert: ['person'], update: ['person', 'worker'] },
  // Policies narrow these to the author and to whoever keeps people safe there, and to nobody who is implicated.
  safeguarding_record: {
    select: ['coach', 'safeguarding', 'worker'],
    insert: ['coach'],
    delete: ['worker'],
  },
  safeguarding_words: { select: ['coach', 'safeguarding'], insert: ['coach'] },
  safeguarding_implicated: { select: ['coach', 'safeguarding'], insert: ['coach', 'safeguarding'] },
  safeguarding_decision: {
    select: ['coach', 'safeguarding'],
    insert: ['coach', 'safeguarding'],
    update: ['coach', 'safeguarding'],
  },
  // Written and taken back by the person, through functions of the database, in their own space.
  safeguarding_line: { select: ['coach', 'safeguarding'] },
  safeguarding_letter: { select: ['worker'], insert: ['coach'], update: ['worker'] },
  // Opened by a function of the database, in the transaction that writes down why.
  emergency: { select: ['coach'] },
  // Words are added and never changed; of goals and steps a coach adds only what was written beside the person. Numbers
  // are the person's alone. Triggers and policies hold the rest.
  goal: {
    select: ['person', 'coach'],
    insert: ['person', 'coach'],
    update: ['person'],
    delete: ['person'],
  },
  step: {
    select: ['person', 'coach'],
    insert: ['person', 'coach'],
    update: ['person'],
    delete: ['person'],
  },
  goal_wording: { select: ['person', 'coach'], insert: ['person', 'coach'], delete: ['person'] },
  goal_mark: { select: ['person'], insert: ['person'], delete: ['person'] },
  goal_suggestion: { select: ['person', 'coach'], insert: ['coach'], delete: ['person', 'coach'] },
  // A coach adds and takes nothing away; a person takes back what they wrote themself (a policy of its own).
  conversation: { select: ['person', 'coach'], insert: ['person', 'coach'], delete: ['person'] },
  line: { select: ['person', 'coach'], insert: ['person', 'coach'], delete: ['person'] },
  // What the person said themself is not a coach's to take away (a policy of its own).
  today: { select: ['person', 'coach'], insert: ['person', 'coach'], delete: ['person', 'coach'] },
  // A coach sees what stands now (policies of their own), and may say a line beside a chance.
  keeping_safe_version: { select: ['person', 'coach'], insert: ['person'], delete: ['person'] },
  chance: { select: ['person'], insert: ['person'], delete: ['person'] },
  chance_version: { select: ['person', 'coach'], insert: ['person'], delete: ['person'] },
  chance_line: { select: ['person', 'coach'], insert: ['coach'] },
  // Either says that a conversation was about hard days; a coach takes away only their own saying.
  keeping_safe_conversation: {
    select: ['person', 'coach'],
    insert: ['person', 'coach'],
    delete: ['person', 'coach'],
  },
  offer: { select: ['coach'], insert: ['coach'], delete: ['coach'] },
  later_letter: { select: ['person'], insert: ['person'], delete: ['person'] },
  moving_on: { select: ['person', 'worker'], insert: ['person'], update: ['person'], delete: ['person'] },
  // A voice that changes an answer brings its own derived rows in line, in the same transaction.
  reading: {
    select: [...staff, 'voice', 'worker'],
    insert: [...staff, 'voice', 'worker'],
    update: [...staff, 'voice', 'worker'],
    delete: [...staff, 'voice', 'worker'],
  },
  label_index: {
    select: ['listener', 'voice', 'worker'],
    insert: ['listener', 'worker'],
    update: ['listener', 'worker'],
    delete: ['listener', 'voice', 'worker'],
  },
  derived_mark: {
    select: [...staff, 'worker'],
    insert: [...staff, 'worker'],
    delete: [...staff, 'worker'],
  },
}

/** The matrix as rows for scope.access_rule. */
export function accessRules(): AccessRule[] {
  return Object.entries(tables).flatMap(([table, verbs]) =>
    Object.entries(verbs).flatMap(([verb, held]) =>
      held.map((role) => ({ role, table, verb: verb as AccessRule['verb'] })),
    ),
  )
}
