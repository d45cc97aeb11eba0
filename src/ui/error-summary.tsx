import { getLayoutWords, useLayoutWords } from './language.ts'

/** One thing to put right. `field` is the form's name for it; null when it belongs to no single field. */
export type Problem = { field: string | null; href?: string | undefined; sentence: string }

/** The page's title, told first of all that something is to put right: it is what a screen reader says first. */
export function titleWithProblems(
  title: string,
  problems: readonly Problem[] | undefined,
  lang: string | undefined,
): string {
  if (problems === undefined || problems.length === 0) return title
  return `${getLayoutWords(lang).errorTitle}: ${title}`
}

/** What to put right, first on the page, each sentence a link to its place. Nothing when there is nothing. */
export function ErrorSummary({ problems }: { problems: readonly Problem[] }) {
  const words = useLayoutWords()
  if (problems.length === 0) return null
  return (
    <div class="problems" id="problems" role="alert" tabindex={-1} aria-labelledby="problems-heading">
      <h2 id="problems-heading">{words.errorHeading}</h2>
      <ul>
        {problems.map((problem) => {
          const href = problem.href ?? (problem.field === null ? undefined : `#field-${problem.field}`)
          return <li>{href === undefined ? problem.sentence : <a href={href}>{problem.sentence}</a>}</li>
        })}
      </ul>
    </div>
  )
}
