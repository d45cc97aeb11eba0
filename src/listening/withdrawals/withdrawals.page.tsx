import { StaffPage, type Frame } from '../../access/frame.tsx'
import { ButtonLink, Buttons, Choices, Form, Hidden } from '../../ui/form.tsx'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { listeningPaths } from '../paths.ts'
import type { VoiceToWithdraw } from './withdrawals.ts'
import { withdrawalWords } from './withdrawals.words.ts'

const words = withdrawalWords['en-GB']

type WithdrawProps = { frame: Frame; exercise: { id: string; title: string }; voice: VoiceToWithdraw }

export function WithdrawVoicePage(props: WithdrawProps) {
  const { voice } = props
  const voices = listeningPaths.voices(voice.exerciseId)
  return (
    <StaffPage
      frame={props.frame}
      title={words.title(voice.number)}
      lead={words.lead}
      breadcrumbs={exerciseCrumbs(props.exercise, { href: voices, label: words.voices })}
    >
      <h2>{words.goes}</h2>
      <ul>
        {words.whatGoes(voice.passages).map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      <h2>{words.stays}</h2>
      <p>{words.whatStays}</p>
      <Form action={listeningPaths.voiceWithdraw(voice.voiceId)}>
        <Choices
          name="when"
          label={words.when}
          options={[
            { value: 'now', label: words.now, hint: words.nowHint },
            { value: 'at-rebuild', label: words.rebuild, hint: words.rebuildHint },
          ]}
          value="now"
        />
        <Buttons primary={words.send}>
          <ButtonLink href={voices}>{words.keep}</ButtonLink>
        </Buttons>
      </Form>
    </StaffPage>
  )
}

/** A voice whose words are gone, and of whom something is still printed until the day `on`. */
export function WaitingVoicePage(props: WithdrawProps & { on: string }) {
  const { voice } = props
  const says = words.waiting
  const voices = listeningPaths.voices(voice.exerciseId)
  return (
    <StaffPage
      frame={props.frame}
      title={says.title(voice.number)}
      lead={says.lead(sayDay(props.on))}
      breadcrumbs={exerciseCrumbs(props.exercise, { href: voices, label: words.voices })}
    >
      <p>{says.whoAsks}</p>
      <p>{words.nowHint}</p>
      <Form action={listeningPaths.voiceWithdraw(voice.voiceId)}>
        <Hidden name="when" value="now" />
        <Buttons primary={says.send}>
          <ButtonLink href={voices}>{says.keep}</ButtonLink>
        </Buttons>
      </Form>
    </StaffPage>
  )
}

function sayDay(on: string): string {
  return new Date(`${on}T00:00:00Z`).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
}
