import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { isSameName, tidyName } from './names.ts'
import {
  countOnWords,
  deleteTheme,
  holdThemes,
  insertTheme,
  isThemeEmpty,
  moveCodings,
  selectThemes,
  updateName,
  type ThemeCounts,
  type ThemeRow,
} from './themes.queries.ts'
import { themesWords } from './themes.words.ts'

export type Theme = { id: string; exerciseId: string; name: string }
export type CountedTheme = Theme & ThemeCounts

/** What a listener may do to a theme; `join` puts all of it under another. */
export type ThemeChange =
  { kind: 'rename'; name: string } | { kind: 'join'; intoId: string } | { kind: 'remove' }

/** `isNameTaken`: another theme has the name already. `shownId` is the theme to show afterwards, null when it went. */
export type ThemeOutcome =
  | { ok: true; done: 'renamed' | 'joined' | 'removed'; shownId: string | null; exerciseId: string }
  | { ok: false; isNameTaken: true }

const words = themesWords['en-GB'].failures

/** The themes of an exercise, by name. */
export async function listThemes(ctx: Ctx, exerciseId: string): Promise<Theme[]> {
  const rows = await selectThemes(ctx, { exerciseId })
  return rows.map((row) => openTheme(ctx, row)).sort((a, b) => a.name.localeCompare(b.name, 'en-GB'))
}

/** The themes of an exercise, by name, each with how often it stands on words. */
export async function countThemes(ctx: Ctx, exerciseId: string): Promise<CountedTheme[]> {
  return count(ctx, await listThemes(ctx, exerciseId))
}

/** One theme. Throws not-found. */
export async function getTheme(ctx: Ctx, id: string): Promise<CountedTheme> {
  const [row] = await selectThemes(ctx, { id })
  if (!row) throw new Failure('not-found', '')
  return (await count(ctx, [openTheme(ctx, row)]))[0]!
}

/**
 * The theme of this name in an exercise, whatever its capitals and spaces, made when there is none. Holds the themes
 * of the exercise until the transaction ends.
 */
export async function findOrMakeTheme(ctx: Ctx, exerciseId: string, name: string): Promise<Theme> {
  await holdThemes(ctx, exerciseId)
  const known = await findByName(ctx, exerciseId, name)
  if (known) return known
  const theme = { id: newId(), exerciseId, name: tidyName(name) }
  await insertTheme(ctx, {
    id: theme.id,
    exerciseId,
    nameSealed: ctx.vault.sealTeam('theme.name', theme.id, theme.name),
  })
  await recordAct(ctx, 'theme.made', 'theme', theme.id)
  return theme
}

/**
 * The themes with these ids, of one exercise, kept from going until the transaction ends. Throws not-found when one
 * is missing.
 */
export async function holdThemesOf(ctx: Ctx, exerciseId: string, ids: readonly string[]): Promise<Theme[]> {
  await holdThemes(ctx, exerciseId)
  const themes = (await listThemes(ctx, exerciseId)).filter((theme) => ids.includes(theme.id))
  if (themes.length !== new Set(ids).size) throw new Failure('not-found', '')
  return themes
}

/** Renames a theme, puts it under another, or removes an empty one. Throws not-found, invalid-state. */
export async function changeTheme(ctx: Ctx, id: string, change: ThemeChange): Promise<ThemeOutcome> {
  const { exerciseId } = await getTheme(ctx, id)
  await holdThemes(ctx, exerciseId)
  const theme = await getTheme(ctx, id)
  switch (change.kind) {
    case 'rename':
      return rename(ctx, theme, tidyName(change.name))
    case 'join':
      return join(ctx, theme, change.intoId)
    case 'remove':
      return remove(ctx, theme)
  }
}

async function rename(ctx: Ctx, theme: Theme, name: string): Promise<ThemeOutcome> {
  const known = await findByName(ctx, theme.exerciseId, name)
  if (known && known.id !== theme.id) return { ok: false, isNameTaken: true }
  await updateName(ctx, theme.id, ctx.vault.sealTeam('theme.name', theme.id, name))
  await recordAct(ctx, 'theme.renamed', 'theme', theme.id)
  return { ok: true, done: 'renamed', shownId: theme.id, exerciseId: theme.exerciseId }
}

async function join(ctx: Ctx, theme: Theme, intoId: string): Promise<ThemeOutcome> {
  const into = await getTheme(ctx, intoId)
  if (into.id === theme.id) throw new Failure('invalid-state', words.sameTheme)
  if (into.exerciseId !== theme.exerciseId) throw new Failure('invalid-state', words.otherExercise)
  await moveCodings(ctx, theme.id, into.id)
  await deleteTheme(ctx, theme.id)
  await recordAct(ctx, 'theme.joined', 'theme', into.id)
  return { ok: true, done: 'joined', shownId: into.id, exerciseId: theme.exerciseId }
}

async function remove(ctx: Ctx, theme: Theme): Promise<ThemeOutcome> {
  if (!(await isThemeEmpty(ctx, theme.id))) throw new Failure('invalid-state', words.notEmpty)
  await deleteTheme(ctx, theme.id)
  await recordAct(ctx, 'theme.removed', 'theme', theme.id)
  return { ok: true, done: 'removed', shownId: null, exerciseId: theme.exerciseId }
}

async function findByName(ctx: Ctx, exerciseId: string, name: string): Promise<Theme | null> {
  return (await listThemes(ctx, exerciseId)).find((theme) => isSameName(theme.name, name)) ?? null
}

function openTheme(ctx: Ctx, row: ThemeRow): Theme {
  return {
    id: row.id,
    exerciseId: row.exerciseId,
    name: ctx.vault.openTeam('theme.name', row.id, row.nameSealed),
  }
}

async function count(ctx: Ctx, themes: readonly Theme[]): Promise<CountedTheme[]> {
  const counts = await countOnWords(
    ctx,
    themes.map((theme) => theme.id),
  )
  return themes.map((theme) => ({
    ...theme,
    ...(counts.get(theme.id) ?? { stretches: 0, voices: 0, waiting: 0 }),
  }))
}
