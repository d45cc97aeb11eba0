import { StaffPage, type Frame } from '../../access/frame.tsx'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import {
  Button,
  ButtonLink,
  Buttons,
  Checkboxes,
  Choices,
  DateField,
  Form,
  Hidden,
  TextArea,
  TextField,
} from '../../ui/form.tsx'
import { Empty } from '../../ui/table.tsx'
import { supportPaths } from '../paths.ts'
import {
  duties,
  mostLetters,
  withholdings,
  type Days,
  type TypedRecord,
  type TypedSaid,
} from './safeguarding.form.ts'
import type { Known, SafeguardingRecord } from './safeguarding.ts'
import { safeguardingWords } from './safeguarding.words.ts'

const words = safeguardingWords['en-GB']
type Problems = readonly FieldProblem[]

export function RecordsPage(props: {
  frame: Frame
  records: readonly SafeguardingRecord[]
  isCoach: boolean
}) {
  return (
    <StaffPage
      frame={props.frame}
      title={words.title}
      lead={props.isCoach ? words.leadCoach : words.leadKeeper}
      done={words.done}
    >
      {props.records.length === 0 ? (
        <Empty what={words.none} why={words.noneWhy} />
      ) : (
        <ul class="lines">
          {props.records.map((record) => (
            <li>
              <a href={supportPaths.record(record.id)}>{words.about(record.about)}</a>{' '}
              <span class="soft">
                {words.kinds[record.kind]}. {words.byOn(record.author, record.writtenAt)}
              </span>
              <br />
              {sayWhere(record)} {record.answeredAt && words.answered(record.answeredAt)}
            </li>
          ))}
        </ul>
      )}
      {props.isCoach && (
        <Buttons>
          <ButtonLink href={supportPaths.writeRecord}>{words.write}</ButtonLink>
          <ButtonLink href={supportPaths.emergency}>{words.danger}</ButtonLink>
        </Buttons>
      )}
    </StaffPage>
  )
}

/** Told, not yet, or a decision that waits. */
export function sayWhere(record: Pick<SafeguardingRecord, 'toldAt' | 'isWaiting' | 'decideBy'>): string {
  if (record.toldAt) return words.told(record.toldAt)
  return record.isWaiting ? words.waits(record.decideBy) : words.until(record.decideBy)
}

export function WriteRecordPage(props: {
  frame: Frame
  typed: TypedRecord
  /** Whom it can be about: one when it was begun from their space. */
  known: readonly Known[]
  staff: readonly { accountId: string; name: string }[]
  days: Days
  problems?: Problems | undefined
}) {
  const { typed, known, staff } = props
  const problems = props.problems ?? []
  const area = (name: 'happened' | 'why' | 'acted' | 'wish' | 'third', hint?: string) => (
    <TextArea
      name={name}
      label={words[name]}
      hint={hint}
      value={typed[name]}
      error={findSentence(problems, name)}
      autocomplete="off"
      maxLength={mostLetters}
      rows={4}
    />
  )
  return (
    <StaffPage
      frame={props.frame}
      title={words.newTitle}
      lead={words.newLead}
      breadcrumbs={[{ href: supportPaths.safeguarding, label: words.back }]}
      problems={problems}
    >
      <Form action={supportPaths.writeRecord}>
        <Whom typed={typed} known={known} problems={problems} />
        <Choices
          name="duty"
          label={words.duty}
          options={duties.map((duty) => ({
            value: duty,
            label: words.duties[duty],
            hint: words.laws[duty],
          }))}
          value={typed.duty}
          error={findSentence(problems, 'duty')}
        />
        {area('happened', words.happenedHint)}
        {area('why')}
        {area('acted')}
        {area('wish', words.wishHint)}
        {area('third', words.thirdHint)}
        <Choices
          name="withheld"
          label={words.withheld}
          options={withholdings.map((one) => ({ value: one, label: words.withholdings[one] }))}
          value={typed.withheld}
          error={findSentence(problems, 'withheld')}
        />
        <Telling typed={typed} days={props.days} problems={problems} />
        {staff.length > 0 && (
          <Checkboxes
            name="implicated"
            label={words.implicated}
            hint={words.implicatedHint}
            options={staff.map(({ accountId, name }) => ({ value: accountId, label: name }))}
            values={typed.implicated}
          />
        )}
        <Hidden name="sending" value={typed.sending} />
        <Buttons primary={words.save} />
      </Form>
    </StaffPage>
  )
}

/** The one it is about, those of one name to choose from, or a field for the name. */
export function Whom(props: {
  typed: { space: string; name: string }
  known: readonly Known[]
  problems: Problems
}) {
  const { typed, known, problems } = props
  if (typed.space && known.length === 1) {
    return (
      <>
        <p>
          <strong>{words.about(known[0]!.name)}</strong>
        </p>
        <Hidden name="space" value={typed.space} />
      </>
    )
  }
  return (
    <>
      <TextField
        name="name"
        label={words.who}
        hint={words.whoHint}
        value={typed.name}
        error={findSentence(problems, 'name')}
        autocomplete="off"
        spellcheck={false}
        maxLength={100}
        width="medium"
      />
      {known.length > 1 && (
        <Choices
          name="space"
          label={words.whoSeveral}
          options={known.map((one) => ({ value: one.spaceId, label: words.whoOne(one.name, one.openedAt) }))}
          error={findSentence(problems, 'space')}
        />
      )}
    </>
  )
}

/** Told, or not yet, why, and until when: the author's own. */
export function Telling(props: { typed: TypedSaid; days: Days; problems: Problems }) {
  return (
    <SaidFields
      {...props}
      label={words.telling}
      hint={words.tellingHint}
      options={[
        { value: 'told', label: words.toldOption },
        { value: 'wait', label: words.waitOption },
      ]}
      wordsLabel={words.saidTold}
      dayLabel={words.day}
    />
  )
}

/** The same for two who decide again. */
export function DecideForm(props: { recordId: string; typed: TypedSaid; days: Days; problems: Problems }) {
  return (
    <Form action={supportPaths.decide(props.recordId)}>
      <SaidFields
        {...props}
        label={words.decide}
        options={[
          { value: 'told', label: words.decideTold },
          { value: 'wait', label: words.decideWait },
        ]}
        wordsLabel={words.decideWords}
        dayLabel={words.decideDay}
      />
      <Hidden name="sending" value={props.typed.sending} />
      <Buttons>
        <Button>{words.decideSave}</Button>
      </Buttons>
    </Form>
  )
}

/** What was said of telling: told, or why not and until when. */
export function SaidFields(props: {
  typed: TypedSaid
  days: Days
  problems: Problems
  label: string
  hint?: string
  options: readonly { value: string; label: string }[]
  wordsLabel: string
  dayLabel: string
}) {
  const { typed, days, problems } = props
  return (
    <>
      <Choices
        name="telling"
        label={props.label}
        hint={props.hint}
        options={props.options}
        value={typed.telling}
        error={findSentence(problems, 'telling')}
      />
      <TextArea
        name="decision"
        label={props.wordsLabel}
        value={typed.decision}
        error={findSentence(problems, 'decision')}
        autocomplete="off"
        maxLength={mostLetters}
        rows={3}
      />
      <DateField
        name="until"
        label={props.dayLabel}
        hint={words.dayHint(days.last)}
        value={typed.until}
        min={days.first}
        max={days.last}
        error={findSentence(problems, 'until')}
      />
    </>
  )
}
