import { StaffPage, type Frame } from '../../access/frame.tsx'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { ChooseSentence, ChooseWords } from '../../ui/choose-words.tsx'
import { Button, Buttons, Checkboxes, Form, Hidden, TextField } from '../../ui/form.tsx'
import { Table } from '../../ui/table.tsx'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { listeningPaths } from '../paths.ts'
import type { Theme } from '../themes/themes.ts'
import { themesWords } from '../themes/themes.words.ts'
import { longestThemeName, type Choosing, type TypedCoding } from './codings.form.ts'
import type { Coding } from './codings.ts'
import { codingsWords } from './codings.words.ts'
import { ReadingWords } from './reading-words.page.tsx'

const words = codingsWords['en-GB']

export type CodePassageProps = {
  frame: Frame
  exercise: { id: string; title: string }
  passage: { passageId: string; number: number; voiceNumber: number }
  choosing: Choosing
  themes: readonly Theme[]
  codings: readonly Coding[]
  /** Who chose, by account; somebody who has left is not among them. */
  people: ReadonlyMap<string, string>
  accountId: string
  nextId: string | null
  typed: TypedCoding
  problems?: readonly FieldProblem[] | undefined
}

export function CodePassagePage(props: CodePassageProps) {
  const { exercise, passage, choosing, nextId } = props
  return (
    <StaffPage
      frame={props.frame}
      title={words.title(passage.number)}
      lead={words.from(passage.voiceNumber)}
      breadcrumbs={exerciseCrumbs(exercise, {
        href: listeningPaths.themes(exercise.id),
        label: themesWords['en-GB'].title,
      })}
      problems={props.problems}
      done={words.done}
    >
      {choosing.sentence === null ? <SentenceForm {...props} /> : <WordsForm {...props} />}
      <p>
        {nextId === null ? (
          <a href={listeningPaths.themes(exercise.id)}>{words.backToThemes}</a>
        ) : (
          <a href={listeningPaths.codePassage(nextId)}>{words.skip}</a>
        )}
      </p>
      <CodingsSection {...props} />
    </StaffPage>
  )
}

function SentenceForm({ passage, choosing }: CodePassageProps) {
  return (
    <Form action={listeningPaths.codePassage(passage.passageId)} method="get">
      <ChooseSentence
        name="sentence"
        legend={words.sentenceLegend}
        value="all"
        sentences={[...choosing.sentences, { value: 'all', text: <span class="says">{words.allOfIt}</span> }]}
      />
      <Buttons primary={words.goOn} />
    </Form>
  )
}

function WordsForm({ passage, choosing, themes, typed, nextId, problems = [] }: CodePassageProps) {
  const here = listeningPaths.codePassage(passage.passageId)
  const isFirst = themes.length === 0
  return (
    <Form action={`${here}?sentence=${choosing.sentence}`}>
      <Hidden name="whole" value={choosing.whole} />
      <ChooseWords
        name="word"
        legend={words.wordsLegend}
        hint={words.wordsHint}
        words={choosing.words.map((word) => ({ ...word, checked: typed.words.includes(word.value) }))}
      />
      {choosing.sentences.length > 0 && (
        <p>
          <a href={here}>{words.otherSentence}</a>
        </p>
      )}
      {!isFirst && (
        <Checkboxes
          name="theme"
          label={words.themesLegend}
          hint={words.themesHint}
          values={typed.themeIds}
          options={themes.map((theme) => ({ value: theme.id, label: theme.name }))}
        />
      )}
      <TextField
        name="new-theme"
        label={isFirst ? words.newFirstTheme : words.newTheme}
        hint={words.newThemeHint}
        error={findSentence(problems, 'new-theme')}
        value={typed.newTheme}
        maxLength={longestThemeName}
        autocomplete="off"
        optional={!isFirst}
      />
      {nextId === null ? (
        <Buttons primary={words.saveAndStay} name="then" value="stay" />
      ) : (
        <Buttons primary={words.saveAndNext} name="then" value="next">
          <Button name="then" value="stay">
            {words.saveAndStay}
          </Button>
        </Buttons>
      )}
    </Form>
  )
}

function CodingsSection({ codings, people, accountId }: CodePassageProps) {
  const nameOf = (account: string) => {
    if (account === accountId) return words.you
    return people.get(account) ?? words.somebody
  }
  return (
    <section aria-labelledby="codings">
      <h2 id="codings">{words.codingsHeading}</h2>
      {codings.length === 0 ? (
        <p class="soft">{words.none}</p>
      ) : (
        <Table
          caption={words.codingsHeading}
          captionUnseen
          columns={[
            { label: words.columns.words },
            { label: words.columns.theme },
            { label: words.columns.chosenBy },
            { label: words.columns.action, unseen: true },
          ]}
          rows={codings.map((coding) => [
            <ReadingWords pieces={coding.pieces} as="div" />,
            <a href={listeningPaths.theme(coding.themeId)}>{coding.themeName}</a>,
            nameOf(coding.codedBy),
            <Form action={listeningPaths.removeCoding(coding.id)}>
              <Button kind="quiet" about={words.removeAbout(coding.themeName)}>
                {words.remove}
              </Button>
            </Form>,
          ])}
        />
      )}
    </section>
  )
}
