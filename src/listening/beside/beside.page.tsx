import { StaffPage, type Frame } from '../../access/frame.tsx'
import type { Problem } from '../../ui/error-summary.tsx'
import { Button, Form, Hidden } from '../../ui/form.tsx'
import { Empty } from '../../ui/table.tsx'
import { PersonWords } from '../../ui/words.tsx'
import { listeningPaths } from '../paths.ts'
import { publicationsWords } from '../publications/publications.words.ts'
import { seriesCrumbs } from '../series/crumbs.page.tsx'
import { besideWords } from './beside.words.ts'

const words = besideWords['en-GB']

export type ShownBeside = {
  kind: 'description' | 'name'
  text: string
  state: 'printed' | 'waits' | 'left-out' | 'not-signed'
}

/** What stands beside one quote, as the team sees it with the quote. */
export function BesideQuote(props: { beside: readonly ShownBeside[]; seriesId: string }) {
  if (props.beside.length === 0) return <p class="soft">{words.onQuote.none}</p>
  return (
    <>
      {props.beside.map((one) => (
        <p>
          <PersonWords as="span">{one.text}</PersonWords>
          <br />
          <span class="soft">{words.onQuote[one.state]}</span>
          {one.state === 'waits' && (
            <>
              {' '}
              <a href={listeningPaths.beside(props.seriesId)}>{words.onQuote.toPage}</a>
            </>
          )}
        </p>
      ))}
    </>
  )
}

/** Whether names stand in a piece, inside the form of that piece. */
export function SignedOrNot({ isSigned, isWorkplace }: { isSigned: boolean; isWorkplace: boolean }) {
  if (isWorkplace && !isSigned) return null
  return (
    <section id="names">
      <h2>{words.signed.heading}</h2>
      <p class="soft">{isSigned ? words.signed.isOn : words.signed.isOff}</p>
      <div class="buttons">
        <Button kind="quiet" name="then" value={isSigned ? 'unsign' : 'sign'}>
          {isSigned ? words.signed.off : words.signed.on}
        </Button>
      </div>
    </section>
  )
}

export type BesideVoice = {
  number: number
  /** Each quote of theirs with the Wisdom it stands in. */
  quotes: readonly { text: string; wisdom: number }[]
  chosen: readonly {
    id: string
    kind: 'description' | 'name'
    text: string
    state: 'printed' | 'waits' | 'left-out'
    tells: boolean
    readings: readonly { name: string | null; isOwn: boolean; mayPrint: boolean; at: Date }[]
  }[]
}

/** What voices of a series chose to stand beside their quotes, to be read by two people. */
export function BesidePage(props: {
  frame: Frame
  exercise: { id: string; title: string }
  series: { id: string; title: string }
  isWorkplace: boolean
  voices: readonly BesideVoice[]
  problems?: readonly Problem[] | undefined
}) {
  const { series, voices } = props
  return (
    <StaffPage
      frame={props.frame}
      title={words.title}
      lead={props.isWorkplace ? words.workplace : words.lead}
      breadcrumbs={seriesCrumbs(props.exercise, series)}
      problems={props.problems}
      done={words.done}
    >
      {!props.isWorkplace &&
        (voices.length === 0 ? <Empty what={words.emptyWhat} why={words.emptyWhy} /> : <p>{words.howTo}</p>)}
      {voices.map((voice) => (
        <section id={`voice-${voice.number}`}>
          <h2>{words.voice(voice.number)}</h2>
          {voice.chosen.map((one) => (
            <ToRead seriesId={series.id} number={voice.number} one={one} />
          ))}
          <h3>{words.quotes}</h3>
          <ul>
            {voice.quotes.map((quote) => (
              <li>
                <PersonWords as="span">{quote.text}</PersonWords>{' '}
                <span class="soft">({words.inWisdom(quote.wisdom)})</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </StaffPage>
  )
}

function ToRead(props: { seriesId: string; number: number; one: BesideVoice['chosen'][number] }) {
  const { one, number } = props
  const own = one.readings.find((reading) => reading.isOwn)
  const about = words.about(number, one.kind)
  return (
    <>
      <h3>{words.kind[one.kind]}</h3>
      <PersonWords>{one.text}</PersonWords>
      {one.tells ? (
        <p class="error">{words.tells}</p>
      ) : (
        <p class="soft">
          {one.state === 'waits' ? words.state.waits(2 - one.readings.length) : words.state[one.state]}
        </p>
      )}
      {one.readings.length > 0 && (
        <ul class="soft">
          {one.readings.map((reading) => (
            <li>
              {(reading.mayPrint ? words.mayPrint : words.notPrint)(
                reading.name ?? words.somebody,
                publicationsWords['en-GB'].date(reading.at.toISOString().slice(0, 10)),
              )}
            </li>
          ))}
        </ul>
      )}
      <Form action={listeningPaths.beside(props.seriesId)}>
        <Hidden name="words" value={one.id} />
        <div class="buttons">
          {!one.tells && own?.mayPrint !== true && (
            <Button name="then" value="yes" about={about}>
              {words.yes}
            </Button>
          )}
          {own?.mayPrint !== false && (
            <Button kind={one.tells ? 'plain' : 'quiet'} name="then" value="no" about={about}>
              {words.no}
            </Button>
          )}
          {own && (
            <Button kind="quiet" name="then" value="back" about={about}>
              {words.back}
            </Button>
          )}
        </div>
      </Form>
    </>
  )
}
