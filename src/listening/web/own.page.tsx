import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, Buttons, Checkbox, Choices, Form, Hidden, TextArea } from '../../ui/form.tsx'
import { WordsAsWritten } from '../../ui/words.tsx'
import { listeningPaths } from '../paths.ts'
import type { TypedOwn } from './come-back.form.ts'
import { TicketForm } from './come-back.page.tsx'
import { DoorLayout, type Around } from './door-layout.page.tsx'
import { publicationsWords } from '../publications/publications.words.ts'
import { ownWords } from './own.words.ts'

const words = ownWords['en-GB']

/** The words of one passage in a box, or an empty box for more. */
export function WritePage(
  props: Around & {
    ticket: string
    typed: TypedOwn
    /** The passage that is changed; null when words are added. */
    passageId: string | null
    problems?: readonly FieldProblem[] | undefined
  },
) {
  const { address } = props.view.exercise
  const isChange = props.passageId !== null
  return (
    <DoorLayout {...props} title={words.title} heading={isChange ? words.changeHeading : words.moreHeading}>
      <p class="lead">{isChange ? words.changeLead : props.view.exercise.question}</p>
      <Form
        action={isChange ? listeningPaths.comeBackChanged(address) : listeningPaths.comeBackAdded(address)}
      >
        <Hidden name="ticket" value={props.ticket} />
        <Hidden name="sending" value={props.typed.sending} />
        {props.passageId !== null && <Hidden name="passage" value={props.passageId} />}
        <TextArea
          name="words"
          label={words.words}
          hint={isChange ? undefined : words.moreHint}
          error={findSentence(props.problems ?? [], 'words')}
          value={props.typed.words}
          rows={10}
          autocomplete="off"
          own
          required
        />
        {isChange && (
          <Checkbox name="keep" label={words.keep} hint={words.keepHint} checked={props.typed.keepOld} />
        )}
        <Buttons primary={isChange ? words.change : words.send}>
          <Button formAction={listeningPaths.comeBackOwn(address)}>{words.back}</Button>
        </Buttons>
      </Form>
    </DoorLayout>
  )
}

/** The one question before words go: all of them, or those of one passage, shown once more. */
export function TakeBackPage(
  props: Around & {
    ticket: string
    /** Null: everything. */
    passage: { passageId: string; verbatim: string } | null
    isPrinted: boolean
    elsewhere: number
  },
) {
  const { address } = props.view.exercise
  const { passage } = props
  return (
    <DoorLayout {...props} title={words.title} heading={passage ? words.sureOneTitle : words.sureTitle}>
      {passage && <WordsAsWritten text={passage.verbatim} />}
      <p>{passage ? words.sureOne : words.sure}</p>
      <p>{words.sureStays}</p>
      <TicketForm action={listeningPaths.comeBackTaken(address)} ticket={props.ticket}>
        {passage && <Hidden name="passage" value={passage.passageId} />}
        {!passage && props.elsewhere > 0 && (
          <Checkbox
            name="elsewhere"
            label={words.elsewhere(props.elsewhere)}
            hint={words.elsewhereHint}
            checked
          />
        )}
        {props.isPrinted && (
          <Choices
            name="when"
            label={words.when}
            options={[
              { value: 'now', label: words.now, hint: words.nowHint },
              { value: 'at-rebuild', label: words.rebuild, hint: words.rebuildHint },
            ]}
            value="now"
          />
        )}
        <Buttons primary={passage ? words.sureOneYes : words.sureYes}>
          <Button formAction={listeningPaths.comeBackOwn(address)}>{words.sureNo}</Button>
        </Buttons>
      </TicketForm>
    </DoorLayout>
  )
}

/** Everything went from here, and what is printed goes on a day; until then it can still go at once. */
export function WaitingPage(props: Around & { ticket: string; on: string }) {
  return (
    <DoorLayout {...props} title={words.goneTitle} heading={words.waitingHeading}>
      <p>{words.waiting}</p>
      <p>{words.waitingUntil(publicationsWords['en-GB'].date(props.on))}</p>
      <TicketForm action={listeningPaths.comeBackTaken(props.view.exercise.address)} ticket={props.ticket}>
        <Hidden name="when" value="now" />
        <Buttons primary={words.waitingNow} />
      </TicketForm>
      <p class="soft">{words.waitingPhrase}</p>
    </DoorLayout>
  )
}

export function TakenPage(props: Around & { when?: 'now' | 'at-rebuild' | undefined }) {
  return (
    <DoorLayout {...props} title={words.goneTitle} heading={words.goneHeading}>
      <p>{words.gone}</p>
      {props.when && <p>{props.when === 'now' ? words.goneNow : words.goneRebuild}</p>}
      <p>{words.goneLater}</p>
      <p>
        <a href={listeningPaths.door(props.view.exercise.address)}>{words.write}</a>
      </p>
    </DoorLayout>
  )
}
