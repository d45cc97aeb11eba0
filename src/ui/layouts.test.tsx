import { gzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Document, renderDocument } from './document.tsx'
import { Choices, Form, Buttons, TextArea } from './form.tsx'
import { layoutWords } from './layout.words.ts'
import { PublicLayout } from './public-layout.tsx'
import {
  LeadQuote,
  Narration,
  Picture,
  Question,
  Quote,
  ReadingLayout,
  Reflection,
  WisdomList,
} from './reading-layout.tsx'
import { StaffLayout } from './staff-layout.tsx'
import { DefinitionList, Empty, Pager, Table } from './table.tsx'
import { Progress } from './progress.tsx'
import { Edited, Marked, PersonWords } from './words.tsx'

const words = layoutWords['en-GB']
const stylesheet = '/site.css'

const staff = renderDocument(
  <StaffLayout
    title="Exercises"
    organisation="Harbour & Street"
    person="Priya"
    navigation={[
      { href: '/exercises', label: 'Exercises', current: true },
      { href: '/people', label: 'People' },
    ]}
    breadcrumbs={[{ href: '/', label: 'Start' }]}
    stylesheet={stylesheet}
    signOutAction="/sign-out"
    notice="The file is in."
    problems={[{ field: 'title', sentence: 'Write a title.' }]}
    refreshSeconds={5}
  >
    <Table
      caption="Open"
      columns={[{ label: 'Exercise' }, { label: 'Voices', figures: true }]}
      rows={[['A', 4]]}
    />
    <DefinitionList items={[{ term: 'Who reads', detail: 'Priya' }]} />
    <Empty what="Series will be here." why="It may stay empty." />
    <Pager previous={{ href: '?1' }} next={{ href: '?3', label: 'Older' }} />
    <Progress sentence="About two minutes to go." />
    <PersonWords>
      I met <Marked label="may be a name">Marie</Marked> in <Edited>a city</Edited>.
    </PersonWords>
  </StaffLayout>,
)

const contribution = renderDocument(
  <PublicLayout title="A question" heading="What helped?" stylesheet={stylesheet} help={<p>Ring 999.</p>}>
    <Form action="/send">
      <TextArea name="words" label="Your words" own required />
      <Choices name="quote" label="May we quote you?" options={[{ value: 'yes', label: 'Yes' }]} />
      <Buttons primary="Send" />
    </Form>
  </PublicLayout>,
)

const wisdom = renderDocument(
  <ReadingLayout
    seriesTitle="Tough times"
    seriesHref="index.html"
    title="Somebody who sits down"
    position={{ number: 3, of: 9 }}
    stylesheet="site.css"
    previous={{ href: '2.html', title: 'A door', number: 2 }}
    next={{ href: '4.html', title: 'A key', number: 4 }}
  >
    <LeadQuote>
      They gave me <Edited announce={false}>[a thing]</Edited>.
    </LeadQuote>
    <Question>What helped?</Question>
    <Picture src="mugs.svg" alt="Two mugs on a stair" />
    <Narration>Many told us of the first day.</Narration>
    <Quote by="Voice 6">We talked &amp; laughed.</Quote>
    <Reflection>We moved the list.</Reflection>
    <WisdomList items={[{ number: 1, title: 'A door', href: '1.html', quote: 'I locked it.' }]} />
  </ReadingLayout>,
)

describe('every page', () => {
  const pages: [string, string][] = [
    ['staff', staff],
    ['contribution', contribution],
    ['wisdom', wisdom],
  ]

  test.each(pages)('%s carries no script, no inline style and nothing from another host', (_, html) => {
    expect(html).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=|javascript:/i)
    expect(html).not.toMatch(/\ssrc="(?:https?:)?\/\//)
    expect(html.match(/<link[^>]*>/g)).toHaveLength(1)
  })

  test.each(pages)('%s has a doctype, a language, one heading, one main part and a way to it', (_, html) => {
    expect(html).toMatch(/^<!doctype html><html lang="en-GB">/)
    expect(html.match(/<h1/g)).toHaveLength(1)
    expect(html.match(/<main id="main"/g)).toHaveLength(1)
    expect(html).toMatch(new RegExp(`<a class="skip" href="#main">${words.skip}</a>`))
    expect(html).toContain('width=device-width, initial-scale=1')
  })

  test.each(pages)('%s uses each id once', (_, html) => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1])
    expect(ids).toEqual([...new Set(ids)])
  })

  test('escapes what a title holds', () => {
    const html = renderDocument(
      <Document title={'</title><script>'} stylesheet="a.css">
        {'<i>'}
      </Document>,
    )
    expect(html).toContain('<title>&lt;/title>&lt;script></title>')
    expect(html).toContain('<body>&lt;i></body>')
  })

  test('says the sentences of a language that is not there yet in English', () => {
    const html = renderDocument(
      <StaffLayout title="Dechrau" lang="cy" stylesheet="a.css">
        x
      </StaffLayout>,
    )
    expect(html).toContain('<html lang="cy">')
    expect(html).toContain(words.skip)
  })
})

test('a staff page names where it is, what was done and what to put right', () => {
  expect(staff).toContain(`<title>${words.errorTitle}: Exercises · Harbour &amp; Street</title>`)
  expect(staff).toContain('<meta http-equiv="refresh" content="5"')
  expect(staff.match(/aria-current="page"/g)).toHaveLength(1)
  expect(staff).toMatch(/<form class="who" method="post" action="\/sign-out">/)
  expect(staff).toMatch(/role="status">.*The file is in\./)
  expect(staff.indexOf('role="alert"')).toBeLessThan(staff.indexOf('<h1'))
  expect(staff).toContain('<td role="cell" data-label="Voices" class="figures">4</td>')
  expect(staff).toContain('<th role="rowheader" scope="row">A</th>')
})

test('marked and edited stretches say so to somebody who cannot see them', () => {
  expect(staff).toContain('<mark>Marie<span class="unseen"> [may be a name]</span></mark>')
  expect(staff).toContain(`<span class="unseen">[${words.replaced}] </span>a city`)
})

test('a contributor’s page has its way out first, and says how to clear the history', () => {
  expect(contribution).toContain('<a href="https://www.bbc.co.uk/weather" rel="noreferrer">')
  expect(contribution.indexOf(words.leave)).toBeLessThan(contribution.indexOf('<main'))
  for (const step of words.clearSteps) expect(contribution).toContain(step)
  expect(contribution).toContain('<title>A question</title>')
  expect(contribution).toContain('noindex')
  expect(contribution).not.toContain(words.product)
})

test('a contribution page with its stylesheet leaves most of 14 kB to its words', () => {
  const css = readFileSync(new URL('site.css', import.meta.url))
  expect(gzipSync(contribution).length + gzipSync(css).length).toBeLessThan(7_000)
})

test('a Wisdom sets quotation marks round people’s words only, and marks the Reflection as the team’s', () => {
  expect(wisdom).toContain(
    '<blockquote><p>“They gave me <span class="edited">[a thing]</span>.”</p></blockquote>',
  )
  expect(wisdom).toContain('<blockquote><p>“We talked &amp; laughed.”</p></blockquote>')
  expect(wisdom.match(/“/g)).toHaveLength(3)
  expect(wisdom).toContain('<p class="question">What helped?</p>')
  expect(wisdom.slice(wisdom.indexOf('<section'))).toContain(words.reflectionOwner)
  expect(wisdom).toContain('<title>3. Somebody who sits down · Tough times</title>')
  expect(wisdom).toMatch(/<h1>.*Tough times<\/a> 3 of 9.*Somebody who sits down<\/h1>/)
  expect(wisdom).toMatch(/<a rel="next" class="next" href="4\.html">.*4\. A key<\/a>/)
  expect(wisdom).toContain('alt="Two mugs on a stair"')
})
