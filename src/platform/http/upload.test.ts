import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Failure } from '../errors.ts'
import { Store } from '../files/store.ts'
import { receiveUpload } from './upload.ts'

let folder: string
let store: Store

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'upload-'))
  store = new Store(folder)
})

afterEach(async () => rm(folder, { recursive: true, force: true }))

const head = '--line\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
const end = '\r\n--line--\r\n'

function requestOf(body: BodyInit | ReadableStream, type = 'multipart/form-data; boundary=line'): Request {
  const init = { method: 'POST', headers: { 'content-type': type }, body, duplex: 'half' }
  return new Request('http://localhost/', init as RequestInit)
}

async function refusalOf(request: Request): Promise<Failure> {
  const outcome = await receiveUpload(request, store, { most: 1000 }).catch((error: unknown) => error)
  expect(outcome).toBeInstanceOf(Failure)
  return outcome as Failure
}

describe('an upload', () => {
  test('arrives whole, under its bare name', async () => {
    const received = await receiveUpload(
      requestOf(`${head.replace('a.txt', '../../a.txt')}some words${end}`),
      store,
      {
        most: 1000,
      },
    )
    const [file] = received.files
    expect([file!.name, file!.size]).toEqual(['a.txt', 10])
    expect(await text(store.read(file!.id, file!.key))).toBe('some words')
  })

  test.each([
    ['stops inside its file', `${head}some wor`],
    ['stops inside the lines before its file', head.slice(0, 60)],
    ['is empty', ''],
  ])('that %s is asked for again, and nothing of it stays', async (_, body) => {
    expect((await refusalOf(requestOf(body))).message).toMatch(/whole/)
    // A file's stream breaks a moment after the answer; unheard, it would end the process.
    await new Promise((done) => setTimeout(done, 50))
    expect(await readdir(store.folder).catch(() => [])).toEqual([])
  })

  test('whose sender goes away halfway is let go, and nothing of it stays', async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from(`${head}some wor`))
        setTimeout(() => controller.error(new Error('gone')), 20)
      },
    })
    expect((await refusalOf(requestOf(body))).message).toMatch(/whole/)
    expect(await readdir(store.folder)).toEqual([])
  })

  test('that cannot be kept is refused while it still arrives', async () => {
    // A file where the folder should be, as a full or missing disk would have it.
    await writeFile(store.folder, '')
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from(`${head}some words`))
      },
    })
    expect((await refusalOf(requestOf(body))).message).toMatch(/whole/)
  })

  test('without a boundary is refused', async () => {
    const refusal = await refusalOf(requestOf(`${head}some words${end}`, 'multipart/form-data'))
    expect(refusal.kind).toBe('invalid-state')
  })

  test('larger than allowed is named and not kept', async () => {
    const received = await receiveUpload(requestOf(`${head}${'x'.repeat(1001)}${end}`), store, { most: 1000 })
    expect([received.tooLarge, received.files]).toEqual([['a.txt'], []])
    expect(await readdir(store.folder)).toEqual([])
  })
})
