import type { FieldProblem } from '../../platform/http/fields.ts'
import { Fold } from '../../ui/fold.tsx'
import { Button, ButtonLink, Buttons, Form } from '../../ui/form.tsx'
import { Empty } from '../../ui/table.tsx'
import { PersonWords, splitLines } from '../../ui/words.tsx'
import type { TypedNote } from '../conversations/conversations.form.ts'
import { NoteFields } from '../conversations/lines.page.tsx'
import { SpacePage, type SpaceFrame } from '../frame.tsx'
import { supportPaths } from '../paths.ts'
import { safeguardingWords } from './safeguarding.words.ts'
import type { OwnLine, Told } from './told.ts'
import { toldWords } from './told.words.ts'

const words = toldWords['en-GB']
const { duties, withholdings } = safeguardingWords['en-GB']

export function ToldPage(props: { frame: SpaceFrame; told: readonly Told[] }) {
  return (
    <SpacePage frame={props.frame} heading={words.heading} done={words.done}>
      <p class="lead">{words.lead}</p>
      {props.told.length === 0 && <Empty what={words.none} why={words.noneWhy} />}
      {props.told.map((one) => (
        <OneTold told={one} />
      ))}
    </SpacePage>
  )
}

function OneTold({ told }: { told: Told }) {
  return (
    <section>
      <h2>{words.from(told.author, told.organisation, told.writtenAt)}</h2>
      <Part heading={words.duty} text={duties[told.duty]} />
      {told.account && <Part heading={words.happened} text={told.account.happened} />}
      <Part heading={words.why} text={told.why} />
      {told.account && <Part heading={words.acted} text={told.account.acted} />}
      {told.account && <Part heading={words.wish} text={told.account.wish} />}
      {told.kind === 'emergency' && <p>{words.opened}</p>}
      {told.withheld && <p>{words.withheld(withholdings[told.withheld])}</p>}
      <Part heading={words.told} text={told.told} />
      {told.lines.length > 0 && <h3>{words.lines}</h3>}
      {told.lines.map((line) => (
        <OneLine recordId={told.id} line={line} />
      ))}
      <p>
        <ButtonLink href={supportPaths.besideWritten(told.id)}>
          {told.lines.length > 0 ? words.writeMore : words.write}
        </ButtonLink>
      </p>
      <p class="soft">
        {words.who} {words.kept(told.organisation, told.keptUntil)} {words.wrong}
      </p>
    </section>
  )
}

/** What the person says stands beside what was written about them, in the serif. */
function OneLine({ recordId, line }: { recordId: string; line: OwnLine }) {
  return (
    <div class="beside">
      <p class="soft">{words.lineOn(line.writtenAt)}</p>
      <PersonWords>{splitLines(line.words)}</PersonWords>
      <Fold summary={words.takeFold}>
        <p>{words.takeLead}</p>
        <Form action={supportPaths.takeBackWritten(recordId, line.id)}>
          <Buttons>
            <Button>{words.take}</Button>
          </Buttons>
        </Form>
      </Fold>
    </div>
  )
}

/** The form of a line beside a record. */
export function BesideToldPage(props: {
  frame: SpaceFrame
  told: Told
  typed: TypedNote
  problems?: readonly FieldProblem[] | undefined
}) {
  const { frame, told, problems = [] } = props
  return (
    <SpacePage frame={frame} heading={words.lineHeading} problems={problems}>
      <p class="lead">{words.lineLead(told.author, told.organisation, told.writtenAt)}</p>
      <Form action={supportPaths.besideWritten(told.id)}>
        <NoteFields label={words.line} typed={props.typed} problems={problems} isOwn hasDay={false} />
        <Buttons primary={words.save}>
          <ButtonLink href={supportPaths.written} kind="quiet">
            {words.back}
          </ButtonLink>
        </Buttons>
      </Form>
      <p class="soft">
        {words.lineWho} {words.lineKept(told.keptUntil)}
      </p>
    </SpacePage>
  )
}

function Part(props: { heading: string; text: string }) {
  return (
    <>
      <h3>{props.heading}</h3>
      <p>{splitLines(props.text)}</p>
    </>
  )
}
