import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * The tests by what they need. `npm test` (test/run.mjs) runs them all; `npx vitest run PATH` runs some.
 * Projects with a database share one embedded PostgreSQL, or use the one `OWNTERMS_TEST_DATABASE` names.
 */
export default defineConfig({
  test: {
    sequence: { sequencer: longestFirst() },
    projects: [
      room('architecture', 'test/architecture/**/*.test.ts', { testTimeout: 60_000 }),
      room('rooms', '{src,bin,training}/**/*.test.{ts,tsx}', withServer()),
      room('promises', 'test/promises/**/*.test.ts', withServer()),
      room('contract', 'test/contract/**/*.test.ts', withServer()),
      room('imap', 'test/imap/**/*.test.ts', withServer()),
      room('soak', 'test/soak/**/*.test.ts', { testTimeout: 60_000 }),
      room('journeys', 'test/journeys/**/*.test.ts', {
        testTimeout: 180_000,
        hookTimeout: 180_000,
      }),
    ],
  },
})

type Settings = NonNullable<TestProjectInlineConfiguration['test']>

function room(name: string, include: string, settings: Settings): TestProjectInlineConfiguration {
  return { test: { name, include: [include], ...settings } }
}

function withServer(): Settings {
  return { globalSetup: ['test/one-server.ts'], testTimeout: 60_000, hookTimeout: 120_000 }
}

/** Files that take minutes begin first: last, they would run while every other worker has nothing left to do. */
function longestFirst(): typeof BaseSequencer {
  const longest = [
    'test/soak/crash',
    'test/promises/14-',
    'src/platform/db/embedded',
    'src/listening/demo/demo',
    'test/promises/03-',
    'test/journeys/every-page',
    'test/journeys/own-space',
    'test/journeys/foreign-ids',
  ]
  const rank = ({ moduleId }: TestSpecification): number => {
    const at = longest.findIndex((name) => moduleId.includes(name))
    return at < 0 ? longest.length : at
  }
  return class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b))
    }
  }
}
