import type { FieldProblem } from '../../platform/http/fields.ts'
import { Buttons, Checkboxes, Form, Hidden, TextArea } from '../../ui/form.tsx'
import { listeningPaths } from '../paths.ts'
import { MannerFields, OurWordsList } from '../consent/manners.page.tsx'
import type { TypedAgreement } from './doors.form.ts'
import { checkingWords } from './checking.words.ts'
import type { SourceView } from './doors.ts'
import { doorsWords } from './doors.words.ts'

const words = doorsWords['en-GB'].source.agreed
const says = checkingWords['en-GB'].agreed

type AgreementProps = {
  view: SourceView
  values?: TypedAgreement | undefined
  problems?: readonly FieldProblem[] | undefined
}

/** Who agreed, and how: before any words are shown. Once it is known it stands folded away. */
export function Agreement(props: AgreementProps) {
  const { source } = props.view
  if (source.isAgreed && !props.problems) {
    return (
      <details>
        <summary>{source.howAgreed ? `${words.again} ${source.howAgreed}` : says.saved}</summary>
        <AgreementForm {...props} />
      </details>
    )
  }
  return (
    <section id="agreed">
      <h2>{says.heading}</h2>
      <p>{says.lead}</p>
      <AgreementForm {...props} />
    </section>
  )
}

function AgreementForm(props: AgreementProps) {
  const { source, speakers } = props.view
  const errorOf = (field: string) => props.problems?.find((problem) => problem.field === field)?.sentence
  const options = [
    { value: 'read', label: words.read },
    { value: 'quote', label: words.quote },
  ]
  return (
    <>
      <p>{says.script}</p>
      <OurWordsList manners={props.view.manners} />
      <Form action={listeningPaths.sourceAgreed(source.id)}>
        <Checkboxes
          name="everybody"
          label={words.everybody}
          hint={says.everybodyHint}
          options={options}
          error={errorOf('everybody')}
        />
        {speakers.length > 1 && (
          <details open={speakers.length <= 12}>
            <summary>{says.each}</summary>
            <p class="soft">{says.eachHint}</p>
            {speakers.map((speaker) => (
              <>
                <Hidden name={`voice-${speaker.voiceId}`} value="asked" />
                <Checkboxes
                  name={`voice-${speaker.voiceId}`}
                  label={words.one(speaker.voiceNumber, speaker.labels.join(', '))}
                  options={options}
                  values={[
                    ...(speaker.standing.read ? ['read'] : []),
                    ...(speaker.standing.quote ? ['quote'] : []),
                  ]}
                />
              </>
            ))}
          </details>
        )}
        <MannerFields
          manners={props.view.manners.map(({ manner }) => manner)}
          typed={props.values}
          problems={props.problems}
        />
        <TextArea
          name="how"
          label={words.how}
          hint={words.howHint}
          rows={3}
          value={props.values?.how ?? source.howAgreed ?? ''}
          error={errorOf('how')}
        />
        <Buttons primary={words.button} />
      </Form>
    </>
  )
}
