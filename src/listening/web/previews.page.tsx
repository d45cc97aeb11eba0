import { Button, Hidden } from '../../ui/form.tsx'
import { Quote } from '../../ui/reading-layout.tsx'
import { Edited, PersonWords } from '../../ui/words.tsx'
import { listeningPaths } from '../paths.ts'
import { previewsWords } from '../previews/previews.words.ts'
import { TicketForm } from './come-back.page.tsx'
import { DoorLayout, type Around } from './door-layout.page.tsx'

const words = previewsWords['en-GB']

type ShownPreview = {
  quoteId: string
  title: string
  pieces: readonly { text: string; kind: string }[]
  beside: readonly string[]
  seen: string
  said: 'yes' | 'no' | null
}

/** Quotes of one voice as they would stand in print, each with a yes and a no of its own. */
export function PreviewsPage(
  props: Around & {
    ticket: string
    previews: readonly ShownPreview[]
    isPrinted: boolean
    done?: string | undefined
  },
) {
  const { address } = props.view.exercise
  return (
    <DoorLayout {...props} title={words.title} heading={words.heading}>
      {props.done !== undefined && (
        <p class="notice" role="status">
          {props.done}
        </p>
      )}
      {props.previews.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <p>
          {words.lead} {words.changes} {words.marks}
        </p>
      )}
      {props.isPrinted && <p>{words.printed}</p>}
      {props.previews.map((preview, index) => (
        <OnePreview preview={preview} place={index + 1} ticket={props.ticket} address={address} />
      ))}
      <TicketForm action={listeningPaths.comeBackOwn(address)} ticket={props.ticket}>
        <Button kind="quiet">{words.ownWords}</Button>
      </TicketForm>
    </DoorLayout>
  )
}

function OnePreview(props: { preview: ShownPreview; place: number; ticket: string; address: string }) {
  const { preview, place } = props
  const about = words.about(place)
  return (
    <section aria-label={about.replace(/[()]/g, '')}>
      <p class="soft">{words.inPiece(preview.title)}</p>
      <Quote>
        {preview.pieces.map((piece) =>
          piece.kind === 'verbatim' || piece.kind === 'correct' ? (
            piece.text
          ) : (
            <Edited announce={false}>{piece.text}</Edited>
          ),
        )}
      </Quote>
      {preview.beside.length > 0 && (
        <p>
          <span class="soft">{words.beside}</span>{' '}
          <PersonWords as="span">{preview.beside.join(', ')}</PersonWords>
        </p>
      )}
      {preview.said && <p>{words.said[preview.said]}</p>}
      <TicketForm action={listeningPaths.comeBackFirstSaid(props.address)} ticket={props.ticket}>
        <Hidden name="quote" value={preview.quoteId} />
        <Hidden name="seen" value={preview.seen} />
        <div class="buttons">
          {preview.said !== 'yes' && (
            <Button name="say" value="yes" about={about}>
              {words.yes}
            </Button>
          )}
          {preview.said !== 'no' && (
            <Button name="say" value="no" about={about}>
              {words.no}
            </Button>
          )}
          {preview.said && (
            <Button kind="quiet" name="say" value="back" about={about}>
              {words.back}
            </Button>
          )}
        </div>
      </TicketForm>
    </section>
  )
}
