import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'

/**
 * The tests by what they need. `npm test` (test/run.mjs) runs them all; `npx vitest run PATH` runs some.
 * Projects with a database share one embedded PostgreSQL, or use the one `OWNTERMS_TEST_DATABASE` names.
 */
export default defineConfig({
  test: {
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
        fileParallelism: false,
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
