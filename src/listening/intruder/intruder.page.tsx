import { StaffPage, type Frame } from '../../access/frame.tsx'
import type { Problem } from '../../ui/error-summary.tsx'
import { Button, Form, Hidden } from '../../ui/form.tsx'
import { Empty } from '../../ui/table.tsx'
import { PersonWords } from '../../ui/words.tsx'
import { listeningPaths } from '../paths.ts'
import { publicationsWords } from '../publications/publications.words.ts'
import { seriesCrumbs } from '../series/crumbs.page.tsx'
import { intruderWords } from './intruder.words.ts'

const words = intruderWords['en-GB']
const { date } = publicationsWords['en-GB']

type Clue = { start: number; end: number; kind: Exclude<keyof typeof words.kinds, 'saying'> }
type Answer = 'no' | 'maybe' | 'yes'

export type IntruderVoice = {
  voiceId: string
  number: number
  quotes: readonly { quoteId: string; text: string; wisdom: number; clues: readonly Clue[] }[]
  sayings: readonly string[]
  isOften: boolean
  standing: 'open' | 'told' | 'safe'
  mayClear: boolean
  stamp: string
  answers: readonly { name: string | null; isOwn: boolean; answer: Answer; at: Date }[]
}

/** All that a series quotes, by voice, with what could tell who that is, and one question of each. */
export function IntruderPage(props: {
  frame: Frame
  exercise: { id: string; title: string }
  series: { id: string; title: string }
  voices: readonly IntruderVoice[]
  canCompose: boolean
  problems?: readonly Problem[] | undefined
}) {
  const { series, voices } = props
  const count = (standing: IntruderVoice['standing']) =>
    voices.filter((voice) => voice.standing === standing).length
  return (
    <StaffPage
      frame={props.frame}
      title={words.title}
      lead={words.lead}
      breadcrumbs={seriesCrumbs(props.exercise, series)}
      problems={props.problems}
      done={words.done}
    >
      {voices.length === 0 ? (
        <Empty what={words.empty} why={words.emptyWhy} />
      ) : (
        <p>{words.count(count('open'), count('told'))}</p>
      )}
      {voices.map((voice) => (
        <Voice seriesId={series.id} voice={voice} canCompose={props.canCompose} />
      ))}
    </StaffPage>
  )
}

function Voice(props: { seriesId: string; voice: IntruderVoice; canCompose: boolean }) {
  const { voice } = props
  const { number, quotes } = voice
  const wisdoms = [...new Set(quotes.map((quote) => quote.wisdom))].toSorted((a, b) => a - b)
  const facts = (
    <>
      {words.quoted(quotes.length, wisdoms)} {voice.isOften && words.often}{' '}
      {voice.answers.map((one) => (
        <>
          {' '}
          {words.answered[one.answer](one.name ?? words.somebody, date(one.at.toISOString().slice(0, 10)))}
        </>
      ))}
    </>
  )
  const rest = (
    <>
      {quotes.map((quote) => (
        <>
          <PersonWords>
            <WithClues text={quote.text} clues={quote.clues} />
          </PersonWords>
          <p class="soft">
            {words.inWisdom(quote.wisdom)}
            {props.canCompose && (
              <>
                {' · '}
                <a href={listeningPaths.cutQuote(quote.quoteId)}>
                  {words.change}
                  <span class="unseen"> {words.changeAbout(number)}</span>
                </a>
              </>
            )}
          </p>
        </>
      ))}
      <ClueList voice={voice} wisdoms={wisdoms} />
      <Ask seriesId={props.seriesId} voice={voice} />
    </>
  )
  return (
    <section id={`voice-${number}`}>
      <h2>{words.voice(number)}</h2>
      {voice.standing === 'safe' ? (
        <details>
          <summary>{facts}</summary>
          {rest}
        </details>
      ) : (
        <>
          <p class="soft">{facts}</p>
          {rest}
        </>
      )}
    </section>
  )
}

function Ask({ seriesId, voice }: { seriesId: string; voice: IntruderVoice }) {
  const own = voice.answers.find((answer) => answer.isOwn)
  const about = words.about(voice.number)
  return (
    <Form action={listeningPaths.intruder(seriesId)}>
      <Hidden name="voice" value={voice.voiceId} />
      <Hidden name="seen" value={voice.stamp} />
      <p>
        <strong>{words.question}</strong>
      </p>
      {voice.standing === 'told' && <p class="error">{words.told}</p>}
      {!voice.mayClear && <p class="soft">{words.readFirst}</p>}
      <div class="buttons">
        {(['no', 'maybe', 'yes'] as const).map(
          (answer) =>
            own?.answer !== answer &&
            (answer !== 'no' || voice.mayClear) && (
              <Button name="answer" value={answer} about={about}>
                {words[answer]}
              </Button>
            ),
        )}
        {own && (
          <Button kind="quiet" name="answer" value="back" about={about}>
            {words.back}
          </Button>
        )}
      </div>
    </Form>
  )
}

function WithClues({ text, clues }: { text: string; clues: readonly Clue[] }) {
  const pieces = clues.map(({ start, end }, index) => (
    <>
      {text.slice(clues[index - 1]?.end ?? 0, start)}
      <mark>{text.slice(start, end)}</mark>
    </>
  ))
  return (
    <>
      {pieces}
      {text.slice(clues.at(-1)?.end ?? 0)}
    </>
  )
}

function ClueList({ voice, wisdoms }: { voice: IntruderVoice; wisdoms: readonly number[] }) {
  const said = voice.quotes.flatMap((quote) =>
    quote.clues.map((clue) => ({ kind: clue.kind, text: quote.text.slice(clue.start, clue.end) })),
  )
  const kinds = [
    ...Map.groupBy(said, (clue) => clue.kind)
      .entries()
      .map(([kind, own]) => [words.kinds[kind], [...new Set(own.map((one) => one.text))]] as const),
    ...(voice.sayings.length > 0 ? [[words.kinds.saying, voice.sayings] as const] : []),
  ]
  if (kinds.length === 0) return <p class="soft">{words.noClues}</p>
  const has = (kind: Clue['kind']) => said.some((clue) => clue.kind === kind)
  return (
    <>
      <h3>{words.clues}</h3>
      <ul>
        {kinds.map(([kind, texts]) => (
          <li>
            {kind}:{' '}
            {texts.map((text, index) => (
              <>
                {index > 0 && ', '}
                <PersonWords as="span">{text}</PersonWords>
              </>
            ))}
          </li>
        ))}
        {has('role') && has('place') && <li>{words.together.roleAndPlace}</li>}
        {wisdoms.length > 1 && kinds.length > 1 && <li>{words.together.across(wisdoms)}</li>}
      </ul>
    </>
  )
}
