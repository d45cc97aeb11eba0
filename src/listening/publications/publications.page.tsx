import { renderDocument } from '../../ui/document.tsx'
import {
  LeadQuote,
  Narration,
  Picture,
  Question,
  Quote,
  ReadingLayout,
  Reflection,
  WisdomList,
} from '../../ui/reading-layout.tsx'
import { Empty } from '../../ui/table.tsx'
import { Edited, PersonWords } from '../../ui/words.tsx'
import { listeningPaths } from '../paths.ts'
import { publicationsWords } from './publications.words.ts'

const words = publicationsWords['en-GB']
const stylesheet = 'style.css'

/** A computed quote, piece by piece; joined, the pieces are its words. `by`: what its voice chose to stand beside it. */
type ShownQuote = { pieces: readonly { text: string; kind: string }[]; by: readonly { text: string }[] }

export type ShownWisdom = {
  number: number
  title: string
  reflection: string
  picture: { src: string; alt: string; width: number; height: number } | null
  lead: ShownQuote | null
  parts: ({ narration: string } | { quote: ShownQuote })[]
}

export type ShownEdition = {
  edition: number
  printedOn: string
  voices: number
  /** The day the number of voices is as at. */
  countedOn: string
  content: { question: string; title: string; introduction: string; howHeard: string }
}

/** The first page: the question, how people were heard and how many, and what is inside. */
export function renderIntroduction(edition: ShownEdition, wisdoms: readonly ShownWisdom[]): string {
  const { content } = edition
  const first = wisdoms[0]
  return renderDocument(
    <ReadingLayout
      seriesTitle={content.title}
      title={content.title}
      description={content.question}
      stylesheet={stylesheet}
      next={first && neighbour(first)}
      footer={<EditionLine edition={edition} />}
    >
      <p class="soft">{words.questionHeading}</p>
      <Question>{content.question}</Question>
      <Paragraphs text={content.introduction} />
      <h2>{words.howHeading}</h2>
      <Paragraphs text={content.howHeard} />
      <p>
        {words.voices(edition.voices, words.date(edition.countedOn))} {words.unknown}
      </p>
      <p>
        {words.checked} {words.checkedOn(words.date(edition.countedOn))} {words.marks}
        {wisdoms.some(hasBeside) && <> {words.beside}</>}
      </p>
      <WisdomList
        heading={words.contents}
        items={wisdoms.map((wisdom) => ({
          number: wisdom.number,
          title: wisdom.title,
          href: pageOf(wisdom.number),
          quote: wisdom.lead ? <QuoteWords quote={wisdom.lead} /> : undefined,
        }))}
      />
    </ReadingLayout>,
  )
}

/** One Wisdom: lead quote, picture, narration and quotes, the team's Reflection. */
export function renderWisdom(
  edition: ShownEdition,
  wisdoms: readonly ShownWisdom[],
  wisdom: ShownWisdom,
): string {
  const at = wisdoms.indexOf(wisdom)
  const previous = wisdoms[at - 1]
  const next = wisdoms[at + 1]
  return renderDocument(
    <ReadingLayout
      seriesTitle={edition.content.title}
      seriesHref="index.html"
      title={wisdom.title}
      position={{ number: wisdom.number, of: wisdoms.length }}
      description={edition.content.question}
      stylesheet={stylesheet}
      previous={previous ? neighbour(previous) : { href: 'index.html', title: edition.content.title }}
      next={next && neighbour(next)}
      footer={<EditionLine edition={edition} />}
    >
      {wisdom.lead ? (
        <LeadQuote by={tellBy(wisdom.lead)}>
          <QuoteWords quote={wisdom.lead} />
        </LeadQuote>
      ) : (
        <p class="soft">{words.rewriting}</p>
      )}
      {wisdom.picture && <Picture {...wisdom.picture} />}
      {wisdom.parts.map((part) =>
        'narration' in part ? (
          <Narration>
            <Paragraphs text={part.narration} />
          </Narration>
        ) : (
          <Quote by={tellBy(part.quote)}>
            <QuoteWords quote={part.quote} />
          </Quote>
        ),
      )}
      <Reflection>
        <Paragraphs text={wisdom.reflection} />
      </Reflection>
    </ReadingLayout>,
  )
}

/** What is published here, for anybody. */
export function ReadPage(props: {
  stylesheet: string
  series: readonly { address: string; title: string; question: string }[]
}) {
  return (
    <ReadingLayout seriesTitle={words.readTitle} title={words.readTitle} stylesheet={props.stylesheet}>
      <p class="lead">{words.readLead}</p>
      {props.series.length === 0 && <Empty what={words.readEmpty} />}
      {props.series.map((series) => (
        <section>
          <h2>
            <a href={listeningPaths.readSeries(series.address)}>{series.title}</a>
          </h2>
          <p>{series.question}</p>
        </section>
      ))}
    </ReadingLayout>
  )
}

/** What the team put in stands apart; a mis-heard word set right is the person's own. */
function QuoteWords({ quote }: { quote: ShownQuote }) {
  return (
    <>
      {quote.pieces.map((piece) =>
        piece.kind === 'verbatim' || piece.kind === 'correct' ? (
          piece.text
        ) : (
          <Edited announce={false}>{piece.text}</Edited>
        ),
      )}
    </>
  )
}

/** In the person's own words, so in their letters. */
function tellBy({ by }: ShownQuote) {
  if (by.length === 0) return undefined
  return by.map((one, index) => (
    <>
      {index > 0 && ', '}
      <PersonWords as="span">{one.text}</PersonWords>
    </>
  ))
}

function hasBeside({ lead, parts }: ShownWisdom): boolean {
  return [lead, ...parts.map((part) => ('quote' in part ? part.quote : null))].some(
    (quote) => quote !== null && quote.by.length > 0,
  )
}

function Paragraphs({ text }: { text: string }) {
  return (
    <>
      {text
        .split(/\n\s*\n/)
        .filter((paragraph) => paragraph.trim() !== '')
        .map((paragraph) => (
          <p>{paragraph.trim()}</p>
        ))}
    </>
  )
}

function EditionLine({ edition }: { edition: ShownEdition }) {
  return <p>{words.edition(edition.edition, words.date(edition.printedOn))}</p>
}

function neighbour(wisdom: ShownWisdom) {
  return { href: pageOf(wisdom.number), title: wisdom.title, number: wisdom.number }
}

function pageOf(number: number): string {
  return `${number}.html`
}
