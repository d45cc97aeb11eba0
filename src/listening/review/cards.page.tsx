import type { ComponentChildren } from 'preact'
import { StaffPage, type Frame } from '../../access/frame.tsx'
import { reasonWords } from '../../text/deidentify/deidentify.words.ts'
import type { Problem } from '../../ui/error-summary.tsx'
import { Fold } from '../../ui/fold.tsx'
import { Button, ButtonLink, Buttons, Checkboxes, Form, Hidden, Select, TextField } from '../../ui/form.tsx'
import { Empty, Pager } from '../../ui/table.tsx'
import { PersonWords } from '../../ui/words.tsx'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { listeningPaths } from '../paths.ts'
import type { CardFields } from './cards.form.ts'
import type { Card, CardMention, CardsView } from './cards.ts'
import { cardWords } from './cards.words.ts'
import { MeasuredDetails } from './measured.page.tsx'
import type { Measured } from './measured.ts'
import { reviewWords } from './review.words.ts'

const words = cardWords['en-GB']

type CardsProps = {
  frame: Frame
  exercise: { id: string; title: string }
  view: CardsView
  sourceId: string | null
  measured: Measured
  /** The address of the keys. */
  script: string
  problems?: readonly Problem[] | undefined
  /** What was sent and could not be taken. */
  fields?: CardFields | undefined
}

/** One person, place or thing with everywhere it stands, and one answer for all of it. */
export function CardsPage(props: CardsProps) {
  const { view, exercise, sourceId } = props
  return (
    <StaffPage
      frame={props.frame}
      title={words.title}
      lead={words.lead}
      breadcrumbs={exerciseCrumbs(exercise, {
        href: listeningPaths.review(exercise.id),
        label: reviewWords['en-GB'].overview.breadcrumb,
      })}
      problems={props.problems}
      done={words.done}
      script={props.script}
    >
      {view.isTheirWork && <p>{reviewWords['en-GB'].asTheirManager}</p>}
      {sourceId && (
        <p>
          {words.ofSource} <a href={listeningPaths.reviewNames(exercise.id)}>{words.ofAll}</a>
        </p>
      )}
      {view.card ? (
        <OneCard {...props} card={view.card} />
      ) : (
        <>
          <Empty what={words.empty} why={words.emptyWhy} />
          <ButtonLink href={listeningPaths.review(exercise.id)} kind="primary">
            {words.toOverview}
          </ButtonLink>
        </>
      )}
      <MeasuredDetails measured={props.measured} />
    </StaffPage>
  )
}

function OneCard(props: CardsProps & { card: Card }) {
  const { card, view, exercise, sourceId } = props
  const fields = props.fields?.entity === card.entity ? props.fields : undefined
  const errorOf = (field: string) => props.problems?.find((problem) => problem.field === field)?.sentence
  const goTo = (entity: string, from?: number) =>
    listeningPaths.reviewNames(exercise.id, { card: entity, source: sourceId, from: from ?? null })
  const [written, ...others] = card.writings
  const hidden = (
    <>
      <Hidden name="card" value={card.entity} />
      <Hidden name="stamp" value={card.stamp} />
      <Hidden name="source" value={sourceId ?? ''} />
      <Hidden name="next" value={view.next ?? ''} />
    </>
  )
  const action = listeningPaths.reviewNames(exercise.id)
  return (
    <>
      <section id="card">
        <p class="soft">
          {view.place !== null && `${words.place(view.place, view.total)} · `}
          {!card.isOpen && `${words.decided} · `}
          {words.stands(card.count, card.passages)}
        </p>
        <h2 class="card">
          <PersonWords as="span">{written}</PersonWords>
        </h2>
        {others.length > 0 && (
          <p class="soft">
            {words.also}: <PersonWords as="span">{others.slice(0, 8).join(', ')}</PersonWords>
          </p>
        )}
        <p>
          {reasonsOf(card)} {card.notes.map(words.noteBefore).join(' ')}{' '}
          {card.earlier !== null && words.earlier(card.earlier)}
        </p>
      </section>
      <Form action={action} id="accept">
        {hidden}
        <Hidden name="suggested" value={card.suggestion} />
        <TextField
          name="put"
          label={words.put}
          hint={card.others.length > 0 ? words.others(card.others.slice(0, 4)) : undefined}
          error={errorOf('put')}
          value={fields?.replacement ?? card.earlier ?? card.suggestion}
          width="medium"
        />
        <Buttons primary={words.accept} name="answer" value="accept" />
        <Mentions card={card} ticked={fields?.ticked ?? []} error={errorOf('mention')} />
        {card.count > 1 && (
          <div class="buttons">
            <Button name="answer" value="part">
              {words.part}
            </Button>
          </div>
        )}
      </Form>
      <Pager
        label={words.mentionPages}
        previous={
          card.previousFrom === null
            ? undefined
            : { href: goTo(card.entity, card.previousFrom), label: words.earlierMentions }
        }
        next={
          card.nextFrom === null
            ? undefined
            : { href: goTo(card.entity, card.nextFrom), label: words.laterMentions }
        }
      />
      <Fold id="leave" summary={words.leave} open={errorOf('note') !== undefined || Boolean(fields?.note)}>
        <Form action={action}>
          {hidden}
          <TextField
            name="note"
            label={words.note}
            hint={words.noteHint}
            error={errorOf('note')}
            value={fields?.note}
            optional
          />
          <Button name="answer" value="leave">
            {words.leaveButton}
          </Button>
        </Form>
      </Fold>
      {view.alike.length > 0 && (
        <Fold summary={words.same} open={errorOf('other') !== undefined}>
          <Form action={action}>
            {hidden}
            <Select
              name="other"
              label={words.sameLabel}
              hint={words.sameHint}
              error={errorOf('other')}
              options={view.alike.map((other) => ({ value: other.entity, label: other.words }))}
              value={fields?.other}
            />
            <Button name="answer" value="same">
              {words.sameButton}
            </Button>
          </Form>
        </Fold>
      )}
      <div id="cards">
        <Pager
          label={words.cards}
          previous={view.previous === null ? undefined : { href: goTo(view.previous), label: words.previous }}
          next={view.next === null ? undefined : { href: goTo(view.next), label: words.next }}
        />
      </div>
      <Keys />
    </>
  )
}

/** All places where it stands, each in its sentence, to be ticked when it is somebody or something else. */
function Mentions(props: { card: Card; ticked: readonly string[]; error: string | undefined }) {
  const { card } = props
  const said = ({ before, words: own, after }: CardMention) => (
    <PersonWords as="span">
      {before}
      <mark>{own}</mark>
      {after}
    </PersonWords>
  )
  const where = (mention: CardMention) => (
    <>
      <a class="reach" href={listeningPaths.reviewPassage(mention.passageId)}>
        {words.passage(mention.number)}
      </a>
      {standing(mention)}
    </>
  )
  const [only] = card.mentions
  if (card.count === 1 && only) {
    return (
      <p>
        {said(only)} <span class="soft">{where(only)}</span>
      </p>
    )
  }
  return (
    <Checkboxes
      name="mention"
      label={words.mentions}
      hint={words.mentionsHint}
      error={props.error}
      values={props.ticked}
      options={card.mentions.map((mention) => ({
        value: mention.editId,
        label: said(mention),
        hint: where(mention),
      }))}
    />
  )
}

function standing({ state, replacement }: CardMention): ComponentChildren {
  if (state === 'proposed') return null
  return <> · {state === 'accepted' ? words.nowPut(replacement) : words.nowLeft}</>
}

/** The keys, for whoever has the script that listens to them. */
function Keys() {
  const names = words.keyNames
  const keys = [
    { key: 'j', does: names.next, presses: '#cards [rel=next]' },
    { key: 'k', does: names.previous, presses: '#cards [rel=prev]' },
    { key: 'a', does: names.accept, presses: '#accept .primary' },
    { key: 'e', does: names.words, presses: '#field-put' },
    { key: 'l', does: names.leave, presses: '#leave summary' },
  ]
  return (
    <div class="keys" data-keys hidden>
      {words.keys}{' '}
      {keys.map(({ key, does, presses }) => (
        <span>
          <kbd data-presses={presses}>{key}</kbd> {does}{' '}
        </span>
      ))}
      <button type="button" class="button quiet" data-off={words.keysOff} data-on={words.keysOn}>
        {words.keysOff}
      </button>
    </div>
  )
}

function reasonsOf(card: Card): string {
  const known: Readonly<Record<string, string>> = reasonWords['en-GB']
  const sentences = card.reasons.map((code) => known[code] ?? reviewWords['en-GB'].first.addedReason)
  return [...new Set(sentences)].slice(0, 3).join(' ')
}
