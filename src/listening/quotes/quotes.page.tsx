import { StaffPage, type Frame } from '../../access/frame.tsx'
import { findSentence } from '../../access/problem.ts'
import { ChooseWords } from '../../ui/choose-words.tsx'
import type { Problem } from '../../ui/error-summary.tsx'
import { Button, ButtonLink, Buttons, Form, Hidden, Select } from '../../ui/form.tsx'
import { Empty } from '../../ui/table.tsx'
import { PersonWords } from '../../ui/words.tsx'
import { BesideQuote, type ShownBeside } from '../beside/beside.page.tsx'
import { listeningPaths } from '../paths.ts'
import { seriesCrumbs } from '../series/crumbs.page.tsx'
import type { Picking } from './picks.ts'
import { quotesWords } from './quotes.words.ts'

const words = quotesWords['en-GB']

type Around = { id: string; title: string }

/** Coded stretches of a theme, or of all while they are few, each with a button that makes it a quote. There is no field for words here. */
export function PickPage(props: {
  frame: Frame
  exercise: Around
  series: Around
  wisdom: { id: string; number: number; title: string }
  place: string
  picking: Picking
}) {
  const { wisdom } = props
  const { themes, shown } = props.picking
  return (
    <StaffPage
      frame={props.frame}
      title={props.place === 'lead' ? words.pickLeadTitle : words.pickTitle}
      lead={words.pickLead}
      breadcrumbs={seriesCrumbs(props.exercise, props.series, {
        href: listeningPaths.wisdom(wisdom.id),
        label: words.wisdom(wisdom.number, wisdom.title),
      })}
    >
      {shown.length === 0 && (
        <>
          <Empty what={words.emptyWhat} why={words.emptyWhy} />
          <ButtonLink href={listeningPaths.themes(props.exercise.id)}>{words.toThemes}</ButtonLink>
        </>
      )}
      {themes.length > 0 && (
        <Form action={listeningPaths.pickQuote(wisdom.id)} method="get">
          <Hidden name="place" value={props.place} />
          <Select
            name="theme"
            label={words.whichTheme}
            options={themes.map(({ themeId, name, count }) => ({
              value: themeId,
              label: words.themeWith(name, count),
            }))}
            value={shown[0]!.themeId}
            empty={false}
          />
          <Buttons>
            <Button>{words.showTheme}</Button>
          </Buttons>
        </Form>
      )}
      {shown.map((theme) => (
        <section>
          <h2>{theme.name}</h2>
          {theme.picks.map((pick) => (
            <Form action={listeningPaths.pickQuote(wisdom.id)}>
              <Hidden name="place" value={props.place} />
              <Hidden name="coding" value={pick.codingId} />
              <PersonWords>{pick.text}</PersonWords>
              <div class="buttons">
                <span class="soft">
                  {words.voice(pick.voiceNumber)}
                  {pick.usedIn.length > 0 && <>. {words.usedIn(pick.usedIn)}</>}
                </span>
                <Button about={words.useAbout(pick.voiceNumber)}>{words.use}</Button>
              </div>
            </Form>
          ))}
        </section>
      ))}
    </StaffPage>
  )
}

/** The words of a quote, each to be left out or kept. */
export function CutsPage(props: {
  frame: Frame
  exercise: Around
  series: Around
  wisdom: { id: string; number: number; title: string }
  quoteId: string
  /** How it reads with what is ticked now; null when that cannot be. */
  text: string | null
  words: readonly { value: string; text: string; isCut: boolean }[]
  /** What its voice chose to stand beside it. */
  beside: readonly ShownBeside[]
  problems?: readonly Problem[] | undefined
}) {
  const { wisdom } = props
  return (
    <StaffPage
      frame={props.frame}
      title={words.cutsTitle}
      lead={words.cutsLead}
      breadcrumbs={seriesCrumbs(props.exercise, props.series, {
        href: listeningPaths.wisdom(wisdom.id),
        label: words.wisdom(wisdom.number, wisdom.title),
      })}
      problems={props.problems}
      done={words.done}
    >
      <Form action={listeningPaths.cutQuote(props.quoteId)}>
        <ChooseWords
          name="cut"
          look="leave-out"
          legend={words.cutsLegend}
          hint={words.cutsHint}
          error={findSentence(props.problems ?? [], 'cut')}
          words={props.words.map((word) => ({ value: word.value, text: word.text, checked: word.isCut }))}
        />
        {props.text !== null && (
          <section>
            <h2>{words.preview}</h2>
            <PersonWords>{props.text}</PersonWords>
          </section>
        )}
        <section>
          <h2>{words.beside}</h2>
          <BesideQuote beside={props.beside} seriesId={props.series.id} />
        </section>
        <Buttons primary={words.save} name="then" value="save">
          <Button name="then" value="show">
            {words.show}
          </Button>
        </Buttons>
      </Form>
    </StaffPage>
  )
}
