import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, ButtonLink, Buttons, Form, TextArea } from '../../ui/form.tsx'
import { Empty } from '../../ui/table.tsx'
import { PersonWords, shorten, splitLines } from '../../ui/words.tsx'
import { SpacePage, type SpaceFrame } from '../frame.tsx'
import { supportPaths } from '../paths.ts'
import { Late } from '../unsaved/unsaved.page.tsx'
import type { Chance, ChanceVersion, ChanceWords, EarlierOfChance, Line } from './chances.ts'
import { Earlier, LetOneGo, RemoveForGood } from './earlier.page.tsx'
import type { TypedChance } from './keeping-safe.form.ts'
import { SendingFields } from './keeping-safe.page.tsx'
import { keepingSafeWords } from './keeping-safe.words.ts'
import { OwnWords, Prompts } from './own-words.page.tsx'

const words = keepingSafeWords['en-GB']

/** How much of a chance stands in the list; all of it stands on its own page. */
const mostInList = 140

export function ChancesPage(props: { frame: SpaceFrame; chances: readonly Chance[] }) {
  const taken = props.chances.filter((chance) => !chance.isDown)
  const down = props.chances.filter((chance) => chance.isDown)
  return (
    <SpacePage frame={props.frame} heading={words.chancesHeading} done={words.chanceDone}>
      <p class="lead">{words.chancesLead}</p>
      {props.chances.length === 0 && <Empty what={words.chancesNone} why={words.chancesNoneWhy} />}
      <ChanceLines chances={taken} />
      <p>
        <a href={supportPaths.newChance}>{words.newChance}</a>
      </p>
      {down.length > 0 && (
        <>
          <h2>{words.downHeading}</h2>
          <ChanceLines chances={down} />
        </>
      )}
      <p>
        <a href={supportPaths.keeping}>{words.back}</a>
      </p>
    </SpacePage>
  )
}

function ChanceLines(props: { chances: readonly Chance[] }) {
  if (props.chances.length === 0) return null
  return (
    <ul class="lines">
      {props.chances.map((chance) => (
        <li>
          <a href={supportPaths.chance(chance.id)}>
            <PersonWords as="span">{callIt(chance.words)}</PersonWords>
          </a>
        </li>
      ))}
    </ul>
  )
}

function callIt({ choice, wanted }: ChanceWords): string {
  return shorten((choice.length > 0 ? choice : wanted).join(' '), mostInList)
}

export function ChancePage(props: { frame: SpaceFrame; chance: Chance; lines: readonly Line[] }) {
  const { chance } = props
  return (
    <SpacePage frame={props.frame} heading={words.newHeading} done={words.chanceDone}>
      {(chance.words.choice.length > 1 || chance.words.wanted.length > 1) && <p>{words.both}</p>}
      <ChanceInWords words={chance.words} />
      <p class="soft">{chance.isDown ? words.downOn(chance.writtenAt) : words.decidedOn(chance.writtenAt)}</p>
      <Form action={supportPaths.putChance(chance.id)}>
        <Buttons>
          <ButtonLink href={supportPaths.changeChance(chance.id)}>{words.changeIt}</ButtonLink>
          <Button name="put" value={chance.isDown ? 'up' : 'down'}>
            {chance.isDown ? words.up : words.down}
          </Button>
        </Buttons>
      </Form>
      {!chance.isDown && <p class="soft">{words.downHint}</p>}
      {props.lines.length > 0 && (
        <>
          <h2>{words.lines}</h2>
          {props.lines.map((line) => (
            <p dir="auto">
              <span class="soft">{words.lineBy(line)}</span>
              <br />
              {splitLines(line.said)}
              <br />
              <span class="soft">{words.stoodOn(line.writtenAt)}</span>
            </p>
          ))}
          <p>{words.linesHint}</p>
        </>
      )}
      <ul>
        <li>
          <a href={supportPaths.chanceEarlier(chance.id)}>{words.earlierLink}</a>
        </li>
        <li>
          <a href={supportPaths.chances}>{words.back}</a>
        </li>
      </ul>
      <RemoveForGood
        action={supportPaths.removeChance(chance.id)}
        label={words.removeChance}
        hint={words.removeChanceHint}
      />
    </SpacePage>
  )
}

/** What somebody chose, and what they want in place; nothing for what was left empty. */
export function ChanceInWords(props: { words: ChanceWords; level?: 3 | undefined }) {
  const { choice, wanted } = props.words
  const Heading = props.level === 3 ? 'h3' : 'h2'
  return (
    <>
      <OwnWords texts={choice} />
      {wanted.length > 0 && (
        <>
          <Heading>{words.wanted}</Heading>
          <OwnWords texts={wanted} />
        </>
      )}
    </>
  )
}

/** Nobody in: the page closed meanwhile, and what was typed is still in the form. */
export function ChanceForm(props: {
  frame: SpaceFrame
  /** Null: a new one. */
  chanceId: string | null
  typed: TypedChance
  problems?: readonly FieldProblem[] | undefined
}) {
  const { frame, typed, chanceId } = props
  const problems = props.problems ?? []
  const field = (name: 'choice' | 'wanted', label: string, hint: string, rows: number) => (
    <TextArea
      name={name}
      label={label}
      hint={hint}
      error={findSentence(problems, name)}
      value={typed[name]}
      rows={rows}
      autocomplete="off"
      own
    />
  )
  return (
    <SpacePage frame={frame} heading={words.newHeading} problems={problems} closes={!frame.isIn || undefined}>
      {!frame.isIn && <Late />}
      {typed.isBoth && <p>{words.bothForm}</p>}
      <Form action={chanceId === null ? supportPaths.newChance : supportPaths.changeChance(chanceId)}>
        {field('choice', words.choice, words.choiceHint, 5)}
        {field('wanted', words.wanted, words.wantedHint, 4)}
        <SendingFields sending={typed} />
        <Prompts summary={words.promptsSummary} prompts={words.chancePrompts} />
        <Buttons primary={words.save}>
          <ButtonLink
            href={chanceId === null ? supportPaths.chances : supportPaths.chance(chanceId)}
            kind="quiet"
          >
            {words.back}
          </ButtonLink>
        </Buttons>
      </Form>
    </SpacePage>
  )
}

export function ChanceEarlierPage(props: {
  frame: SpaceFrame
  chanceId: string
  earlier: readonly EarlierOfChance[]
  next: number | null
}) {
  const { chanceId } = props
  return (
    <SpacePage frame={props.frame} heading={words.earlierHeading} done={words.chanceDone}>
      <Earlier
        back={supportPaths.chance(chanceId)}
        lines={props.earlier.map((one) => ({
          href: supportPaths.chanceVersion(chanceId, one.id),
          label: `${words.stoodOn(one.writtenAt)}${one.isDown ? ` (${words.isDown})` : ''}`,
        }))}
        next={props.next === null ? null : `${supportPaths.chanceEarlier(chanceId)}?before=${props.next}`}
      />
    </SpacePage>
  )
}

export function ChanceVersionPage(props: {
  frame: SpaceFrame
  chanceId: string
  version: ChanceVersion
  isStanding: boolean
}) {
  const { version, chanceId } = props
  return (
    <SpacePage frame={props.frame} heading={words.stoodOn(version.writtenAt)}>
      <ChanceInWords words={version.words} />
      {version.isDown && <p class="soft">{words.downOn(version.writtenAt)}</p>}
      {!props.isStanding && <LetOneGo action={supportPaths.removeChanceVersion(chanceId, version.id)} />}
      <p>
        <a href={supportPaths.chanceEarlier(chanceId)}>{words.back}</a>
      </p>
    </SpacePage>
  )
}
