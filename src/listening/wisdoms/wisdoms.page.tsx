import { StaffPage, type Frame } from '../../access/frame.tsx'
import { findSentence } from '../../access/problem.ts'
import type { Problem } from '../../ui/error-summary.tsx'
import { Button, Buttons, FileField, Form, Hidden, TextArea, TextField } from '../../ui/form.tsx'
import { Empty } from '../../ui/table.tsx'
import { PersonWords } from '../../ui/words.tsx'
import { BesideQuote, SignedOrNot, type ShownBeside } from '../beside/beside.page.tsx'
import { listeningPaths } from '../paths.ts'
import { seriesCrumbs } from '../series/crumbs.page.tsx'
import { wisdomsWords } from './wisdoms.words.ts'

const words = wisdomsWords['en-GB']

type Around = { id: string; title: string }

export function NewWisdomPage(props: {
  frame: Frame
  exercise: Around
  series: Around
  title?: string | undefined
  problems?: readonly Problem[] | undefined
}) {
  return (
    <StaffPage
      frame={props.frame}
      title={words.newTitle}
      lead={words.newLead}
      breadcrumbs={seriesCrumbs(props.exercise, props.series)}
      problems={props.problems}
    >
      <Form action={listeningPaths.newWisdom(props.series.id)}>
        <TextField
          name="title"
          label={words.title}
          hint={words.titleHint}
          error={findSentence(props.problems ?? [], 'title')}
          value={props.title}
          maxLength={200}
          required
        />
        <Buttons primary={words.make} />
      </Form>
    </StaffPage>
  )
}

/** A text of the form: what to show in it, the stamp it is made from, and what stands if somebody changed it too. */
export type FormText = { value: string; stamp: string; standing?: string | undefined }
/** Null words: the passage may not be read any more. */
export type FormQuote = {
  id: string
  words: { text: string; voiceNumber: number; isFit: boolean; beside: readonly ShownBeside[] } | null
}

/** Which quote beside it a narration goes with when that quote is taken back. */
type Binding = 'next' | 'previous' | 'nothing'

export type WisdomForm = {
  id: string
  number: number
  isSigned: boolean
  title: FormText
  reflection: FormText
  lead: FormQuote | null
  picture: { id: string; alt: string } | null
  parts: ({ id: string; narration: FormText; goesWith: Binding } | { id: string; quote: FormQuote })[]
  /** What was typed into parts that somebody removed meanwhile. */
  orphans: string[]
}

/** Where a Wisdom is put together. Every button saves all texts first. */
export function WisdomPage(props: {
  frame: Frame
  exercise: Around
  series: Around
  /** Whether the series is in public: what is shown here is no first draft then. */
  isPublished: boolean
  isWorkplace: boolean
  wisdom: WisdomForm
  problems?: readonly Problem[] | undefined
}) {
  const { wisdom, series } = props
  const problems = props.problems ?? []
  return (
    <StaffPage
      frame={props.frame}
      title={words.heading(wisdom.number, wisdom.title.value)}
      lead={props.isPublished ? undefined : words.lead}
      breadcrumbs={seriesCrumbs(props.exercise, series)}
      problems={problems}
      done={words.done}
    >
      {wisdom.orphans.map((text) => (
        <div class="field">
          <p>{words.clashGone}</p>
          <p>{text}</p>
        </div>
      ))}
      <Form action={listeningPaths.wisdom(wisdom.id)}>
        {/* Enter in a field presses the first button of a form: that one only saves. */}
        <button class="unseen" name="then" value="save" tabindex={-1} aria-hidden="true">
          {words.save}
        </button>
        <Stamp name="title" text={wisdom.title} />
        <TextField
          name="title"
          label={words.title}
          hint={words.titleHint}
          error={findSentence(problems, 'title')}
          value={wisdom.title.value}
        />
        <Standing text={wisdom.title} />
        <section id="lead">
          <h2>{words.leadHeading}</h2>
          {wisdom.lead ? (
            <QuoteShown quote={wisdom.lead} seriesId={series.id} />
          ) : (
            <p class="soft">{words.leadEmpty}</p>
          )}
          <div class="buttons">
            <Button name="then" value="lead">
              {wisdom.lead ? words.changeLead : words.chooseLead}
            </Button>
            {wisdom.lead?.words?.isFit && (
              <Button kind="quiet" name="then" value={`cut:${wisdom.lead.id}`} about={words.leadHeading}>
                {words.cut}
              </Button>
            )}
            {wisdom.lead && (
              <Button kind="quiet" name="then" value="remove-lead" about={words.leadHeading}>
                {words.removeLead}
              </Button>
            )}
          </div>
        </section>
        <section id="picture">
          <h2>{words.pictureHeading}</h2>
          {wisdom.picture ? (
            <figure>
              <img
                src={`${listeningPaths.wisdomPictureImage(wisdom.id)}?of=${wisdom.picture.id}`}
                alt={wisdom.picture.alt}
                width="320"
              />
              <figcaption>{wisdom.picture.alt}</figcaption>
            </figure>
          ) : (
            <p class="soft">{words.pictureEmpty}</p>
          )}
          <div class="buttons">
            <Button name="then" value="picture">
              {wisdom.picture ? words.changePicture : words.choosePicture}
            </Button>
          </div>
        </section>
        <section id="body">
          <h2>{words.bodyHeading}</h2>
          {wisdom.parts.length === 0 && <p class="soft">{words.bodyEmpty}</p>}
          <AddHere after="first" part={0} />
          {wisdom.parts.map((part, index) => (
            <PartFields
              seriesId={series.id}
              parts={wisdom.parts}
              part={part}
              number={index + 1}
              problems={problems}
            />
          ))}
        </section>
        <SignedOrNot isSigned={wisdom.isSigned} isWorkplace={props.isWorkplace} />
        <Stamp name="reflection" text={wisdom.reflection} />
        <TextArea
          name="reflection"
          label={words.reflection}
          hint={words.reflectionHint}
          error={findSentence(problems, 'reflection')}
          value={wisdom.reflection.value}
          rows={rowsFor(wisdom.reflection.value, 8)}
        />
        <Standing text={wisdom.reflection} />
        <Buttons primary={words.save} name="then" value="save" />
      </Form>
      <details>
        <summary>{words.removeSummary}</summary>
        <p>{words.removeSays}</p>
        <Form action={listeningPaths.removeWisdom(wisdom.id)}>
          <Button>{words.removeNow}</Button>
        </Form>
      </details>
    </StaffPage>
  )
}

function PartFields(props: {
  seriesId: string
  parts: WisdomForm['parts']
  part: WisdomForm['parts'][number]
  number: number
  problems: readonly Problem[]
}) {
  const { part, number } = props
  const about = words.about(number)
  const binding = 'narration' in part ? findBinding(props.parts, number, part.goesWith) : null
  return (
    <div id={`part-${part.id}`}>
      {'narration' in part ? (
        <>
          <Stamp name={`narration-${part.id}`} text={part.narration} />
          <TextArea
            name={`narration-${part.id}`}
            label={words.narration(number)}
            hint={words.narrationHint}
            error={findSentence(props.problems, `narration-${part.id}`)}
            value={part.narration.value}
            rows={rowsFor(part.narration.value, 5)}
          />
          <Standing text={part.narration} />
        </>
      ) : (
        <>
          <h3>{words.quotePart(number)}</h3>
          <QuoteShown quote={part.quote} seriesId={props.seriesId} />
          {part.quote.words?.isFit && (
            <Button kind="quiet" name="then" value={`cut:${part.quote.id}`} about={about}>
              {words.cut}
            </Button>
          )}
        </>
      )}
      {binding && <p class="soft">{words.goesWith[binding.bound]}</p>}
      <details class="part">
        <summary>
          {binding ? words.actsBound : words.acts}
          <span class="unseen"> {about}</span>
        </summary>
        {binding && <GoesWith {...binding} id={part.id} about={about} />}
        <div class="buttons">
          {number > 1 && (
            <Button kind="quiet" name="then" value={`up:${part.id}`} about={about}>
              {words.up}
            </Button>
          )}
          {number < props.parts.length && (
            <Button kind="quiet" name="then" value={`down:${part.id}`} about={about}>
              {words.down}
            </Button>
          )}
          <Button kind="quiet" name="then" value={`remove:${part.id}`} about={about}>
            {words.remove}
          </Button>
        </div>
      </details>
      <AddHere after={part.id} part={number} />
    </div>
  )
}

type Bound = { bound: Binding; others: readonly Binding[] }

/** Which quote a narration goes with, and the other choices there are where it stands; null where no quote is beside it. */
function findBinding(parts: WisdomForm['parts'], number: number, chosen: Binding): Bound | null {
  const isQuote = (index: number) => parts[index] !== undefined && 'quote' in parts[index]
  const beside = { previous: isQuote(number - 2), next: isQuote(number) }
  if (!beside.previous && !beside.next) return null
  const bound = chosen !== 'nothing' && beside[chosen] ? chosen : 'nothing'
  const others = (['previous', 'next', 'nothing'] as const).filter(
    (one) => one !== bound && (one === 'nothing' || beside[one]),
  )
  return { bound, others }
}

function GoesWith(props: Bound & { id: string; about: string }) {
  return (
    <>
      <p>{props.bound === 'nothing' ? words.staysAlone : words.goesToo}</p>
      <div class="buttons">
        {props.others.map((one) => (
          <Button kind="quiet" name="then" value={`bind-${one}:${props.id}`} about={props.about}>
            {words.bind[one]}
          </Button>
        ))}
      </div>
    </>
  )
}

function AddHere({ after, part }: { after: string; part: number }) {
  return (
    <div class="buttons add-here">
      <Button kind="quiet" name="then" value={`quote:${after}`} about={words.after(part)}>
        {words.addQuote}
      </Button>
      <Button kind="quiet" name="then" value={`narration:${after}`} about={words.after(part)}>
        {words.addNarration}
      </Button>
    </div>
  )
}

function QuoteShown({ quote, seriesId }: { quote: FormQuote; seriesId: string }) {
  if (!quote.words) return <p class="error">{words.gone}</p>
  return (
    <>
      <PersonWords>{quote.words.text}</PersonWords>
      <p class="soft">{words.voice(quote.words.voiceNumber)}</p>
      {quote.words.beside.length > 0 && <BesideQuote beside={quote.words.beside} seriesId={seriesId} />}
      {!quote.words.isFit && <p class="error">{words.notFit}</p>}
    </>
  )
}

function Stamp({ name, text }: { name: string; text: FormText }) {
  return <Hidden name={`from-${name}`} value={text.stamp} />
}

/** Lines a text takes in a field as wide as the measure, so that most of it is seen without scrolling. */
function rowsFor(text: string, least: number): number {
  const lines = text.split('\n').map((line) => Math.max(1, Math.ceil(line.length / lettersPerRow)))
  const all = lines.reduce((sum, count) => sum + count, 0)
  return Math.min(mostRows, Math.max(least, all + 1))
}

const lettersPerRow = 62
const mostRows = 16

/** Somebody else's text beside the one that was typed. */
function Standing({ text }: { text: FormText }) {
  if (text.standing === undefined) return null
  return (
    <div class="field">
      <p class="label">{words.clashTheirs}</p>
      <p>{text.standing || words.clashEmpty}</p>
    </div>
  )
}

/** The picture of a Wisdom and the words for who does not see it. */
export function PicturePage(props: {
  frame: Frame
  exercise: Around
  series: Around
  wisdom: { id: string; number: number; title: string; pictureId: string | null }
  alt: string
  problems?: readonly Problem[] | undefined
}) {
  const { wisdom } = props
  const problems = props.problems ?? []
  const says = words.picture
  return (
    <StaffPage
      frame={props.frame}
      title={says.title}
      lead={says.lead}
      breadcrumbs={seriesCrumbs(props.exercise, props.series, {
        href: listeningPaths.wisdom(wisdom.id),
        label: words.heading(wisdom.number, wisdom.title),
      })}
      problems={problems}
    >
      {wisdom.pictureId ? (
        <figure>
          <img
            src={`${listeningPaths.wisdomPictureImage(wisdom.id)}?of=${wisdom.pictureId}`}
            alt={props.alt}
            width="480"
          />
        </figure>
      ) : (
        <Empty what={words.pictureEmpty} />
      )}
      <Form action={listeningPaths.wisdomPicture(wisdom.id)} encType="multipart/form-data">
        <FileField
          name="picture"
          label={says.file}
          hint={wisdom.pictureId ? `${says.fileHint} ${says.keep}` : says.fileHint}
          error={findSentence(problems, 'picture')}
          accept=".png,.jpg,.jpeg,.webp,.svg,image/png,image/jpeg,image/webp,image/svg+xml"
        />
        <TextArea
          name="alt"
          label={says.alt}
          hint={says.altHint}
          error={findSentence(problems, 'alt')}
          value={props.alt}
          rows={rowsFor(props.alt, 3)}
          maxLength={1000}
          required
        />
        <Buttons primary={says.save} />
      </Form>
    </StaffPage>
  )
}
