import { StaffPage, type Frame } from '../../access/frame.tsx'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, ButtonLink, Buttons, Choices, Form, Hidden, TextField } from '../../ui/form.tsx'
import { DefinitionList, Empty, Table } from '../../ui/table.tsx'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { listeningPaths } from '../paths.ts'
import type { TypedMailbox } from './mailboxes.form.ts'
import type { Mailbox, MailboxView, Tried } from './mailboxes.ts'
import { mailboxWords } from './mailboxes.words.ts'

const words = mailboxWords['en-GB']

type ExerciseName = { id: string; title: string }

export function MailboxesPage(props: {
  frame: Frame
  exercise: ExerciseName
  mailboxes: readonly Mailbox[]
  typed: TypedMailbox
  problems?: readonly FieldProblem[] | undefined
  /** The settings are whole but could not be read with: they may be saved all the same. */
  mayKeep?: boolean | undefined
}) {
  const { exercise, mailboxes } = props
  const isFormFirst = mailboxes.length === 0 || props.problems !== undefined
  const form = (
    <SettingsForm
      {...props}
      action={listeningPaths.mailboxes(exercise.id)}
      hint={words.fields.passwordHint}
    />
  )
  return (
    <StaffPage
      frame={props.frame}
      title={words.title}
      lead={words.lead}
      breadcrumbs={exerciseCrumbs(exercise)}
      problems={props.problems}
      done={words.done}
    >
      {words.about.map((sentence) => (
        <p class="soft">{sentence}</p>
      ))}
      <section>
        <h2>{words.list}</h2>
        {mailboxes.length === 0 ? (
          <Empty what={words.none} why={words.noneWhy} />
        ) : (
          <Table
            caption={words.list}
            captionUnseen
            columns={[
              { label: words.columns.mailbox },
              { label: words.columns.state },
              { label: words.columns.arrived, figures: true },
            ]}
            rows={mailboxes.map((mailbox) => [
              <a href={listeningPaths.mailbox(mailbox.id)}>{nameMailbox(mailbox)}</a>,
              sayState(mailbox),
              mailbox.arrived.toLocaleString('en-GB'),
            ])}
          />
        )}
      </section>
      <section>
        {isFormFirst ? (
          <>
            <h2>{words.add}</h2>
            {form}
          </>
        ) : (
          <details>
            <summary>{words.add}</summary>
            {form}
          </details>
        )}
      </section>
    </StaffPage>
  )
}

export function MailboxPage(props: { frame: Frame; view: MailboxView; tried?: Tried | undefined }) {
  const { mailbox, exercise } = props.view
  const { settings } = mailbox
  return (
    <StaffPage
      frame={props.frame}
      title={nameMailbox(mailbox)}
      breadcrumbs={crumbsOf(exercise)}
      problems={props.tried && 'trouble' in props.tried ? sayTrouble(props.tried.trouble) : undefined}
      done={words.done}
    >
      {props.tried && 'count' in props.tried && (
        <p role="status">
          <strong>{words.works(props.tried.count)}</strong>
        </p>
      )}
      <DefinitionList
        items={[
          { term: words.facts.state, detail: sayState(mailbox) },
          { term: words.facts.server, detail: `${settings.host}, ${settings.port}` },
          { term: words.facts.user, detail: settings.user },
          { term: words.facts.folder, detail: settings.folder },
          { term: words.facts.arrived, detail: words.mails(mailbox.arrived) },
          { term: words.facts.passedOver, detail: words.passedOver(mailbox.passedOver) },
        ]}
      />
      {mailbox.sourceId && props.frame.roles.includes('listener') && (
        <p>
          <a href={listeningPaths.source(mailbox.sourceId)}>{words.toSource}</a>
        </p>
      )}
      <Form action={listeningPaths.tryMailbox(mailbox.id)}>
        <Hidden name="on" value={mailbox.isOn ? '' : 'yes'} />
        <Buttons primary={words.tryNow}>
          <ButtonLink href={listeningPaths.changeMailbox(mailbox.id)}>{words.change}</ButtonLink>
          <Button formAction={listeningPaths.switchMailbox(mailbox.id)}>
            {mailbox.isOn ? words.stop : words.start}
          </Button>
        </Buttons>
      </Form>
      <p>
        <a href={listeningPaths.removeMailbox(mailbox.id)}>{words.remove}</a>
      </p>
    </StaffPage>
  )
}

export function ChangeMailboxPage(props: {
  frame: Frame
  view: MailboxView
  typed: TypedMailbox
  problems?: readonly FieldProblem[] | undefined
  mayKeep?: boolean | undefined
}) {
  const { mailbox, exercise } = props.view
  return (
    <StaffPage
      frame={props.frame}
      title={words.changeTitle}
      breadcrumbs={[
        ...crumbsOf(exercise),
        { href: listeningPaths.mailbox(mailbox.id), label: nameMailbox(mailbox) },
      ]}
      problems={props.problems}
    >
      <SettingsForm
        {...props}
        action={listeningPaths.changeMailbox(mailbox.id)}
        hint={words.fields.passwordAgain}
        cancel={listeningPaths.mailbox(mailbox.id)}
      />
    </StaffPage>
  )
}

export function RemoveMailboxPage(props: { frame: Frame; view: MailboxView }) {
  const { mailbox, exercise } = props.view
  return (
    <StaffPage
      frame={props.frame}
      title={words.removeTitle}
      lead={words.removeLead}
      breadcrumbs={crumbsOf(exercise)}
    >
      <p>{nameMailbox(mailbox)}</p>
      <Form action={listeningPaths.removeMailbox(mailbox.id)}>
        <Buttons primary={words.removeButton}>
          <ButtonLink href={listeningPaths.mailbox(mailbox.id)}>{words.keep}</ButtonLink>
        </Buttons>
      </Form>
    </StaffPage>
  )
}

function SettingsForm(props: {
  action: string
  typed: TypedMailbox
  hint: string
  problems?: readonly FieldProblem[] | undefined
  mayKeep?: boolean | undefined
  cancel?: string | undefined
}) {
  const says = words.fields
  const field = (name: keyof TypedMailbox) => ({
    name,
    value: props.typed[name],
    error: findSentence(props.problems ?? [], name),
  })
  return (
    <Form action={props.action}>
      <TextField {...field('host')} label={says.host} hint={says.hostHint} spellcheck={false} required />
      <TextField
        {...field('port')}
        label={says.port}
        hint={says.portHint}
        inputMode="numeric"
        width="short"
        required
      />
      <Choices
        {...field('security')}
        label={says.security}
        options={[
          { value: 'tls', label: says.tls },
          { value: 'starttls', label: says.starttls },
          { value: 'none', label: says.none, hint: says.noneHint },
        ]}
      />
      <TextField
        {...field('user')}
        label={says.user}
        hint={says.userHint}
        autocomplete="off"
        spellcheck={false}
        required
      />
      <TextField
        name="password"
        type="password"
        label={says.password}
        hint={props.hint}
        error={findSentence(props.problems ?? [], 'password')}
        autocomplete="new-password"
        required
      />
      <TextField
        {...field('folder')}
        label={says.folder}
        hint={says.folderHint}
        spellcheck={false}
        required
      />
      <Buttons primary={words.tryAndSave}>
        {props.mayKeep && (
          <Button name="anyway" value="yes">
            {words.saveAnyway}
          </Button>
        )}
        {props.cancel && <ButtonLink href={props.cancel}>{words.cancel}</ButtonLink>}
      </Buttons>
    </Form>
  )
}

function crumbsOf(exercise: ExerciseName) {
  return exerciseCrumbs(exercise, { href: listeningPaths.mailboxes(exercise.id), label: words.title })
}

function sayTrouble(trouble: keyof typeof words.troubles) {
  return [{ field: null, sentence: words.troubles[trouble] }]
}

function nameMailbox({ settings }: Mailbox): string {
  return `${settings.user}, ${settings.folder}`
}

function sayState(mailbox: Mailbox): string {
  if (!mailbox.isOn) return words.state.off
  if (mailbox.trouble) {
    return `${words.troubles[mailbox.trouble]} ${words.state.trouble(sayWhen(mailbox.nextLookAt))}`
  }
  return mailbox.lookedAt ? words.state.read(sayWhen(mailbox.lookedAt)) : words.state.waiting
}

function sayWhen(date: Date): string {
  return date.toLocaleString('en-GB', { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' })
}
