import { StaffPage, type Frame } from '../../access/frame.tsx'
import { Buttons, ButtonLink, Form } from '../../ui/form.tsx'
import { Progress } from '../../ui/progress.tsx'
import { listeningPaths } from '../paths.ts'
import { seriesCrumbs } from '../series/crumbs.page.tsx'
import { gatesWords } from './gates.words.ts'
import { publicationsWords } from './publications.words.ts'

const words = gatesWords['en-GB']

/** Everything that stops a series, each with the way to its place; the button only when nothing does. */
export function GatesPage(props: {
  frame: Frame
  exercise: { id: string; title: string }
  series: { id: string; title: string }
  problems: readonly { sentence: string; href: string; clearHref?: string | undefined }[]
  last: { edition: number; printedOn: string; address: string; isSame: boolean } | null
  /** It was asked for and is being done; the page looks again by itself. */
  isUnderWay: boolean
}) {
  const { series, problems, last } = props
  if (props.isUnderWay) {
    return (
      <StaffPage
        frame={props.frame}
        title={words.title}
        breadcrumbs={seriesCrumbs(props.exercise, series)}
        refreshSeconds={2}
      >
        <Progress sentence={words.underWay} />
      </StaffPage>
    )
  }
  return (
    <StaffPage frame={props.frame} title={words.title} breadcrumbs={seriesCrumbs(props.exercise, series)}>
      {problems.length === 0 ? (
        <>
          <p>{words.ready}</p>
          <ul>
            {words.checked.map((sentence) => (
              <li>{sentence}</li>
            ))}
          </ul>
          {last?.isSame ? (
            <p>{words.same}</p>
          ) : (
            <>
              <Form action={listeningPaths.publish(series.id)}>
                <Buttons primary={last ? words.publishAgain : words.publish} />
              </Form>
              <p class="soft">{words.publishSays}</p>
            </>
          )}
        </>
      ) : (
        <>
          <p>{words.count(problems.length)}</p>
          <ol>
            {problems.map((problem) => (
              <li>
                <a href={problem.href}>{problem.sentence}</a>
                {problem.clearHref !== undefined && (
                  <>
                    {' '}
                    <a href={problem.clearHref}>{words.clear}</a>
                  </>
                )}
              </li>
            ))}
          </ol>
          <Buttons>
            <ButtonLink href={listeningPaths.gates(series.id)}>{words.again}</ButtonLink>
          </Buttons>
        </>
      )}
      {last && (
        <p>
          {words.lastEdition(last.edition, publicationsWords['en-GB'].date(last.printedOn))}{' '}
          <a href={listeningPaths.readSeries(last.address)}>{words.readIt}</a>
        </p>
      )}
    </StaffPage>
  )
}
