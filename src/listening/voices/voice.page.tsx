import { StaffPage, type Frame } from '../../access/frame.tsx'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, Buttons, Checkboxes, Form, Hidden, Choices, TextField } from '../../ui/form.tsx'
import { DefinitionList, Empty, Pager } from '../../ui/table.tsx'
import { nameDoor } from '../doors/say.page.tsx'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { listeningPaths } from '../paths.ts'
import type { JoinView } from './joins.ts'
import type { Brought, ChoosablePassage } from './splits.ts'
import type { TypedMove } from './voices.form.ts'
import { listDoors, listUses } from './voices.page.tsx'
import type { Part, Voice } from './voices.ts'
import { voicesWords } from './voices.words.ts'

const words = voicesWords['en-GB']

export type VoiceProps = {
  frame: Frame
  exercise: { id: string; title: string }
  voice: Voice
  brought: readonly Brought[]
  joins: readonly JoinView[]
  /** What was looked for, and who was found. */
  found?: { typed: string; voices: readonly Voice[]; isMore: boolean } | undefined
  problems?: readonly FieldProblem[] | undefined
}

export function VoicePage(props: VoiceProps) {
  const { voice } = props
  const said = words.voice
  return (
    <StaffPage
      frame={props.frame}
      title={words.number(voice.number)}
      breadcrumbs={crumbs(props)}
      problems={props.problems}
      done={words.done}
    >
      <DefinitionList
        items={[
          { term: said.labels, detail: voice.labels?.length ? voice.labels.join(', ') : said.noLabels },
          { term: said.doors, detail: listDoors(voice) },
          { term: said.said, detail: words.said(voice.passages, voice.words) },
          {
            term: said.agreed,
            detail: (
              <>
                {listUses(voice)} <a href={listeningPaths.voiceAnswers(voice.id)}>{said.answers}</a>
              </>
            ),
          },
        ]}
      />
      <JoinSection {...props} />
      <JoinsSection {...props} />
      <BroughtSection {...props} />
      <PartSection voice={voice} />
      <section aria-labelledby="withdraw">
        <h2 id="withdraw">{said.withdrawHeading}</h2>
        <p>
          <a href={listeningPaths.voiceWithdraw(voice.id)}>{said.withdraw}</a>
        </p>
      </section>
    </StaffPage>
  )
}

export type WhoSaidWhatProps = {
  frame: Frame
  exercise: { id: string; title: string }
  voice: Voice
  passages: readonly ChoosablePassage[]
  next: number | null
  /** The address of this page of the list. */
  here: string
  typed?: TypedMove | undefined
  problems?: readonly FieldProblem[] | undefined
}

/** Passages of one voice, to say which of them somebody else said. */
export function WhoSaidWhatPage(props: WhoSaidWhatProps) {
  const { voice, passages, next, typed, problems = [] } = props
  const said = words.passages
  const open = passages.filter((passage) => passage.text !== null)
  const shut = passages.length - open.length
  return (
    <StaffPage
      frame={props.frame}
      title={said.title(voice.number)}
      lead={said.lead}
      breadcrumbs={[
        ...crumbs(props),
        { href: listeningPaths.voice(voice.id), label: words.number(voice.number) },
      ]}
      problems={problems}
      done={words.done}
    >
      {shut > 0 && <p>{said.shut(shut)}</p>}
      {open.length === 0 ? (
        <Empty what={said.none} why={said.noneWhy} />
      ) : (
        <Form action={props.here}>
          <Checkboxes
            name="passage"
            label={said.choose}
            error={findSentence(problems, 'passage')}
            values={typed?.passageIds}
            options={open.map((passage) => ({
              value: passage.id,
              label: <span class="own">{passage.text}</span>,
              hint: said.passage(passage.number, nameDoor(passage.door)),
            }))}
          />
          <TextField
            name="to"
            label={said.to}
            hint={said.toHint}
            error={findSentence(problems, 'to')}
            value={typed?.to}
            width="short"
            inputMode="numeric"
            autocomplete="off"
            maxLength={12}
          />
          <Buttons primary={said.button} />
        </Form>
      )}
      <Pager
        next={next === null ? undefined : { href: `${listeningPaths.voicePassages(voice.id)}?after=${next}` }}
      />
    </StaffPage>
  )
}

function JoinSection({ voice, found, problems = [] }: VoiceProps) {
  const said = words.voice
  return (
    <section aria-labelledby="join">
      <h2 id="join">{said.joinHeading}</h2>
      <p>{said.findLead}</p>
      <Form action={`${listeningPaths.voiceFind(voice.id)}#join`}>
        <TextField
          name="name"
          type="search"
          label={said.findLabel}
          hint={said.findHint}
          error={findSentence(problems, 'name')}
          value={found?.typed}
          maxLength={200}
          autocomplete="off"
          spellcheck={false}
        />
        <Buttons>
          <Button>{said.findButton}</Button>
        </Buttons>
      </Form>
      {found?.typed && found.voices.length === 0 && <p>{said.foundNobody(found.typed)}</p>}
      {found && found.voices.length > 0 && (
        <Form action={listeningPaths.voice(voice.id)}>
          <Choices
            name="other"
            label={said.joinLabel}
            hint={said.joinLead}
            error={findSentence(problems, 'other')}
            options={found.voices.map((other) => ({
              value: other.id,
              label: said.other(other.number, other.labels ?? [], listDoors(other), other.passages),
            }))}
          />
          {found.isMore && <p class="soft">{said.foundMore}</p>}
          <Buttons primary={said.joinButton} />
        </Form>
      )}
    </section>
  )
}

function JoinsSection({ joins }: VoiceProps) {
  const said = words.voice
  if (joins.length === 0) return null
  return (
    <section aria-labelledby="joins">
      <h2 id="joins">{said.joinsHeading}</h2>
      <p>{said.undoLead}</p>
      {joins.map((join) => (
        <Form action={listeningPaths.undoJoin(join.id)}>
          <p>{said.joined(join.number, join.labels, join.joinedAt)}</p>
          <Buttons>
            <Button about={said.about(join.number)}>{said.undo}</Button>
          </Buttons>
        </Form>
      ))}
    </section>
  )
}

function BroughtSection({ voice, brought }: VoiceProps) {
  const said = words.voice
  const sayBrought = (one: Brought) => said.brought(one.labels, nameDoor(one.door), one.passages)
  return (
    <section aria-labelledby="brought">
      <h2 id="brought">{said.broughtHeading}</h2>
      {brought.length > 1 && <p>{said.broughtLead}</p>}
      {brought.map((one) =>
        brought.length === 1 || one.door === 'web' ? (
          <p>{sayBrought(one)}</p>
        ) : (
          <Form action={listeningPaths.voiceSplit(voice.id)}>
            <p>{sayBrought(one)}</p>
            <Hidden name="contribution" value={one.id} />
            <Buttons>
              <Button about={sayBrought(one)}>{said.split}</Button>
            </Buttons>
          </Form>
        ),
      )}
      <p>
        <a href={listeningPaths.voicePassages(voice.id)}>{said.toPassages}</a>
      </p>
    </section>
  )
}

function PartSection({ voice }: { voice: Voice }) {
  const said = words.voice
  const others = (['contributor', 'facilitator', 'not-a-contributor'] as const).filter(
    (part: Part) => part !== voice.part,
  )
  return (
    <section aria-labelledby="part">
      <h2 id="part">{said.partHeading}</h2>
      <p>{said.partLead[voice.part]}</p>
      <Form action={listeningPaths.voicePart(voice.id)}>
        <Buttons>
          {others.map((part) => (
            <Button name="part" value={part}>
              {said.makePart[part]}
            </Button>
          ))}
        </Buttons>
      </Form>
    </section>
  )
}

function crumbs({ exercise }: { exercise: { id: string; title: string } }) {
  return exerciseCrumbs(exercise, { href: listeningPaths.voices(exercise.id), label: words.title })
}
