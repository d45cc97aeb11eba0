import busboy from 'busboy'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Failure } from '../errors.ts'
import type { Store } from '../files/store.ts'
import { newBlindId } from '../ids.ts'
import { Fields } from './fields.ts'

export type UploadRules = {
  /** The largest file, in bytes. */
  most: number
  /** How many files at most. */
  files?: number
}

/** A file that arrived: it lies sealed in the store under `id`, readable with `key`. `name` is as sent, no path. */
export type ReceivedFile = { id: string; key: Buffer; field: string; name: string; size: number }

export type Received = {
  fields: Fields
  files: ReceivedFile[]
  /** Names of files that were larger than allowed; nothing of them was kept. */
  tooLarge: string[]
}

/** Takes a multipart form apart while it streams; memory stays small whatever the size of a file. */
export async function receiveUpload(request: Request, store: Store, rules: UploadRules): Promise<Received> {
  const type = request.headers.get('content-type') ?? ''
  if (!type.startsWith('multipart/form-data') || !request.body) {
    throw new Failure(
      'invalid-state',
      'No file came with the form. Go back, choose the file and send it again.',
    )
  }
  const values: [string, string][] = []
  const files: ReceivedFile[] = []
  const tooLarge: string[] = []
  const kept: Promise<void>[] = []
  const parser = makeParser(type, rules)
  parser.on('field', (name, value) => values.push([name, value]))
  parser.on('file', (field, stream, info) => {
    const name = (info.filename ?? '').split(/[/\\]/).pop() ?? ''
    const id = newBlindId()
    let size = 0
    const measured = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        size += chunk.length
        // Past the limit the rest is read and thrown away, so that the answer can still be sent.
        done(null, size > rules.most ? undefined : chunk)
      },
    })
    // A body that stops halfway breaks the file's stream; unheard, that would end the whole server.
    stream.on('error', (error) => measured.destroy(error))
    measured.on('error', () => undefined)
    const keeping = store.keep(id, stream.pipe(measured)).then(
      async (file) => {
        if (size > rules.most) tooLarge.push(name)
        if (size > rules.most || (size === 0 && !name)) await store.remove(id)
        else files.push({ id, key: file.key, field, name, size })
      },
      async (error: unknown) => {
        await store.remove(id)
        throw error
      },
    )
    // A full disk: nobody would read on, and the sender would wait for ever.
    keeping.catch((error: Error) => parser.destroy(error))
    kept.push(keeping)
  })
  try {
    // `pipeline` also breaks the parser, and with it a file half arrived, when the sender goes away.
    await pipeline(Readable.fromWeb(request.body as import('node:stream/web').ReadableStream), parser)
    await Promise.all(kept)
  } catch {
    await Promise.allSettled(kept)
    for (const file of files) await store.remove(file.id)
    throw new Failure('invalid-state', 'The file did not arrive whole. Please send it again.')
  }
  return { fields: new Fields(values), files, tooLarge }
}

function makeParser(type: string, rules: UploadRules): busboy.Busboy {
  try {
    return busboy({
      headers: { 'content-type': type },
      defParamCharset: 'utf8',
      limits: { files: rules.files ?? 20, fields: 200, fieldSize: 1_000_000, parts: 260 },
    })
  } catch {
    // A form without its boundary, say.
    throw new Failure(
      'invalid-state',
      'This form came in a shape we do not understand. Go back and send it again.',
    )
  }
}
