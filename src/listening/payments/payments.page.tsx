import { StaffPage, type Frame } from '../../access/frame.tsx'
import { findSentence } from '../../access/problem.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, Buttons, Choices, DateField, Form, TextField } from '../../ui/form.tsx'
import { Empty, Table } from '../../ui/table.tsx'
import { sayMoment } from '../doors/say.page.tsx'
import { exerciseCrumbs } from '../exercises/crumbs.page.tsx'
import { listeningPaths } from '../paths.ts'
import type { TypedPayment } from './payments.form.ts'
import type { Payment } from './payments.ts'
import { paymentsWords } from './payments.words.ts'

const words = paymentsWords['en-GB']

export function PaymentsPage(props: {
  frame: Frame
  exercise: { id: string; title: string }
  payments: readonly (Payment & { pounds: string })[]
  total: string
  today: string
  typed?: TypedPayment | undefined
  problems?: readonly FieldProblem[] | undefined
}) {
  const { exercise, payments, typed, problems = [] } = props
  const { columns } = words
  return (
    <StaffPage
      frame={props.frame}
      title={words.title}
      lead={words.lead}
      breadcrumbs={exerciseCrumbs(exercise)}
      problems={problems}
      done={words.done}
    >
      {payments.length === 0 ? (
        <Empty what={words.empty} why={words.emptyWhy} />
      ) : (
        <>
          <Table
            caption={words.caption}
            captionUnseen
            columns={[
              { label: columns.name },
              { label: columns.amount, figures: true },
              { label: columns.way },
              { label: columns.paidOn },
              { label: columns.remove, unseen: true },
            ]}
            rows={payments.map((one) => [
              one.name,
              one.pounds,
              words.ways[one.way],
              sayMoment(one.paidOn),
              <Form action={listeningPaths.removePayment(one.id)}>
                <Button kind="quiet" about={one.name}>
                  {words.remove}
                </Button>
              </Form>,
            ])}
          />
          <p>
            {words.total(props.total)} <a href={listeningPaths.paymentsFile(exercise.id)}>{words.file}</a>
          </p>
        </>
      )}
      <h2>{words.addHeading}</h2>
      <p>{words.keepApart}</p>
      <Form action={listeningPaths.payments(exercise.id)}>
        <TextField
          name="name"
          label={words.name}
          hint={words.nameHint}
          error={findSentence(problems, 'name')}
          value={typed?.name}
          maxLength={200}
          autocomplete="off"
          required
        />
        <TextField
          name="amount"
          label={words.amount}
          hint={words.amountHint}
          error={findSentence(problems, 'amount')}
          value={typed?.amount}
          inputMode="numeric"
          width="short"
          autocomplete="off"
          required
        />
        <Choices
          name="way"
          label={words.way}
          error={findSentence(problems, 'way')}
          options={Object.entries(words.ways).map(([value, label]) => ({ value, label }))}
          value={typed?.way}
          inline
          required
        />
        <DateField
          name="paidOn"
          label={words.paidOn}
          error={findSentence(problems, 'paidOn')}
          value={typed?.paidOn ?? props.today}
          max={props.today}
          required
        />
        <Buttons primary={words.add} />
      </Form>
    </StaffPage>
  )
}
