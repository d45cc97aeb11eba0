import { StaffPage, type Frame } from '../../access/frame.tsx'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Buttons, Checkboxes, Choices, Form, Hidden, TextArea } from '../../ui/form.tsx'
import { invitationsWords } from '../invitations/invitations.words.ts'
import { supportPaths } from '../paths.ts'
import { mostLetters, type Days } from '../safeguarding/safeguarding.form.ts'
import { SaidFields, Whom } from '../safeguarding/safeguarding.page.tsx'
import type { Known } from '../safeguarding/safeguarding.ts'
import { safeguardingWords } from '../safeguarding/safeguarding.words.ts'
import { grounds, type TypedEmergency } from './emergency.form.ts'
import type { LiveEmergency } from './emergency.ts'
import { emergencyWords } from './emergency.words.ts'

const words = emergencyWords['en-GB']
const { duties } = safeguardingWords['en-GB']

export function EmergencyPage(props: {
  frame: Frame
  typed: TypedEmergency
  known: readonly Known[]
  live: readonly LiveEmergency[]
  /** Who keeps people safe here, beside whoever acts. */
  keepers: readonly { accountId: string; name: string }[]
  days: Days
  problems?: readonly FieldProblem[] | undefined
}) {
  const { typed, keepers, days } = props
  const problems = props.problems ?? []
  return (
    <StaffPage
      frame={props.frame}
      title={words.title}
      lead={words.lead}
      breadcrumbs={[{ href: supportPaths.today, label: words.back }]}
      problems={problems}
    >
      <ul>
        {words.means.map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
      <p>
        <strong>{words.stopped}</strong>
      </p>
      {props.live.length > 0 && <Live live={props.live} />}
      {keepers.length === 0 ? (
        <p>{words.nobody}</p>
      ) : (
        <Form action={supportPaths.emergency}>
          <Whom typed={typed} known={props.known} problems={problems} />
          <Choices
            name="ground"
            label={words.ground}
            options={grounds.map((ground) => ({ value: ground, label: duties[ground] }))}
            value={typed.ground}
            error={findSentence(problems, 'ground')}
          />
          <TextArea
            name="why"
            label={words.why}
            value={typed.why}
            error={findSentence(problems, 'why')}
            autocomplete="off"
            maxLength={mostLetters}
            rows={2}
          />
          <Checkboxes
            name="rooms"
            label={words.rooms}
            options={Object.entries(invitationsWords['en-GB'].roomNames).map(([value, label]) => ({
              value,
              label,
            }))}
            values={typed.rooms}
            error={findSentence(problems, 'rooms')}
          />
          <SaidFields
            typed={typed}
            days={days}
            problems={problems}
            label={words.telling}
            hint={words.tellingHint}
            options={[
              { value: 'told', label: words.toldOption },
              { value: 'wait', label: words.waitOption },
            ]}
            wordsLabel={words.said}
            dayLabel={words.day}
          />
          <Checkboxes
            name="implicated"
            label={words.implicated}
            hint={words.implicatedHint}
            options={keepers.map(({ accountId, name }) => ({ value: accountId, label: name }))}
            values={typed.implicated}
          />
          <Hidden name="sending" value={typed.sending} />
          <Buttons primary={words.open} />
        </Form>
      )}
    </StaffPage>
  )
}

function Live(props: { live: readonly LiveEmergency[] }) {
  return (
    <>
      <h2>{words.live}</h2>
      <ul class="lines">
        {props.live.map(({ spaceId, about, until }) => (
          <li>
            <a href={supportPaths.guest(spaceId)}>{about}</a> {words.liveUntil(until)}
          </li>
        ))}
      </ul>
    </>
  )
}
