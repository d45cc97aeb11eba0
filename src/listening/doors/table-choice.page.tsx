import { StaffPage, type Frame } from '../../access/frame.tsx'
import type { Problem } from '../../ui/error-summary.tsx'
import { ButtonLink, Buttons, Choices, Form, Select } from '../../ui/form.tsx'
import { Table } from '../../ui/table.tsx'
import { PersonWords } from '../../ui/words.tsx'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { listeningPaths } from '../paths.ts'
import { tableChoiceWords } from './table-choice.words.ts'
import type { TableView } from './table-choice.ts'

const words = tableChoiceWords['en-GB']

/** Wider tables show their first columns: every select is a field of the form. */
const mostShown = 200

export function TableChoicePage(props: {
  frame: Frame
  view: TableView
  /** What was just sent, by column, where it has to be put right. */
  values?: ReadonlyMap<string, string> | undefined
  problems?: readonly Problem[] | undefined
}) {
  const { source, exercise, columns, sheets } = props.view
  const isShut = columns.every((column) => column.cells === null)
  const options = (['words', 'voice', 'date', 'none'] as const).map((value) => ({
    value,
    label: words.uses[value],
  }))
  return (
    <StaffPage
      frame={props.frame}
      title={words.title}
      lead={words.lead}
      breadcrumbs={exerciseCrumbs(exercise, {
        href: listeningPaths.source(source.id),
        label: source.fileName,
      })}
      problems={props.problems}
    >
      {sheets && <p>{words.sheet(sheets.read, sheets.all.length)}</p>}
      <p>{props.view.isRemembered ? words.remembered : words.guessed}</p>
      {isShut && <p class="soft">{words.shut}</p>}
      {columns.length > mostShown && <p>{words.tooMany}</p>}
      <Form action={listeningPaths.sourceColumns(source.id)}>
        <Table
          caption={words.title}
          captionUnseen
          columns={[
            { label: words.column },
            { label: words.use },
            ...(isShut ? [] : [{ label: words.rows }]),
          ]}
          rows={columns
            .slice(0, mostShown)
            .map((column, at) => [
              column.name.slice(0, 200),
              <Select
                name={`column-${at}`}
                label={<span class="unseen">{words.useOf(column.name.slice(0, 60))}</span>}
                options={options}
                empty={false}
                value={props.values?.get(`column-${at}`) ?? column.use ?? 'none'}
                error={props.problems?.find((one) => one.field === `column-${at}`)?.sentence}
              />,
              <Cells cells={column.cells} />,
            ])}
        />
        <Choices
          name="heading"
          label={words.heading}
          options={[
            { value: 'yes', label: words.headingYes },
            { value: 'no', label: words.headingNo },
          ]}
          value={props.values?.get('heading') ?? (props.view.hasHeader ? 'yes' : 'no')}
        />
        <p class="soft">{words.next}</p>
        <Buttons primary={words.button}>
          <ButtonLink href={listeningPaths.source(source.id)}>{words.back}</ButtonLink>
        </Buttons>
      </Form>
    </StaffPage>
  )
}

function Cells({ cells }: { cells: string[] | null }) {
  if (cells === null) return null
  if (cells.length === 0) return <span class="soft">{words.none}</span>
  return (
    <>
      {cells.map((cell) => (
        <PersonWords>{cell}</PersonWords>
      ))}
    </>
  )
}
