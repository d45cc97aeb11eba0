import { StaffPage, type Frame } from '../../access/frame.tsx'
import { findSentence } from '../../access/problem.ts'
import type { Problem } from '../../ui/error-summary.tsx'
import { Button, Buttons, Form, TextArea, TextField } from '../../ui/form.tsx'
import { Empty } from '../../ui/table.tsx'
import { listeningPaths } from '../paths.ts'
import { seriesCrumbs } from '../series/crumbs.page.tsx'
import { clearancesWords } from './clearances.words.ts'
import { publicationsWords } from './publications.words.ts'

const words = clearancesWords['en-GB']

type ShownClearance = {
  id: string
  word: string
  reason: string
  firstAt: Date
  secondAt: Date | null
  isOwn: boolean
}

/** Ordinary words that are names too, and the two people who said they may stand. */
export function ClearancesPage(props: {
  frame: Frame
  exercise: { id: string; title: string }
  series: { id: string; title: string }
  clearances: readonly ShownClearance[]
  typed?: { word: string; reason: string } | undefined
  problems?: readonly Problem[] | undefined
}) {
  const { series } = props
  const problems = props.problems ?? []
  return (
    <StaffPage
      frame={props.frame}
      title={words.title}
      lead={words.lead}
      breadcrumbs={seriesCrumbs(props.exercise, series)}
      problems={problems}
      done={words.done}
    >
      <h2>{words.listHeading}</h2>
      {props.clearances.length === 0 && <Empty what={words.emptyWhat} why={words.emptyWhy} />}
      {props.clearances.map((clearance) => (
        <section>
          <h3>{clearance.word}</h3>
          <p>{clearance.reason}</p>
          <p class="soft">{tellState(clearance)}</p>
          <Form action={listeningPaths.clearance(series.id, clearance.id)}>
            <div class="buttons">
              {!clearance.secondAt && !clearance.isOwn && (
                <Button name="then" value="agree" about={words.about(clearance.word)}>
                  {words.agree}
                </Button>
              )}
              <Button kind="quiet" name="then" value="remove" about={words.about(clearance.word)}>
                {words.remove}
              </Button>
            </div>
          </Form>
        </section>
      ))}
      <Form action={listeningPaths.clearances(series.id)}>
        <TextField
          name="word"
          label={words.word}
          hint={words.wordHint}
          error={findSentence(problems, 'word')}
          value={props.typed?.word}
          width="medium"
          maxLength={60}
          required
        />
        <TextArea
          name="reason"
          label={words.reason}
          hint={words.reasonHint}
          error={findSentence(problems, 'reason')}
          value={props.typed?.reason}
          rows={3}
          required
        />
        <Buttons primary={words.propose} />
      </Form>
    </StaffPage>
  )
}

function tellState(clearance: ShownClearance): string {
  const first = tellDay(clearance.firstAt)
  if (clearance.secondAt) return words.clearedOn(first, tellDay(clearance.secondAt))
  return clearance.isOwn ? words.proposedByYou(first) : words.proposedOn(first)
}

function tellDay(date: Date): string {
  return publicationsWords['en-GB'].date(date.toISOString().slice(0, 10))
}
