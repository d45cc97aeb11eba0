import { Parser } from 'htmlparser2'
import { describe, expect, test } from 'vitest'
import { writeHtmlPaper } from './html-paper.tsx'
import type { Block, Paper } from './paper.ts'

const made = new Date('2026-05-03T10:00:00Z')
const bytes = Buffer.from([1, 2, 3])

function paperOf(...blocks: Block[]): Paper {
  return { title: 'All of it', language: 'en-GB', made, blocks }
}

describe('a paper as HTML', () => {
  test('has every kind of block, in its order, as the element it is', () => {
    const html = writeHtmlPaper(
      paperOf(
        { kind: 'heading', level: 2, words: 'Goals' },
        { kind: 'date', day: '2026-05-03', words: '3 May 2026' },
        { kind: 'paragraph', whose: 'own', words: 'A quiet place.' },
        { kind: 'heading', level: 3, words: 'Steps' },
        { kind: 'list', isOrdered: true, items: [{ whose: 'own', words: 'Ring them' }] },
        { kind: 'list', items: [{ whose: 'ours', words: 'Open' }] },
        { kind: 'definitions', lines: [{ label: 'Name', said: { whose: 'own', words: 'Sam' } }] },
        { kind: 'rule' },
        { kind: 'picture', name: 'a.png', type: 'image/png', bytes, alt: 'A field', caption: own('Ours') },
        { kind: 'attachment', name: 'recordings/1.ogg', words: 'A recording' },
      ),
    )
    const said = readTags(html)
    expect(
      said.map(({ tag }) => tag).filter((tag) => /^(?:h\d|p|ol|ul|li|dl|dt|dd|hr|img|a|time)$/.test(tag)),
    ).toEqual([
      'h1',
      'h2',
      'p',
      'time',
      'p',
      'h3',
      'ol',
      'li',
      'ul',
      'li',
      'dl',
      'dt',
      'dd',
      'hr',
      'img',
      'p',
      'a',
    ])
    expect(said.find(({ tag }) => tag === 'time')!.attributes.datetime).toBe('2026-05-03')
    expect(said.find(({ tag }) => tag === 'img')!.attributes).toMatchObject({
      alt: 'A field',
      src: 'data:image/png;base64,AQID',
    })
    expect(said.find(({ tag }) => tag === 'html')!.attributes.lang).toBe('en-GB')
    expect(html).toMatch(/^<!doctype html>/)
  })

  test('sets a person’s own words in the serif and keeps their lines; ours in the sans', () => {
    const html = writeHtmlPaper(
      paperOf(
        { kind: 'paragraph', whose: 'own', words: 'one\n\n  two' },
        { kind: 'paragraph', whose: 'ours', words: 'three\nfour' },
      ),
    )
    expect(html).toContain('<p class="own" dir="auto">one\n\n  two</p>')
    expect(html).toContain('<p dir="auto">three<br/>four</p>')
    expect(html).toMatch(/\.own \{[^}]*var\(--serif\)[^}]*pre-wrap/)
    expect(html).toMatch(/body \{[^}]*var\(--sans\)/)
  })

  test('names the language of words that have their own, and lets letters give the direction', () => {
    const html = writeHtmlPaper(paperOf({ kind: 'paragraph', whose: 'own', words: 'سلام', language: 'ar' }))
    expect(html).toContain('<p class="own" lang="ar" dir="auto">سلام</p>')
  })

  test('holds hostile words as words, wherever they stand', () => {
    const bad = `"><script>alert(1)</script><img src=x onerror="a()">' & </style></title><!--`
    const html = writeHtmlPaper({
      title: bad,
      language: 'en-GB',
      made,
      blocks: [
        { kind: 'heading', level: 2, words: bad },
        { kind: 'date', day: bad, words: bad },
        { kind: 'paragraph', whose: 'own', words: bad, language: bad },
        { kind: 'list', items: [{ whose: 'ours', words: bad }] },
        { kind: 'definitions', lines: [{ label: bad, said: own(bad) }] },
        { kind: 'picture', name: bad, type: 'image/png', bytes, alt: bad, caption: own(bad) },
        { kind: 'attachment', name: bad, words: bad },
      ],
    })
    const tags = readTags(html)
    expect(tags.filter(({ tag }) => tag === 'script')).toEqual([])
    expect(tags.filter(({ tag }) => tag === 'img')).toHaveLength(1)
    expect(
      tags.flatMap(({ attributes }) => Object.keys(attributes)).filter((name) => name.startsWith('on')),
    ).toEqual([])
    const words = readWords(html)
    // Title, heading, date, paragraph, item, label and words, caption, attachment and its name; the page's title twice.
    expect(words.split(bad)).toHaveLength(12)
    expect(tags.find(({ tag }) => tag === 'img')!.attributes.alt).toBe(bad)
  })

  test('asks nobody for anything: no script, no address but its own folder, and a policy that says so', () => {
    const picture: Block = {
      kind: 'picture',
      name: 'my pictures/ŵ#1?.png',
      type: 'image/png',
      bytes,
      alt: '',
    }
    const names = ['../../x', 'https://evil.example/a', '//evil.example', 'javascript:alert(1)']
    const files = names.map((name): Block => ({ kind: 'attachment', name, words: 'A file' }))
    for (const place of ['inside', 'beside'] as const) {
      const tags = readTags(writeHtmlPaper(paperOf(picture, ...files), place))
      expect(tags.some(({ tag }) => ['script', 'link', 'iframe', 'form', 'object'].includes(tag))).toBe(false)
      const addresses = tags.flatMap(({ attributes }) => [attributes.href, attributes.src]).filter(Boolean)
      expect(addresses).toHaveLength(5)
      for (const address of addresses) {
        const there = new URL(address!, 'file:///home/me/taken/everything.html')
        if (there.protocol !== 'data:') expect(there.href).toMatch(/^file:\/\/\/home\/me\/taken\//)
      }
      const policy = tags.find(({ attributes }) => attributes['http-equiv'])!.attributes.content!
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toMatch(/https?:|\*|script-src/)
    }
    const beside = writeHtmlPaper(paperOf(picture), 'beside')
    expect(beside).toContain('src="./my%20pictures/%C5%B5%231%3F.png"')
  })

  test('rings a number that stands in words, in either voice', () => {
    const html = writeHtmlPaper(
      paperOf(
        { kind: 'paragraph', ...own('Nan: 07700 900123 at night') },
        { kind: 'definitions', lines: [{ label: 'A', said: { whose: 'ours', words: '116 123' } }] },
      ),
    )
    expect(html).toContain('Nan: <a class="tel" href="tel:07700900123">07700 900123</a> at night')
    expect(html).toContain('href="tel:116123"')
  })

  test('is the same each time', () => {
    const paper = paperOf({ kind: 'paragraph', whose: 'own', words: 'A quiet place.' })
    expect(writeHtmlPaper(paper)).toBe(writeHtmlPaper(paper))
  })
})

function own(words: string) {
  return { whose: 'own', words } as const
}

type Tag = { tag: string; attributes: Record<string, string> }

function readTags(html: string): Tag[] {
  const tags: Tag[] = []
  new Parser({ onopentag: (tag, attributes) => tags.push({ tag, attributes }) }).end(html)
  return tags
}

function readWords(html: string): string {
  let words = ''
  new Parser({ ontext: (text) => (words += text) }, { decodeEntities: true }).end(html)
  return words
}
