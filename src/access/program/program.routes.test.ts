import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../../bin/parts.ts'
import { useTestHouse } from '../../../test/test-house.ts'
import { openApp, Visitor } from '../../../test/visitor.ts'
import { readConfig, SettingWrong } from '../../platform/config/config.ts'
import { layoutWords } from '../../ui/layout.words.ts'
import { accessPaths } from '../paths.ts'
import { packProgram } from '../../platform/files/program-archive.ts'

const house = useTestHouse()
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ownterms-program-'))
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What Debian's own tar finds in it. */
function list(archive: Buffer): string[] {
  const run = spawnSync('tar', ['-tzf', '-'], { input: archive, maxBuffer: 1e8 })
  expect(run.stderr.toString()).toBe('')
  return run.stdout.toString().trim().split('\n')
}

test('every page leads to the program, and what is given is what runs here', async () => {
  const app = openApp(house, routes)
  const visitor = new Visitor(app)
  for (const path of [accessPaths.home, accessPaths.signIn, accessPaths.program]) {
    const { text } = await visitor.get(path)
    expect(text).toContain(`<a href="/program">${layoutWords['en-GB'].program}</a>`)
    // A link is all there is: nothing is asked of another host.
    expect(text.match(/\s(?:src|srcset|action)="https?:/g)).toBeNull()
  }
  const page = await visitor.get(accessPaths.program)
  expect(page.text).toContain(`href="${accessPaths.programFile}"`)
  const response = await app.request(`http://localhost:3000${accessPaths.programFile}`)
  const names = list(Buffer.from(await response.arrayBuffer()))
  for (const name of [
    'package.json',
    'LICENSE',
    'src/platform/files/program-archive.ts',
    'bin/ownterms',
    'deploy/Caddyfile',
  ]) {
    expect(names).toContain(`ownterms/${name}`)
  }
  expect(names.filter((name) => /node_modules|dist|\/\./.test(name))).toEqual([])
})

test('nothing else that lies in the folder is given away', async () => {
  const long = `test/${'a-long-name/'.repeat(9)}${'b'.repeat(40)}.ts`
  const made = {
    'package.json': '{}',
    'src/own.ts': 'changed',
    [long]: 'deep',
    'src/.env': 'SECRET',
    'src/secret.key': 'SECRET',
    '.env': 'SECRET',
    'notes.txt': 'SECRET',
    'data/uploads/one.txt': 'SECRET',
    'demo/data/postgresql/one.txt': 'SECRET',
    'node_modules/x/index.js': 'SECRET',
  }
  for (const [name, text] of Object.entries(made)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  await symlink('/etc/passwd', join(folder, 'src/link.txt'))
  const archive = await packProgram([join(folder, 'demo/data')], folder)
  expect(list(archive)).toEqual(['package.json', 'src/own.ts', long].map((name) => `ownterms/${name}`))
  const run = spawnSync('tar', ['-xzOf', '-', `ownterms/${long}`, 'ownterms/src/own.ts'], { input: archive })
  expect(run.stdout.toString().split('').toSorted().join('')).toBe(
    'changeddeep'.split('').toSorted().join(''),
  )
})

test('an operator who keeps it elsewhere names that address, and it is only a link', async () => {
  const source = 'https://code.example.org/ours'
  expect(readConfig({ OWNTERMS_SOURCE: source }).source).toBe(source)
  expect(readConfig({}).source).toBeNull()
  expect(() => readConfig({ OWNTERMS_SOURCE: 'javascript:alert(1)' })).toThrow(SettingWrong)
  const config = { ...house.services.config, source }
  const app = openApp({ ...house, services: { ...house.services, config } }, routes)
  const { text } = await new Visitor(app).get(accessPaths.program)
  expect(text).toContain(`<a href="${source}" rel="noreferrer">`)
  expect(text).not.toContain(accessPaths.programFile)
})
