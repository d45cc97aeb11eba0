import type { ComponentChildren } from 'preact'
import { renderDocument } from '../../ui/document.tsx'
import { splitNumbers } from '../../ui/numbers.ts'
import { Telephone } from '../../ui/telephone.tsx'
import { htmlStyle } from './html-style.ts'
import type { Block, Paper, Said } from './paper.ts'
import { getPapersWords, type PapersWords } from './papers.words.ts'

/** Pictures are in the file itself, or beside it under their names in the bundle. */
export type PicturePlace = 'inside' | 'beside'

/** The paper as one HTML file that needs nothing but a browser: no script, no other host, every word escaped. */
export function writeHtmlPaper(paper: Paper, pictures: PicturePlace = 'inside'): string {
  const words = getPapersWords(paper.language)
  return renderDocument(
    <html lang={paper.language}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policies[pictures]} />
        <title>{paper.title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <style dangerouslySetInnerHTML={{ __html: htmlStyle }} />
      </head>
      <body>
        <main>
          <h1 dir="auto">{paper.title}</h1>
          {paper.blocks.map((block) => (
            <Part block={block} pictures={pictures} words={words} />
          ))}
        </main>
      </body>
    </html>,
  )
}

/** The renderer escapes; this is for the day it does not. */
const policies: Record<PicturePlace, string> = {
  inside: "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'",
  beside:
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file:; base-uri 'none'; form-action 'none'",
}

function Part({ block, pictures, words }: { block: Block; pictures: PicturePlace; words: PapersWords }) {
  switch (block.kind) {
    case 'heading': {
      const Tag = block.level === 2 ? 'h2' : 'h3'
      return <Tag dir="auto">{block.words}</Tag>
    }
    case 'paragraph':
      return <Spoken as="p" said={block} />
    case 'date':
      return (
        <p class="soft day">
          <time dateTime={block.day}>{block.words}</time>
        </p>
      )
    case 'list': {
      const Tag = block.isOrdered ? 'ol' : 'ul'
      return (
        <Tag>
          {block.items.map((said) => (
            <Spoken as="li" said={said} />
          ))}
        </Tag>
      )
    }
    case 'definitions':
      return (
        <dl>
          {block.lines.map(({ label, said }) => (
            <div>
              <dt>{label}</dt>
              <Spoken as="dd" said={said} />
            </div>
          ))}
        </dl>
      )
    case 'rule':
      return <hr />
    case 'attachment':
      return (
        <p>
          <a href={hrefOf(block.name)}>{block.words}</a>
          <br />
          <span class="soft">{words.attached(block.name)}</span>
        </p>
      )
    case 'picture':
      return (
        <figure>
          <img
            src={pictures === 'inside' ? dataOf(block.type, block.bytes) : hrefOf(block.name)}
            alt={block.alt}
          />
          {block.caption !== undefined && <Spoken as="figcaption" said={block.caption} />}
        </figure>
      )
  }
}

function Spoken({ as: Tag, said }: { as: 'p' | 'li' | 'dd' | 'figcaption'; said: Said }) {
  return (
    <Tag class={said.whose === 'own' ? 'own' : undefined} lang={said.language} dir="auto">
      {linesOf(said)}
    </Tag>
  )
}

/** Own words keep their line ends by the style sheet; ours as line breaks. */
function linesOf({ whose, words }: Said): ComponentChildren {
  if (whose === 'own') return withNumbers(words)
  return words.split('\n').map((line, at) => [at > 0 && <br />, ...withNumbers(line)])
}

/** A number in the words is one to ring, where the file is read on a phone. */
function withNumbers(words: string): ComponentChildren[] {
  return splitNumbers(words).map(({ text, isNumber }) => (isNumber ? <Telephone number={text} /> : text))
}

/** A name in the bundle as an address that cannot lead out of it. */
function hrefOf(name: string): string {
  const steps = name.split('/').filter((step) => step !== '' && step !== '..')
  return `./${steps.map(encodeURIComponent).join('/')}`
}

function dataOf(type: string, bytes: Uint8Array): string {
  return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
}
