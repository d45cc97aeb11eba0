import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, Buttons, Form, Hidden } from '../../ui/form.tsx'
import { SpacePage, type SpaceFrame } from '../frame.tsx'
import { supportPaths } from '../paths.ts'
import type { Place } from '../spaces/sessions.ts'
import { NameField } from '../spaces/spaces.page.tsx'
import type { WaysIn } from './ways.ts'
import { waysWords } from './ways.words.ts'

const words = waysWords['en-GB']

export function WaysPage(props: {
  frame: SpaceFrame
  ways: WaysIn
  typed?: string | undefined
  problems?: readonly FieldProblem[] | undefined
}) {
  const { ways, problems = [] } = props
  return (
    <SpacePage frame={props.frame} heading={words.heading} problems={problems} done={words.done}>
      <p class="lead">{words.lead}</p>
      <h2>{words.wordsHeading}</h2>
      <p>{words.wordsLead(ways.name)}</p>
      <p>{words.newWordsHint}</p>
      <Form action={supportPaths.newWords}>
        <Hidden name="sending" value={ways.sending} />
        <Buttons>
          <Button>{words.newWords}</Button>
        </Buttons>
      </Form>
      <Form action={supportPaths.newName}>
        <NameField label={words.name} hint={words.nameHint} value={props.typed ?? ''} problems={problems} />
        <Hidden name="sending" value={ways.sending} />
        <Buttons>
          <Button>{words.newName}</Button>
        </Buttons>
      </Form>
      <h2>
        <a href={supportPaths.devices}>{words.devices}</a>
      </h2>
      <p>{ways.devices > 0 ? words.devicesThere(ways.devices) : words.devicesLine}</p>
      <h2>
        <a href={supportPaths.address}>{words.mail}</a>
      </h2>
      <p>{ways.address ? words.mailThere(ways.address) : words.mailLine}</p>
      <h2>
        <a href={supportPaths.named}>{words.named}</a>
      </h2>
      <p>{ways.named ? words.namedThere(...ways.named) : words.namedLine}</p>
      <h2>
        <a href={supportPaths.quiet}>{words.quiet}</a>
      </h2>
      <p>{words.quietLine}</p>
      <Places places={ways.places} />
    </SpacePage>
  )
}

function Places({ places }: { places: readonly Place[] }) {
  const hasOthers = places.some((place) => !place.isThisOne)
  return (
    <>
      <h2>{words.placesHeading}</h2>
      <ul class="lines">
        {places.map((place) => (
          <li>{sayPlace(place)}</li>
        ))}
      </ul>
      {hasOthers ? (
        <Form action={supportPaths.endOthers}>
          <Buttons>
            <Button>{words.endOthers}</Button>
          </Buttons>
        </Form>
      ) : (
        <p>{words.onlyHere}</p>
      )}
    </>
  )
}

function sayPlace(place: Place): string {
  return [
    place.isThisOne ? words.thisOne : words.other,
    ...(place.isShared ? [words.isShared] : []),
    words.since(place.since),
    ...(place.isThisOne ? [] : [words.lastSeen(place.lastSeen)]),
  ].join(', ')
}
