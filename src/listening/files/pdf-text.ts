import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { Failure } from '../../platform/errors.ts'
import { projectFolder } from '../../platform/project-folder.ts'
import { filesWords } from './files.words.ts'
import { pdfEnd } from './pdf-end.ts'

const words = filesWords['en-GB'].failures

/** Largest PDF taken, in bytes. Its library wants all of it in memory. */
const mostBytes = 60_000_000
/** Most memory of the process that reads it, all in all; a paper of 500 pages takes 150. */
const mostMegabytes = 400
const mostPages = 5000
const mostText = 20_000_000
const mostSeconds = 60

/** One at a time: twenty PDFs sent at once wait for each other, and take the memory of one. */
let before: Promise<unknown> = Promise.resolve()

/**
 * The text of a PDF, read by a process of its own that may neither write nor start anything, with bounds of memory
 * (400 MB) and time (60 s). Scripts in it are never run. Throws Failure with a sentence for what has no text or cannot
 * be read.
 */
export async function readPdfText(open: () => Readable, size: number): Promise<string> {
  if (size > mostBytes) throw new Failure('invalid-state', words.pdfTooLarge)
  const mine = before.then(() => runChild(open()))
  before = mine.catch(() => undefined)
  const text = await mine
  if (text.trim() === '') throw new Failure('invalid-state', words.pdfOfPictures)
  return text
}

async function runChild(bytes: Readable): Promise<string> {
  const self = fileURLToPath(import.meta.url)
  const mayRead = [
    join(dirname(self), '..', '..', '*'),
    join(projectFolder, 'package.json'),
    join(projectFolder, 'node_modules', '*'),
    // Where packages lie elsewhere, a link in between.
    join(dirname(createRequire(import.meta.url).resolve('unpdf')), '..', '*'),
  ]
  const child = spawn(
    process.execPath,
    [
      '--permission',
      ...mayRead.map((path) => `--allow-fs-read=${path}`),
      '--allow-worker',
      '--no-warnings',
      `--max-old-space-size=${mostMegabytes}`,
      join(self, '..', `pdf-child${extname(self)}`),
      ...[mostMegabytes, mostPages, mostText].map(String),
    ],
    { stdio: ['pipe', 'pipe', 'ignore'], env: {}, timeout: mostSeconds * 1000, killSignal: 'SIGKILL' },
  )
  const ended = new Promise<{ code: number | null; isLate: boolean }>((resolve, reject) => {
    const start = performance.now()
    child.once('error', reject)
    child.once('close', (code) =>
      resolve({ code, isLate: code === null && performance.now() - start >= mostSeconds * 1000 - 500 }),
    )
  })
  const [text, { code, isLate }] = await Promise.all([
    buffer(child.stdout),
    ended,
    // A child that ended early closes its end; what that means its exit code says.
    pipeline(bytes, child.stdin).catch(() => undefined),
  ])
  switch (code) {
    case pdfEnd.read:
      return text.toString('utf8')
    case pdfEnd.locked:
      throw new Failure('invalid-state', words.pdfLocked)
    case pdfEnd.tooManyPages:
      throw new Failure('invalid-state', words.pdfTooManyPages)
    case pdfEnd.broken:
      throw new Failure('invalid-state', words.pdfBroken)
    case null:
    case pdfEnd.tooMuchText:
      throw new Failure('invalid-state', isLate ? words.pdfTooSlow : words.pdfTooMuch)
    default:
      throw new Error(`The process that reads PDFs ended with ${code}.`)
  }
}
