import { StaffPage, type Frame } from '../../access/frame.tsx'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, Buttons, Form, Select } from '../../ui/form.tsx'
import { PersonWords, splitLines } from '../../ui/words.tsx'
import { invitationsWords } from '../invitations/invitations.words.ts'
import { supportPaths } from '../paths.ts'
import type { Decision, RecordView } from './decisions.ts'
import type { Days, TypedSaid } from './safeguarding.form.ts'
import { DecideForm, sayWhere } from './safeguarding.page.tsx'
import { safeguardingWords } from './safeguarding.words.ts'

const words = safeguardingWords['en-GB']
const { sections } = words

export function RecordPage(props: {
  frame: Frame
  record: RecordView
  typed: TypedSaid
  days: Days
  now: Date
  problems?: readonly FieldProblem[] | undefined
}) {
  const { record } = props
  const problems = props.problems ?? []
  return (
    <StaffPage
      frame={props.frame}
      title={words.about(record.about)}
      lead={`${words.kinds[record.kind]}. ${words.byOn(record.author, record.writtenAt)}`}
      breadcrumbs={[{ href: supportPaths.safeguarding, label: words.back }]}
      problems={problems}
      done={words.done}
    >
      <p>
        <strong>{sayWhere(record)}</strong>
      </p>
      <Section heading={sections.duty} text={words.duties[record.duty]} />
      {record.kind === 'emergency' && <Opened record={record} now={props.now} />}
      {record.account && <Section heading={sections.happened} text={record.account.happened} />}
      <Section heading={sections.why} text={record.why} />
      {record.account && <Section heading={sections.acted} text={record.account.acted} />}
      {record.account && <Section heading={sections.wish} text={record.account.wish} />}
      {record.thirdParties && (
        <>
          <Section heading={sections.third} text={record.thirdParties.words} />
          <p class="soft">{words.thirdLead(words.withholdings[record.thirdParties.withheld])}</p>
        </>
      )}
      {record.lines.length > 0 && <h2>{words.beside(record.about)}</h2>}
      {record.lines.map((line) => (
        <div class="beside">
          <p class="soft">{words.besideOn(line.writtenAt)}</p>
          <PersonWords>{splitLines(line.words)}</PersonWords>
        </div>
      ))}
      <h2>{words.decisions}</h2>
      <ul class="lines">
        {record.decisions.map((decision) => (
          <OneDecision recordId={record.id} decision={decision} />
        ))}
      </ul>
      {!record.toldAt && (
        <>
          <p>{words.decideLead}</p>
          <DecideForm recordId={record.id} typed={props.typed} days={props.days} problems={problems} />
        </>
      )}
      <h2>{words.name}</h2>
      {record.implicated.length > 0 && (
        <ul class="lines">
          {record.implicated.map(({ name, by, at }) => (
            <li>{words.implicatedOne(name, by, at)}</li>
          ))}
        </ul>
      )}
      <p>{words.nameLead}</p>
      <Form action={supportPaths.implicate(record.id)}>
        <Select
          name="account"
          label={words.nameWho}
          options={record.others.map(({ accountId, name }) => ({ value: accountId, label: name }))}
          error={findSentence(problems, 'account')}
        />
        <Buttons>
          <Button>{words.nameSave}</Button>
        </Buttons>
      </Form>
      <p class="soft">{words.kept(record.keptUntil)}</p>
    </StaffPage>
  )
}

function Opened({ record, now }: { record: RecordView; now: Date }) {
  const { openUntil, shutByName, earlier } = record
  return (
    <>
      <p>
        {words.opened(record.rooms.map((room) => invitationsWords['en-GB'].roomNames[room]))}{' '}
        {openUntil > now ? words.openUntil(openUntil) : words.openedUntil(openUntil)}{' '}
        {shutByName !== null && words.shutBy(shutByName)}
      </p>
      {record.mayShut && (
        <Form action={supportPaths.shutEmergency(record.id)}>
          <p>{words.shutLead}</p>
          <Buttons>
            <Button>{words.shut}</Button>
          </Buttons>
        </Form>
      )}
      {earlier.length > 0 && (
        <>
          <h2>{words.earlier(record.author)}</h2>
          <ul class="lines">
            {earlier.map(({ id, writtenAt }) => (
              <li>
                <a href={supportPaths.record(id)}>{words.moment(writtenAt)}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function Section(props: { heading: string; text: string }) {
  return (
    <>
      <h2>{props.heading}</h2>
      <p>{splitLines(props.text)}</p>
    </>
  )
}

function OneDecision({ recordId, decision }: { recordId: string; decision: Decision }) {
  return (
    <li>
      {decision.kind === 'told'
        ? words.saidToldBy(decision.by, decision.at)
        : words.saidWaitBy(decision.by, decision.at, decision.until!)}
      <br />
      {splitLines(decision.words)}
      <br />
      <span class="soft">{sayAgreed(decision)}</span>
      {decision.mayAgree && (
        <Form action={supportPaths.agree(recordId, decision.id)}>
          <Button about={words.agreeAbout(decision.by)}>{words.agree}</Button>
        </Form>
      )}
    </li>
  )
}

function sayAgreed(decision: Decision): string {
  if (decision.agreedBy && decision.agreedAt) return words.agreedBy(decision.agreedBy, decision.agreedAt)
  return decision.holds ? words.first : words.waitsForSecond
}
