import { lstat, readdir, readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { projectFolder } from '../project-folder.ts'

/**
 * What of the project's folder is the program: nothing else that an operator keeps there is given away, whatever it is
 * called, and no file of another kind.
 */
const folders = ['bench', 'bin', 'demo', 'deploy', 'docs', 'migrations', 'models', 'src', 'test', 'training']
const files = [
  'ACCESSIBILITY.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'README.md',
  'SECURITY.md',
  'package-lock.json',
  'package.json',
  'tsconfig.build.json',
  'tsconfig.json',
  'vitest.config.ts',
]
const kinds =
  /^\.(?:bin|broken|conf|css|csv|docx|eml|js|json|jsonl|mbox|md|mjs|ods|odt|pdf|png|service|sql|srt|svg|ts|tsx|txt|vtt|xlsx|zip)$/
const withoutKind = new Set(['LICENSE', 'Caddyfile', 'ownterms'])
const largest = 10_000_000

/** The program this process runs, changed or not, as a gzipped tar. `leaveOut`: folders that hold data, wherever they lie. */
export async function packProgram(leaveOut: readonly string[], root = projectFolder): Promise<Buffer> {
  const pieces: Buffer[] = []
  for (const name of [...files, ...folders]) await addTo(pieces, root, name, leaveOut)
  pieces.push(Buffer.alloc(1024))
  return promisify(gzip)(Buffer.concat(pieces))
}

async function addTo(
  pieces: Buffer[],
  root: string,
  name: string,
  leaveOut: readonly string[],
): Promise<void> {
  const path = join(root, name)
  if (leaveOut.some((folder) => path === folder || path.startsWith(`${folder}${sep}`))) return
  // A link is not followed: it may lead anywhere.
  const found = await lstat(path).catch(() => null)
  if (found?.isDirectory()) {
    for (const inner of (await readdir(path)).sort()) {
      if (!inner.startsWith('.')) await addTo(pieces, root, `${name}/${inner}`, leaveOut)
    }
  } else if (found?.isFile() && found.size <= largest && isOfProgram(name)) {
    const bytes = await readFile(path)
    pieces.push(headOf(`ownterms/${name}`, bytes.length), bytes, Buffer.alloc(-bytes.length & 511))
  }
}

function isOfProgram(name: string): boolean {
  const last = name.split('/').at(-1)!
  return kinds.test(extname(last)) || withoutKind.has(last)
}

/** A header of the ustar format. Names are of plain letters, and shorter than the 255 it can hold. */
function headOf(name: string, size: number): Buffer {
  const head = Buffer.alloc(512)
  const cut = name.length > 100 ? name.indexOf('/', name.length - 101) : -1
  head.write(name.slice(cut + 1), 0, 100, 'utf8')
  if (cut > 0) head.write(name.slice(0, cut), 345, 155, 'utf8')
  head.write('0000644\0', 100)
  head.write('0000000\0', 108)
  head.write('0000000\0', 116)
  head.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  head.write('00000000000\0', 136)
  head.write('        0', 148)
  head.write('ustar\u000000', 257)
  let sum = 0
  for (const byte of head) sum += byte
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return head
}
