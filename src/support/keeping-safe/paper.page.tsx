import type { HelpLine } from '../../access/organisation/organisation.ts'
import { Button, ButtonLink, Buttons, Checkboxes, Form, Hidden } from '../../ui/form.tsx'
import { Telephone } from '../../ui/telephone.tsx'
import { SpacePage, type SpaceFrame } from '../frame.tsx'
import { supportPaths } from '../paths.ts'
import { keepingSafeWords } from './keeping-safe.words.ts'
import { OwnWords } from './own-words.page.tsx'
import { nameLine } from './paper.form.ts'
import type { Taken } from './paper.ts'
import { paperWords } from './paper.words.ts'

const words = paperWords['en-GB']
const { parts: partNames } = keepingSafeWords['en-GB']

/** `file` is the address that saves what is shown. */
export function PaperPage(props: { frame: SpaceFrame; taken: Taken; file: string }) {
  const { frame, taken } = props
  return (
    <SpacePage frame={frame} heading={words.heading}>
      <p class="lead">{words.lead}</p>
      {taken.parts.length === 0 && <p>{words.nothing}</p>}
      <Chooser taken={taken} />
      <Sheet taken={taken} />
      <h2>{words.paperHeading}</h2>
      <p>{words.paperHow}</p>
      <Sentences sentences={words.paperWhere} />
      <h2>{words.phoneHeading}</h2>
      {frame.isShared ? <p>{words.shared}</p> : <OnPhone file={props.file} />}
      <p>
        <a href={supportPaths.keeping}>{words.back}</a>
      </p>
    </SpacePage>
  )
}

function Chooser({ taken }: { taken: Taken }) {
  const options = [
    ...taken.parts.map(({ part, isTaken }) => ({ value: part, label: partNames[part], isTaken })),
    ...taken.lines.map(({ line, isTaken }, place) => ({
      value: nameLine(place),
      label: words.number(line),
      isTaken,
    })),
  ]
  return (
    <Form action={supportPaths.keepingPaper} method="get">
      <Checkboxes
        name="with"
        label={words.choose}
        hint={words.chooseHint}
        options={options}
        values={options.filter(({ isTaken }) => isTaken).map(({ value }) => value)}
      />
      <Hidden name="chosen" value="yes" />
      <Buttons>
        <Button>{words.show}</Button>
      </Buttons>
    </Form>
  )
}

/** What is printed, and nothing else of the page. */
function Sheet({ taken }: { taken: Taken }) {
  const lines = taken.lines.filter(({ isTaken }) => isTaken)
  return (
    <div class="folded-sheet">
      {taken.parts
        .filter(({ isTaken }) => isTaken)
        .map(({ part, texts }) => (
          <section>
            <h2>{partNames[part]}</h2>
            <OwnWords texts={texts} />
          </section>
        ))}
      {lines.length > 0 && <Ring lines={lines.map(({ line }) => line)} />}
      <p class="soft">{words.asOf(taken.now)}</p>
    </div>
  )
}

function Ring(props: { lines: readonly HelpLine[] }) {
  return (
    <section>
      <h2>{words.ring}</h2>
      <ul>
        {props.lines.map((line) => (
          <li>
            {line.name}: <Telephone number={line.number} />
            {line.when && <span class="soft"> ({line.when})</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function OnPhone(props: { file: string }) {
  return (
    <>
      <p>{words.phoneLead}</p>
      <Sentences sentences={words.phoneStays} />
      <p>{words.phoneIf}</p>
      <p>
        <ButtonLink href={props.file}>{words.save}</ButtonLink>
      </p>
    </>
  )
}

function Sentences(props: { sentences: readonly string[] }) {
  return (
    <ul>
      {props.sentences.map((sentence) => (
        <li>{sentence}</li>
      ))}
    </ul>
  )
}
