import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { ChooseSentence, ChooseWords } from './choose-words.tsx'
import { ErrorSummary } from './error-summary.tsx'
import {
  Button,
  Buttons,
  Checkbox,
  Checkboxes,
  Choices,
  DateField,
  FileField,
  Form,
  Hidden,
  Select,
  TextArea,
  TextField,
} from './form.tsx'

const hint = 'One open question'
const error = 'Write the question.'
const options = [
  { value: 'a', label: 'First' },
  { value: 'b', label: 'Second', hint: 'The other one' },
]

const single: [string, VNode][] = [
  ['TextField', <TextField name="q" label="Question" hint={hint} error={error} />],
  ['TextArea', <TextArea name="q" label="Question" hint={hint} error={error} />],
  ['DateField', <DateField name="q" label="Question" hint={hint} error={error} />],
  ['DateField, typed', <DateField name="q" label="Question" hint={hint} error={error} typed />],
  ['Select', <Select name="q" label="Question" hint={hint} error={error} options={[]} />],
  ['FileField', <FileField name="q" label="Question" hint={hint} error={error} />],
  ['Checkbox', <Checkbox name="q" label="Question" hint={hint} error={error} />],
]

describe('a field', () => {
  test.each(single)('%s ties its label, hint and error to its control', (_, element) => {
    const html = renderToString(element)
    const control = html.match(/<(?:input|textarea|select)[^>]*>/)?.[0] ?? ''
    expect(control).toContain('id="field-q"')
    expect(control).toContain('name="q"')
    expect(control).toContain('aria-describedby="field-q-hint field-q-error"')
    expect(control).toContain('aria-invalid="true"')
    expect(html).toMatch(/<label[^>]* for="field-q"[^>]*>Question/)
    expect(html).toMatch(/id="field-q-hint"[^>]*>One open question</)
    expect(html).toMatch(/id="field-q-error"[^>]*>.*Write the question\.</)
    expect(html.indexOf('class="error"')).toBeLessThan(html.indexOf(control))
  })

  test('without hint and error it describes nothing and is not called invalid', () => {
    const html = renderToString(<TextField name="q" label="Question" />)
    expect(html).not.toContain('aria-describedby')
    expect(html).not.toContain('aria-invalid')
  })

  test('keeps a value as it was written, and never as markup', () => {
    const value = `"><script>alert(1)</script> & 'quoted'`
    const field = renderToString(<TextField name="q" label="Question" value={value} />)
    const area = renderToString(<TextArea name="q" label="Question" value={'</textarea><script>'} />)
    expect(field).not.toContain('<script')
    expect(field).toContain('&quot;>&lt;script>alert(1)')
    expect(area).not.toContain('<script')
    expect(area.match(/<\/textarea>/g)).toHaveLength(1)
  })

  test('takes another id where one name stands twice on a page', () => {
    const html = renderToString(<TextField name="q" id="proposal-7" label="Instead" error={error} />)
    expect(html).toContain('for="proposal-7"')
    expect(html).toContain('aria-describedby="proposal-7-error"')
    expect(html).toContain('name="q"')
  })

  test('says in words that it may stay empty', () => {
    expect(renderToString(<TextField name="q" label="Question" optional />)).toContain('may leave this empty')
  })

  test('shows a person’s own words in the serif while they write', () => {
    expect(renderToString(<TextArea name="q" label="Your words" own />)).toMatch(/<textarea class="own"/)
  })
})

describe('a group of choices', () => {
  test('Choices is a fieldset with a legend, and its first control carries the id a summary links to', () => {
    const html = renderToString(
      <Choices name="q" label="Which?" hint={hint} error={error} options={options} value="b" />,
    )
    expect(html).toMatch(/<fieldset[^>]* aria-describedby="field-q-hint field-q-error"/)
    expect(html).toMatch(/<legend[^>]*>Which\?/)
    expect(html).toMatch(/<input type="radio" id="field-q" name="q" value="a"/)
    expect(html).toMatch(/<input type="radio" id="field-q-2" name="q" value="b" checked/)
    expect(html).toMatch(/<label for="field-q-2">Second</)
    expect(html).toMatch(/aria-describedby="field-q-2-option-hint"/)
    expect(html.match(/ checked/g)).toHaveLength(1)
  })

  test('nothing is ticked that was not chosen', () => {
    expect(renderToString(<Choices name="q" label="Which?" options={options} />)).not.toContain('checked')
    expect(renderToString(<Checkbox name="q" label="Yes" />)).not.toContain('checked')
  })

  test('Checkboxes ticks the given values and no other', () => {
    const html = renderToString(<Checkboxes name="q" label="Which?" options={options} values={['a']} />)
    expect(html).toMatch(/value="a" checked/)
    expect(html).not.toMatch(/value="b" checked/)
  })

  test('Select marks the chosen option', () => {
    const html = renderToString(<Select name="q" label="Which?" options={options} value="b" />)
    expect(html).toMatch(/<option[^>]*value="b"[^>]*selected|<option[^>]*selected[^>]*value="b"/)
    expect(html.match(/selected/g)).toHaveLength(1)
  })
})

describe('choosing words', () => {
  const words = ['They', '<b>gave</b>', 'me'].map((text, index) => ({ value: String(index), text }))

  test('every word is a checkbox inside its own label, in order, with spaces between', () => {
    const html = renderToString(<ChooseWords name="cut" legend="What is left out?" words={words} />)
    expect(html.match(/<label>/g)).toHaveLength(3)
    expect(html).toMatch(/<input type="checkbox" id="field-cut" name="cut" value="0"\/?><span>They<\/span>/)
    expect(html).toContain('&lt;b>gave&lt;/b>')
    expect(html.replace(/<[^>]+>/g, '')).toContain('They &lt;b>gave&lt;/b> me')
    expect(html).toMatch(/<fieldset[^>]*><legend[^>]*>What is left out\?/)
  })

  test('a ticked word stays ticked', () => {
    const html = renderToString(
      <ChooseWords name="cut" legend="Which?" words={[{ value: '4', text: 'me', checked: true }]} />,
    )
    expect(html).toMatch(/value="4" checked/)
  })

  test('a sentence is one radio of its group', () => {
    const sentences = [
      { value: '0', text: 'One.' },
      { value: '1', text: 'Two.' },
    ]
    const html = renderToString(<ChooseSentence name="s" legend="Which?" sentences={sentences} value="1" />)
    expect(html.match(/type="radio"[^>]* name="s"/g)).toHaveLength(2)
    expect(html).toMatch(/value="1" checked/)
    expect(html).not.toMatch(/value="0" checked/)
  })
})

describe('a form', () => {
  test('posts, leaves the checking to the server and names files where asked', () => {
    const html = renderToString(
      <Form action="/import" encType="multipart/form-data">
        <Hidden name="version" value={'"3"'} />
        <Buttons primary="Import">
          <Button kind="quiet" name="later" value="1" about="this file">
            Later
          </Button>
        </Buttons>
      </Form>,
    )
    expect(html).toMatch(/<form action="\/import" method="post" enctype="multipart\/form-data" novalidate/i)
    expect(html).toContain('<input type="hidden" name="version" value="&quot;3&quot;"')
    expect(html.match(/class="button primary"/g)).toHaveLength(1)
    expect(html).toMatch(/<button type="submit" class="button quiet" name="later" value="1">Later/)
    expect(html).toContain('<span class="unseen"> this file</span>')
  })

  test('the summary links each sentence to its field, and is not there without problems', () => {
    const html = renderToString(
      <ErrorSummary
        problems={[
          { field: 'q', sentence: 'Write <it>.' },
          { field: null, sentence: 'Send a smaller file.' },
          { field: 'x', href: '#passage-3', sentence: 'Look there.' },
        ]}
      />,
    )
    expect(html).toContain('role="alert"')
    expect(html).toContain('tabindex="-1"')
    expect(html).toContain('<a href="#field-q">Write &lt;it>.</a>')
    expect(html).toContain('<li>Send a smaller file.</li>')
    expect(html).toContain('<a href="#passage-3">')
    expect(renderToString(<ErrorSummary problems={[]} />)).toBe('')
  })
})
