import { StaffPage, type Frame } from '../../access/frame.tsx'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, Buttons, Form, TextField } from '../../ui/form.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { supportPaths } from '../paths.ts'
import type { OpenOffer } from './offers.ts'
import { offersWords } from './offers.words.ts'

const words = offersWords['en-GB']

export function OffersPage(props: {
  frame: Frame
  offers: readonly OpenOffer[]
  typed?: string | undefined
  problems?: readonly FieldProblem[] | undefined
}) {
  const problems = props.problems ?? []
  return (
    <StaffPage
      frame={props.frame}
      title={words.title}
      lead={words.lead}
      problems={problems}
      done={words.done}
    >
      <h2>{words.cardHeading}</h2>
      <p>{words.cardLead}</p>
      <Form action={supportPaths.makeOffer}>
        <Buttons primary={words.make} />
      </Form>
      <h2>{words.askedHeading}</h2>
      <Form action={supportPaths.takeAsked}>
        <TextField
          name="card"
          label={words.asked}
          hint={words.askedHint}
          value={props.typed}
          error={findSentence(problems, 'card')}
          autocomplete="off"
          spellcheck={false}
          maxLength={100}
          width="medium"
        />
        <Buttons>
          <Button>{words.sayYes}</Button>
        </Buttons>
      </Form>
      {props.offers.length > 0 && (
        <>
          <h2>{words.open}</h2>
          <p>{words.openHint}</p>
          <ul class="lines">
            {props.offers.map((offer) => (
              <li>
                {words.madeOn(offer.madeAt, offer.expiresAt)}
                <Form action={supportPaths.removeOffer(offer.id)}>
                  <Button kind="quiet">{words.remove}</Button>
                </Form>
              </li>
            ))}
          </ul>
        </>
      )}
    </StaffPage>
  )
}

/** Made to be printed and handed over. */
export function OfferMadePage(props: { frame: Frame; code: readonly string[]; origin: string }) {
  return (
    <StaffPage frame={props.frame} title={words.newHeading} lead={words.newOnce}>
      <div class="card-to-print">
        <ol>
          <li>
            {words.newHow[0]} <strong class="address">{`${props.origin}${supportPaths.begin}`}</strong>
          </li>
          <li>{words.newHow[1]}</li>
          <li>{words.newHow[2]}</li>
        </ol>
        <p class="phrase">{props.code.join(' ')}</p>
        <p>{words.cardFrom(props.frame.person, props.frame.organisation)}</p>
        <p>{words.newWorks}</p>
        <p>{words.newCamera}</p>
        <QrCode words={`${props.origin}${supportPaths.begin}`} label={words.newHow[0]} />
        <p>{words.newSpace}</p>
        <p class="room-to-write" aria-hidden="true" />
      </div>
      <p class="beside-card">{words.newFound}</p>
      <p>
        <a href={supportPaths.today}>{words.back}</a>
      </p>
    </StaffPage>
  )
}
