import { StaffPage, type Frame } from '../../access/frame.tsx'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, ButtonLink, Buttons, Form, Hidden } from '../../ui/form.tsx'
import { DefinitionList, Empty } from '../../ui/table.tsx'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { listeningPaths } from '../paths.ts'
import type { JoinView } from './joins.ts'
import type { ProposalView } from './proposals.ts'
import { sameWords } from './same.words.ts'
import { listDoors } from './voices.page.tsx'
import type { Voice } from './voices.ts'
import { voicesWords } from './voices.words.ts'

const words = sameWords['en-GB']
const voiceWords = voicesWords['en-GB']

export type SameProps = {
  frame: Frame
  exercise: { id: string; title: string }
  proposal: ProposalView | null
  count: number
  /** There are more than are counted. */
  isMore: boolean
  /** Names the pair shown, so that the next one can be asked for. */
  pair: string | null
  /** The pair shown before: an answer leads on from here, not back to what was passed over. */
  after: string | null
  last: (JoinView & { keptNumber: number }) | null
  problems?: readonly FieldProblem[] | undefined
}

/** One pair of voices at a time, the strongest first. */
export function SamePage(props: SameProps) {
  const { exercise, proposal, count, last } = props
  const here = listeningPaths.voicesSame(exercise.id)
  return (
    <StaffPage
      frame={props.frame}
      title={words.title}
      lead={words.lead}
      breadcrumbs={exerciseCrumbs(exercise, {
        href: listeningPaths.voices(exercise.id),
        label: voiceWords.title,
      })}
      problems={props.problems}
      done={words.done}
    >
      {last && (
        <Form action={listeningPaths.undoJoin(last.id)}>
          <p>{words.last(voiceWords.number(last.keptNumber).toLowerCase(), last.number)}</p>
          <Hidden name="to" value="same" />
          {props.after !== null && <Hidden name="after" value={props.after} />}
          <Buttons>
            <Button>{words.undo}</Button>
          </Buttons>
        </Form>
      )}
      {proposal ? (
        <Pair {...props} proposal={proposal} />
      ) : count > 0 ? (
        <>
          <p>{words.atEnd}</p>
          <p>
            <a href={here}>{words.fromStart}</a>
          </p>
        </>
      ) : (
        <Empty what={words.none} why={words.noneWhy} />
      )}
    </StaffPage>
  )
}

function Pair(props: SameProps & { proposal: ProposalView }) {
  const { proposal, exercise, count, pair } = props
  const { kept, other } = proposal
  const here = listeningPaths.voicesSame(exercise.id)
  const against = listAgainst(proposal)
  return (
    <section aria-labelledby="pair">
      <h2 id="pair">{words.sureness[proposal.sureness]}</h2>
      <p>{words.evidence(proposal.labels, proposal.likeness)}</p>
      {against.map((sentence) => (
        <p>
          <mark>{sentence}</mark>
        </p>
      ))}
      <DefinitionList
        items={[kept, other].map((voice) => ({
          term: <a href={listeningPaths.voice(voice.id)}>{voiceWords.number(voice.number)}</a>,
          detail: sayVoice(voice),
        }))}
      />
      {proposal.several && (
        <p>
          <a href={listeningPaths.voicePassages(proposal.several.id)}>
            {words.whoSaidWhat(proposal.several.number)}
          </a>
        </p>
      )}
      <Form action={here}>
        <Hidden name="kept" value={kept.id} />
        <Hidden name="other" value={other.id} />
        {props.after !== null && <Hidden name="after" value={props.after} />}
        <Buttons primary={words.join} name="answer" value="same">
          <Button name="answer" value="apart">
            {words.apart}
          </Button>
          <ButtonLink kind="quiet" href={`${here}?after=${pair}`}>
            {words.skip}
          </ButtonLink>
        </Buttons>
      </Form>
      <p class="soft">{words.left(count, props.isMore)}</p>
    </section>
  )
}

function sayVoice(voice: Voice): string {
  const said = voiceWords.said(voice.passages, voice.words)
  return words.detail(voice.labels ?? [], listDoors(voice), said)
}

/** What a listener should know before joining, in sentences. */
function listAgainst(proposal: ProposalView): string[] {
  const { against } = words
  const facilitator = [proposal.kept, proposal.other].filter((voice) => voice.part === 'facilitator')
  return [
    proposal.spokeTogether &&
      (proposal.spokeTogether === 'group-call' || proposal.spokeTogether === 'whatsapp'
        ? against[proposal.spokeTogether]
        : against.other),
    proposal.sharedBy > 2 && against.sharedBy(proposal.sharedBy),
    proposal.device && against.device(proposal.device),
    proposal.several && against.several(proposal.several.label),
    facilitator.length === 1 && against.facilitator(facilitator[0]!.number),
  ].filter((sentence) => typeof sentence === 'string')
}
