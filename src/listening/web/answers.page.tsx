import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, Hidden, TextArea } from '../../ui/form.tsx'
import { Fold } from '../../ui/fold.tsx'
import { askedWords } from '../consent/asked.words.ts'
import type { Use } from '../consent/consent.ts'
import { listeningPaths } from '../paths.ts'
import { answersWords } from './answers.words.ts'
import { detailOf, longestDetail, textField } from './come-back.form.ts'
import { OwnText, TicketForm, writeDay } from './come-back.page.tsx'
import { DoorLayout, type Around } from './door-layout.page.tsx'
import { comeBackWords } from './come-back.words.ts'
import type { OwnView } from './come-back.ts'

const words = answersWords['en-GB']
const asked = askedWords['en-GB']

type AnswersProps = Around & {
  own: OwnView
  ticket: string
  receipt: readonly string[]
  isChanged?: boolean | undefined
  /** What was typed for a use, when something is to put right. */
  typed?: { field: string; text: string } | undefined
  problems?: readonly FieldProblem[] | undefined
}

/** Every answer of a voice, each with the way to change it. */
export function AnswersPage(props: AnswersProps) {
  const { own, ticket } = props
  const { address } = props.view.exercise
  return (
    <DoorLayout {...props} title={comeBackWords['en-GB'].ownTitle} heading={words.heading}>
      {props.isChanged && (
        <p class="notice" role="status">
          {comeBackWords['en-GB'].changed}
        </p>
      )}
      <p class="lead">{words.lead}</p>
      {own.asked.map((use) => (
        <OneAnswer {...props} use={use} />
      ))}
      <Fold summary={words.hats} open={props.problems?.some(({ field }) => field === 'hats')}>
        <p>{words.hatsHint}</p>
        <TicketForm action={listeningPaths.comeBackHats(address)} ticket={ticket}>
          <TextArea
            name="hats"
            label={words.hatsField}
            error={findSentence(props.problems ?? [], 'hats')}
            value={props.typed?.field === 'hats' ? props.typed.text : own.details.hats}
            rows={3}
            maxLength={longestDetail.hats}
            autocomplete="off"
            own
          />
          <Button>{words.hatsKeep}</Button>
        </TicketForm>
      </Fold>
      <h2>{words.receipt}</h2>
      {props.receipt.map((line) => (
        <p>{line}</p>
      ))}
      <TicketForm action={listeningPaths.comeBackOwn(address)} ticket={ticket}>
        <Button>{words.back}</Button>
      </TicketForm>
    </DoorLayout>
  )
}

function OneAnswer(props: AnswersProps & { use: Use }) {
  const { own, use } = props
  const said = asked[use]
  const given = own.answers[use]
  const kind = detailOf[use]
  const field = textField(use)
  const text = props.typed?.field === field ? props.typed.text : kind && own.details[kind]
  return (
    <Fold
      summary={
        <>
          {said.asks} <span class="soft">{standsNow(given)}</span>
        </>
      }
      open={props.problems?.some((problem) => problem.field === field)}
    >
      <p>{said.hint}</p>
      <TicketForm action={listeningPaths.comeBackAnswers(props.view.exercise.address)} ticket={props.ticket}>
        <Hidden name="then" value="all" />
        <OwnText use={use} value={text} problems={props.problems} />
        <div class="buttons">
          {given?.answer !== true && (
            <Button name="change" value={`${use}-yes`} about={said.asks}>
              {said.yes}
            </Button>
          )}
          {given?.answer === true && kind && (
            <Button name="change" value={`${use}-yes`} about={said.asks}>
              {words.keepText}
            </Button>
          )}
          {given?.answer !== false && (
            <Button name="change" value={`${use}-no`} about={said.asks}>
              {said.no}
            </Button>
          )}
        </div>
      </TicketForm>
    </Fold>
  )
}

function standsNow(given: { answer: boolean; at: Date } | undefined): string {
  if (!given) return words.never
  return given.answer ? words.yes(writeDay(given.at)) : words.no(writeDay(given.at))
}
