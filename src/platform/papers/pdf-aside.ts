import { Worker } from 'node:worker_threads'
import type { Paper } from './paper.ts'

/** What the thread is given: the paper, and the name of the readable file beside it. */
export type PdfAsked = { paper: Paper; readable: string }

const threadFile = new URL(
  import.meta.url.endsWith('.ts') ? './pdf-thread.ts' : './pdf-thread.js',
  import.meta.url,
)

/** How many are written at once: each takes a processor for itself. */
const most = 2
let writing = 0
const waiting: (() => void)[] = []

/** The paper as a PDF (`writePdfPaper`), written in a thread of its own, so that no page waits for a long one. */
export async function writePdfAside(paper: Paper, readable: string): Promise<Buffer> {
  if (writing >= most) await new Promise<void>((go) => waiting.push(go))
  else writing += 1
  try {
    return await write({ paper, readable })
  } finally {
    const next = waiting.shift()
    if (next) next()
    else writing -= 1
  }
}

async function write(asked: PdfAsked): Promise<Buffer> {
  const thread = new Worker(threadFile, {
    workerData: asked,
    // Not the process's own options: some are for its main program only.
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  try {
    const bytes = await new Promise<Uint8Array>((resolve, reject) => {
      thread.once('message', resolve)
      thread.once('error', reject)
      thread.once('exit', () => reject(new Error('The thread of a PDF ended before it was written.')))
    })
    return Buffer.from(bytes)
  } finally {
    await thread.terminate()
  }
}
