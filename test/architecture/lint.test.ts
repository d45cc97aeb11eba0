import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { houseFolder, readBrokenHouse } from './source-tree.ts'

type Said = { path: string; text: string }

const fixtures = readBrokenHouse('lint')
const folder = mkdtempSync(join(tmpdir(), 'ownterms-lint-'))
let said: Said[] = []

/** The fixtures as a house of their own under our own settings. */
beforeAll(() => {
  for (const name of ['.oxlintrc.json', 'tsconfig.json', 'package.json']) {
    cpSync(join(houseFolder, name), join(folder, name))
  }
  symlinkSync(join(houseFolder, 'node_modules'), join(folder, 'node_modules'))
  for (const { path, text } of fixtures) {
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const oxlint = join(houseFolder, 'node_modules/.bin/oxlint')
  const run = spawnSync(
    process.execPath,
    [oxlint, '--type-aware', '--format', 'json', 'bin', 'src', 'test'],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1e8,
    },
  )
  const { diagnostics } = JSON.parse(run.stdout) as {
    diagnostics: { filename: string; code: string; message: string; help?: string }[]
  }
  said = diagnostics.map(({ filename, code, message, help }) => ({
    path: filename,
    text: `${code} ${help ?? ''} ${message}`,
  }))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('every lint rule of ours is broken by a file that must be refused', () => {
  test.each(fixtures.map(({ path, text }) => [path, expectationOf(text)] as const))(
    '%s: %s',
    (path, expected) => {
      const here = said.filter((one) => one.path === path).map((one) => one.text)
      if (expected === 'nothing') expect(here).toEqual([])
      else expect(here).toContainEqual(expect.stringContaining(expected))
    },
  )

  test('every sentence and every rule named in .oxlintrc.json is among them', () => {
    const config = readFileSync(join(houseFolder, '.oxlintrc.json'), 'utf8')
    const sentences = [...config.matchAll(/"message": "([^"]+)"/g)].map(([, sentence]) => sentence!)
    const rules = [...config.matchAll(/^ {4}"([\w-]+)\/([\w-]+)": (?:"error"|\[)/gm)].map(
      ([, plugin, rule]) => `${plugin}(${rule})`,
    )
    expect(sentences.length).toBeGreaterThan(20)
    expect(rules.length).toBeGreaterThan(10)
    const all = said.map((one) => one.text).join('\n')
    const unproved = [...new Set([...sentences, ...rules])].filter((part) => !all.includes(part))
    expect(unproved.filter((part) => part !== 'vitest(valid-expect)')).toEqual([])
  })
})

function expectationOf(text: string): string {
  return /^\/\/ expects (.+)\n/.exec(text)![1]!
}
