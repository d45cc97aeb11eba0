import { StaffPage, type Frame } from '../../access/frame.tsx'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, Form, Hidden, Select, TextField } from '../../ui/form.tsx'
import { Empty, Pager } from '../../ui/table.tsx'
import type { Coding, PassageToCode, WhichToCode } from '../codings/codings.ts'
import { ReadingWords } from '../codings/reading-words.page.tsx'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { listeningPaths } from '../paths.ts'
import { longestName } from './themes.form.ts'
import type { CountedTheme, Theme } from './themes.ts'
import { themesWords } from './themes.words.ts'

const words = themesWords['en-GB']

export function ThemesPage(props: {
  frame: Frame
  exercise: { id: string; title: string }
  themes: readonly CountedTheme[]
  which: WhichToCode
  passages: readonly PassageToCode[]
  next: number | null
  canCode: boolean
}) {
  const { exercise, themes, which, passages, next } = props
  const isAllCoded = which === 'open' && themes.some((theme) => theme.stretches > 0)
  return (
    <StaffPage
      frame={props.frame}
      title={words.title}
      lead={words.lead}
      breadcrumbs={exerciseCrumbs(exercise)}
      done={words.done}
    >
      {themes.length === 0 ? <Empty what={words.none} why={words.noneWhy} /> : <ThemeList themes={themes} />}
      <section aria-labelledby="passages">
        <h2 id="passages">{words.passagesHeading}</h2>
        <nav class="pager" aria-label={words.filters}>
          {(['open', 'all'] as const).map((one) => (
            <a href={passagesAt(exercise.id, one)} aria-current={one === which ? 'page' : undefined}>
              {words.which[one]}
            </a>
          ))}
        </nav>
        {passages.length === 0 && isAllCoded && <Empty what={words.allCoded} />}
        {passages.length === 0 && !isAllCoded && (
          <Empty what={words.passagesNone} why={words.passagesNoneWhy} />
        )}
        {passages.map((passage) => (
          <PassageToRead passage={passage} canCode={props.canCode} />
        ))}
        <Pager next={next === null ? undefined : { href: passagesAt(exercise.id, which, next) }} />
      </section>
    </StaffPage>
  )
}

export type ThemeProps = {
  frame: Frame
  exercise: { id: string; title: string }
  theme: CountedTheme
  others: readonly Theme[]
  stretches: readonly Coding[]
  next: number | null
  canCode: boolean
  typed?: string | undefined
  problems?: readonly FieldProblem[] | undefined
}

export function ThemePage(props: ThemeProps) {
  const { exercise, theme, stretches, next } = props
  return (
    <StaffPage
      frame={props.frame}
      title={theme.name}
      lead={words.counts(theme.stretches, theme.voices)}
      breadcrumbs={exerciseCrumbs(exercise, {
        href: listeningPaths.themes(exercise.id),
        label: words.title,
      })}
      problems={props.problems}
      done={words.done}
    >
      {theme.waiting > 0 && <p>{words.waiting(theme.waiting)}</p>}
      {theme.stretches + theme.waiting === 0 && <p>{words.theme.empty}</p>}
      {stretches.map((stretch) => (
        <article class="passage">
          <ReadingWords pieces={stretch.pieces} />
          <p class="soft">
            {words.passage(stretch.passageNumber)}, {words.voice(stretch.voiceNumber)}.{' '}
            {props.canCode && (
              <a href={listeningPaths.codePassage(stretch.passageId)}>
                {words.seePassage}
                <span class="unseen"> {words.chooseAbout(stretch.passageNumber)}</span>
              </a>
            )}
          </p>
        </article>
      ))}
      <Pager next={next === null ? undefined : { href: `${listeningPaths.theme(theme.id)}?after=${next}` }} />
      {props.canCode && <ThemeChanges {...props} />}
    </StaffPage>
  )
}

/** The list of passages on this page, from its beginning or after a number. */
function passagesAt(exerciseId: string, which: WhichToCode, after?: number): string {
  const asked = [which === 'all' ? 'which=all' : '', after === undefined ? '' : `after=${after}`]
  const query = asked.filter(Boolean).join('&')
  return `${listeningPaths.themes(exerciseId)}${query && `?${query}`}#passages`
}

function ThemeList({ themes }: { themes: readonly CountedTheme[] }) {
  return (
    <section aria-labelledby="themes">
      <h2 id="themes" class="unseen">
        {words.listHeading}
      </h2>
      <ul>
        {themes.map((theme) => (
          <li>
            <a href={listeningPaths.theme(theme.id)}>{theme.name}</a>
            <span class="soft">: {words.counts(theme.stretches, theme.voices)}.</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function PassageToRead({ passage, canCode }: { passage: PassageToCode; canCode: boolean }) {
  const themes = new Map(passage.codings.map((coding) => [coding.themeId, coding.themeName]))
  return (
    <article class="passage">
      <h3>
        {words.passage(passage.number)}, {words.voice(passage.voiceNumber)}
      </h3>
      <ReadingWords pieces={passage.pieces} />
      {themes.size > 0 && (
        <p class="soft">
          {words.codedAs}{' '}
          {[...themes].map(([id, name], index) => (
            <>
              {index > 0 && ', '}
              <a href={listeningPaths.theme(id)}>{name}</a>
            </>
          ))}
        </p>
      )}
      {canCode && (
        <p>
          <a href={listeningPaths.codePassage(passage.passageId)}>
            {words.choose}
            <span class="unseen"> {words.chooseAbout(passage.number)}</span>
          </a>
        </p>
      )}
    </article>
  )
}

function ThemeChanges({ theme, others, typed, problems = [] }: ThemeProps) {
  const said = words.theme
  const action = listeningPaths.theme(theme.id)
  return (
    <>
      <section aria-labelledby="rename">
        <h2 id="rename">{said.rename}</h2>
        <Form action={action}>
          <Hidden name="then" value="rename" />
          <TextField
            name="name"
            label={said.name}
            error={findSentence(problems, 'name')}
            value={typed ?? theme.name}
            maxLength={longestName}
            autocomplete="off"
          />
          <Button>{said.save}</Button>
        </Form>
      </section>
      {others.length > 0 && (
        <section aria-labelledby="join">
          <h2 id="join">{said.join}</h2>
          <p>{said.joinHint}</p>
          <Form action={action}>
            <Hidden name="then" value="join" />
            <Select
              name="into"
              label={said.into}
              error={findSentence(problems, 'into')}
              options={others.map((other) => ({ value: other.id, label: other.name }))}
            />
            <Button>{said.joinButton}</Button>
          </Form>
        </section>
      )}
      {theme.stretches + theme.waiting === 0 && (
        <Form action={action}>
          <Hidden name="then" value="remove" />
          <Button>{said.removeButton}</Button>
        </Form>
      )}
    </>
  )
}
