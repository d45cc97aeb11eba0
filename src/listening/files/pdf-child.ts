/**
 * Reads one PDF in a process of its own: the bytes come in on stdin, the text goes out on stdout, the exit code says
 * how it ended (`pdf-text.ts` knows the codes). A PDF is a program of sorts, and the library that reads it is large:
 * here it holds no key, no setting and no data, may write no file and start no program, and when it wants more memory
 * or time than a paper needs, only this process ends.
 */
import { buffer } from 'node:stream/consumers'
import { Worker } from 'node:worker_threads'
import { getDocumentProxy } from 'unpdf'
import { makePdfText } from '../../text/sources/pdf-lines.ts'
import { pdfEnd } from './pdf-end.ts'

const [mostMegabytes = 400, mostPages = 5000, mostText = 20_000_000] = process.argv.slice(2).map(Number)

// While the library is busy nothing else runs in its thread, so somebody else watches: of all memory, not only the
// part that the engine counts.
const watch = `
  const most = ${mostMegabytes} * 1048576
  setInterval(() => { if (process.memoryUsage.rss() > most) process.kill(process.pid, 'SIGKILL') }, 20)
`
new Worker(watch, { eval: true }).unref()

// What the library lets fall somewhere behind is a broken file as well.
process.on('unhandledRejection', () => process.exit(pdfEnd.broken))
process.on('uncaughtException', () => process.exit(pdfEnd.broken))

process.exitCode = await readPdf()
process.exit()

async function readPdf(): Promise<number> {
  const bytes = new Uint8Array(await buffer(process.stdin))
  try {
    const pdf = await getDocumentProxy(bytes, {
      useSystemFonts: false,
      disableFontFace: true,
      stopAtErrors: false,
      enableXfa: false,
      verbosity: 0,
    })
    if (pdf.numPages > mostPages) return pdfEnd.tooManyPages
    const text = makePdfText()
    let length = 0
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number)
      const [a, b, c, d, e, f] = page.getViewport({ scale: 1 }).transform as number[]
      const { items } = await page.getTextContent()
      text.addPage(
        items.flatMap((item) => {
          if (!('str' in item)) return []
          length += item.str.length
          const [, , , , x = 0, y = 0] = item.transform as number[]
          return {
            text: item.str,
            x: a! * x + c! * y + e!,
            y: b! * x + d! * y + f!,
            width: item.width,
            height: item.height,
          }
        }),
      )
      page.cleanup()
      if (length > mostText) return pdfEnd.tooMuchText
    }
    const found = text.end()
    await new Promise<void>((resolve, reject) => {
      process.stdout.write(found, (error) => (error ? reject(error) : resolve()))
    })
    return pdfEnd.read
  } catch (error) {
    return (error as Error).name === 'PasswordException' ? pdfEnd.locked : pdfEnd.broken
  }
}
