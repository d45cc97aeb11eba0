import { describe, expect, test } from 'vitest'
import { columns, type Column } from '../../src/platform/db/columns.ts'
import {
  findCircles,
  findDoingThatShows,
  findForeignQueries,
  findImportedRoutes,
  findStrangeLibraries,
  findUpwardImports,
} from './direction.ts'
import { listImports } from './imports.ts'
import {
  findKeysWithoutTenant,
  findPlainText,
  findReferencesWithoutTenant,
  findUnguarded,
  findUnsealedWords,
  readTables,
} from './migrations.ts'
import { findLongFiles, findPlacesForAnything, findUnknownSuffixes } from './names.ts'
import { findDecidingRoutes, findHeavyRoutes } from './routes.ts'
import { readBrokenHouse, readHouse, type Complaint, type SourceFile } from './source-tree.ts'
import { findFilesWithoutEnglish, findHardWords, findNeverNames, findNeverWords } from './words.ts'

type Rule = {
  name: string
  find: (files: readonly SourceFile[]) => Complaint[]
  /** The folder of fixtures that breaks it, and where it must complain there: parts of "path:line sentence". */
  fixture: string
  broken: string[]
}

const listening = 'src/listening/themes/themes'

/** Columns that may be plain text: the register says they hold no words of a person and no label. */
const mayBePlain = Object.entries<Record<string, Column>>(columns).flatMap(([table, held]) =>
  Object.entries(held)
    .filter(([, { holds, retention }]) => !['words', 'label'].includes(holds) || retention === 'derived')
    .map(([column]) => `${table}.${column}`),
)

const rules: Rule[] = [
  {
    name: 'direction: bin → parts → access, audit → platform → text; nothing looks upwards',
    find: (files) => findUpwardImports(listImports(files)),
    fixture: 'upward-imports',
    broken: [
      'src/access/staff/staff.ts:1',
      'src/audit/audit.queries.ts:2',
      'src/platform/jobs/worker.ts:1',
      'src/support/goals/goals.ts:1',
      'src/text/edits/reading.ts:1',
      'src/ui/field.tsx:1',
    ],
  },
  {
    name: 'no circle of rooms',
    find: (files) => findCircles(listImports(files)),
    fixture: 'circles',
    broken: ['src/listening/codings/codings.ts:1', 'src/listening/quotes/quotes.ts:1', `${listening}.ts:1`],
  },
  {
    name: 'a domain file does not call what shows it',
    find: (files) => findDoingThatShows(listImports(files)),
    fixture: 'doing-that-shows',
    broken: [`${listening}.ts:1`],
  },
  {
    name: "a room's queries are its own",
    find: (files) => findForeignQueries(listImports(files)),
    fixture: 'foreign-queries',
    broken: [`${listening}.ts:1`],
  },
  {
    name: 'only bin takes routes',
    find: (files) => findImportedRoutes(listImports(files)),
    fixture: 'imported-routes',
    broken: [`${listening}.routes.tsx:1`],
  },
  {
    name: 'a library with power has one keeper',
    find: (files) => findStrangeLibraries(listImports(files)),
    fixture: 'strange-libraries',
    broken: [
      'src/access/staff/staff.ts:1',
      'src/text/edits/reading.ts:1',
      `${listening}.ts:1`,
      `${listening}.ts:2`,
      `${listening}.ts:3`,
      `${listening}.ts:4`,
    ],
  },
  {
    name: 'no place for anything',
    find: findPlacesForAnything,
    fixture: 'places-for-anything',
    broken: ['src/access/helpers.ts', 'src/listening/themes/index.ts', 'src/listening/utils/dates.ts'],
  },
  {
    name: 'a noun, then one of the suffixes',
    find: findUnknownSuffixes,
    fixture: 'unknown-suffixes',
    broken: [
      'src/listening/themes/ThemeNames.ts',
      'src/listening/themes/deep/themes.ts',
      'src/listening/themes/theme-list.tsx',
      `${listening}.service.ts`,
    ],
  },
  {
    name: 'no file of more than 400 lines',
    find: findLongFiles,
    fixture: 'long-files',
    broken: [`${listening}.ts 401 lines`],
  },
  {
    name: 'a route is a short checklist',
    find: findHeavyRoutes,
    fixture: 'heavy-routes',
    broken: [`${listening}.routes.tsx:3`],
  },
  {
    name: 'a route decides nothing about the work',
    find: findDecidingRoutes,
    fixture: 'deciding-routes',
    broken: [6, 7, 8, 13].map((line) => `${listening}.routes.tsx:${line}`),
  },
  {
    name: "every tenant's table is behind the door",
    find: (files) => findUnguarded(readTables(files)),
    fixture: 'migrations',
    broken: ['migrations/0001_broken.sql table open_door'],
  },
  {
    name: "every tenant's primary key begins with tenant_id",
    find: (files) => findKeysWithoutTenant(readTables(files)),
    fixture: 'migrations',
    broken: ['migrations/0001_broken.sql table any_tenant'],
  },
  {
    name: "every reference between tenants' tables includes tenant_id",
    find: (files) => findReferencesWithoutTenant(readTables(files)),
    fixture: 'migrations',
    broken: [
      'migrations/0001_broken.sql table across: (good_id) → good',
      'migrations/0001_broken.sql table across: (good_id) → good',
    ],
  },
  {
    name: 'ciphertext is bytes named _sealed, and the other way round',
    find: (files) => findUnsealedWords(readTables(files)),
    fixture: 'migrations',
    broken: [
      'migrations/0001_broken.sql table spoken: memo_sealed text',
      'migrations/0001_broken.sql table spoken: raw bytea',
    ],
  },
  {
    name: 'plain text is only what the register allows',
    find: (files) => findPlainText(readTables(files), mayBePlain),
    fixture: 'migrations',
    broken: [
      'migrations/0001_broken.sql table good: remark',
      'migrations/0001_broken.sql table spoken: memo_sealed',
      'migrations/0001_broken.sql table spoken: note',
    ],
  },
  {
    name: 'no word of the never-list, no promise nobody can keep',
    find: findNeverWords,
    fixture: 'never-words',
    broken: [4, 6, 7, 8, 9, 10].map((line) => `${listening}.words.ts:${line}`),
  },
  {
    name: 'every words file speaks English (en-GB)',
    find: findFilesWithoutEnglish,
    fixture: 'without-english',
    broken: [`${listening}.words.ts`],
  },
  {
    name: 'what is said to contributors can be read at nine',
    find: findHardWords,
    fixture: 'hard-words',
    broken: ['src/listening/web/web.words.ts a reading age of'],
  },
]

const house = readHouse()

describe.each(rules)('$name', ({ find, fixture, broken }) => {
  test('is kept', () => {
    expect(find(house).map(say)).toEqual([])
  })

  test('is noticed when broken', () => {
    const found = find(readBrokenHouse(fixture)).map(say).sort()
    expect(found).toEqual([...broken].sort().map((part) => expect.stringContaining(part) as unknown))
  })
})

describe('the names of things are in the words of the house', () => {
  test('tables, columns, folders and files', () => {
    const columnsHeld = Object.entries(columns).flatMap(([table, held]) => [table, ...Object.keys(held)])
    const paths = house.map(({ path }) => path).filter((path) => /^(?:src|bin|migrations)\//.test(path))
    const names = [
      ...columnsHeld.map((name) => ({ path: 'src/platform/db/columns.ts', name })),
      ...paths.flatMap((path) =>
        path.split(/[/.]/).map((name) => ({ path, name: name.replaceAll('-', '_') })),
      ),
    ]
    expect(findNeverNames(names).map(say)).toEqual([])
  })

  test('are noticed when they are not', () => {
    const names = ['risk_level', 'case_note', 'service_user', 'score', 'goal'].map((name) => ({
      path: 'a',
      name,
    }))
    expect(findNeverNames(names).map(say)).toHaveLength(4)
  })
})

describe('the house is read at all', () => {
  test('imports, tables, routes and words are found', () => {
    const imports = listImports(house)
    expect(imports.filter((one) => one.isOurs).length).toBeGreaterThan(600)
    const paths = new Set(house.map(({ path }) => path))
    expect(imports.filter((one) => one.isOurs && /\.tsx?$/.test(one.to) && !paths.has(one.to))).toEqual([])
    expect(readTables(house).length).toBeGreaterThan(30)
    expect(house.filter(({ path }) => path.endsWith('.words.ts')).length).toBeGreaterThan(10)
  })
})

function say({ path, line, sentence }: Complaint): string {
  return `${path}${line === undefined ? '' : `:${line}`} ${sentence}`
}
