import { randomBytes, scrypt } from 'node:crypto'
import { phraseFrom } from '../../access/phrases/phrases.ts'
import type { Actor, Ctx, Database } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { idFrom, newBlindId } from '../../platform/ids.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import { startSpaceSession, type SpaceToken } from './sessions.ts'
import {
  findEntry,
  findSpace,
  forgetPhrase,
  insertEntry,
  insertSpace,
  replaceEntry,
  updatePhrase,
} from './spaces.queries.ts'

export { findEntryOf } from './spaces.queries.ts'

/** How long the page with the words to come back can be opened again, in minutes. */
export const phraseMinutes = 60

/** The software itself, in a space whose person is not in yet. */
const worker: Actor = { id: 'worker', roles: ['worker'] }

/** What a person is in their own space: the one who may do everything there. */
export function personIn(spaceId: string): Actor {
  return { id: spaceId, roles: ['person'] }
}

/** Names one form, so that sending it twice begins one space. */
export function makeSending(): string {
  return randomBytes(24).toString('base64url')
}

/**
 * Begins a space: its own tenant, with its own key. Nothing is asked but a name. The same form sent again leads to the
 * same space while its words are shown; null after that.
 */
export async function beginSpace(
  db: Database,
  input: { name: string; sending: string; isShared: boolean },
): Promise<SpaceToken | null> {
  const { name } = input
  const plan = await planSpace(db.vault, name, input.sending)
  const { spaceId } = plan
  const isNew = await makeSpace(db, { ...plan, name, showsPhrase: true })
  if (!isNew && !(await isPhraseShown(db, spaceId))) return null
  return db.outside((tx, now) => startSpaceSession(tx, db.vault, { spaceId, isShared: input.isShared }, now))
}

/** A space that is not there yet: its id and words follow from what was sent. */
export type PlannedSpace = { spaceId: string; phrase: readonly string[] }

export async function planSpace(vault: Vault, name: string, sending: string): Promise<PlannedSpace> {
  const sent = `${sending}\n${name}`
  return { spaceId: await spaceOfSending(vault, sent), phrase: await phraseOfSending(vault, sent) }
}

/** Makes a planned space, with its key and the way in. False when it was there already. */
export async function makeSpace(
  db: Database,
  { spaceId, phrase, name, showsPhrase }: PlannedSpace & { name: string; showsPhrase: boolean },
): Promise<boolean> {
  const entryIndex = await indexEntry(db.vault, name, phrase)
  db.vault.makeTenant(spaceId)
  await db.outside((tx) => insertEntry(tx, { id: newBlindId(), entryIndex, spaceId }))
  return db.within(spaceId, worker, async (ctx) =>
    insertSpace(ctx, {
      nameSealed: ctx.vault.sealTeam('space.name', spaceId, name),
      // Its own id means none: whoever sees the rows cannot tell which space has another.
      quietSealed: ctx.vault.sealTeam('space.quiet', spaceId, spaceId),
      phraseSealed: showsPhrase ? ctx.vault.sealTeam('space.phrase', spaceId, phrase.join(' ')) : null,
      phraseMinutes,
    }),
  )
}

/** Lets somebody in with a name and the words that go with it; null when they do not open anything. */
export async function enterSpace(
  db: Database,
  input: { name: string; phrase: readonly string[]; isShared: boolean },
): Promise<SpaceToken | null> {
  const entryIndex = await indexEntry(db.vault, input.name, input.phrase)
  return db.outside(async (tx, now) => {
    const entry = await findEntry(tx, entryIndex)
    if (!entry) return null
    return startSpaceSession(tx, db.vault, { spaceId: entry.spaceId, isShared: input.isShared }, now)
  })
}

/**
 * Gives other words, and another name if one is given: those before lead nowhere from that moment. `was` names the words
 * they take the place of (null: whichever they are); the same again gives the same words. Throws conflict when somebody
 * changed them meanwhile. `also` runs in the same transaction.
 */
export async function renewPhrase(
  db: Database,
  spaceId: string,
  input: { name: string | null; was: string | null; secret: string },
  also: (ctx: Ctx, name: string) => Promise<void> = async () => undefined,
): Promise<void> {
  const name = input.name ?? (await db.within(spaceId, worker, getSpaceName))
  const phrase = await phraseOfSending(db.vault, `${spaceId}\n${input.secret}\n${name}`)
  const entryIndex = await indexEntry(db.vault, name, phrase)
  await db.within(spaceId, personIn(spaceId), async (ctx) => {
    await updatePhrase(ctx, {
      nameSealed: ctx.vault.sealTeam('space.name', spaceId, name),
      phraseSealed: ctx.vault.sealTeam('space.phrase', spaceId, phrase.join(' ')),
      phraseMinutes,
    })
    if (!(await replaceEntry(ctx, { was: input.was, id: newBlindId(), entryIndex })))
      throw new Failure('conflict', '')
    await also(ctx, name)
  })
}

/** The name a person likes. Throws not-found when the space has gone. */
export async function getSpaceName(ctx: Ctx): Promise<string> {
  const row = await findSpace(ctx)
  if (!row) throw new Failure('not-found', '')
  return ctx.vault.openTeam('space.name', ctx.tenantId, row.nameSealed)
}

/** The name and the words to come back, while they can be shown; words are null after that. */
export async function openPhrase(ctx: Ctx): Promise<{ name: string; phrase: string | null }> {
  const row = await findSpace(ctx)
  if (!row) throw new Failure('not-found', '')
  const isShown = row.phraseSealed && row.phraseUntil && row.phraseUntil > ctx.now
  return {
    name: ctx.vault.openTeam('space.name', ctx.tenantId, row.nameSealed),
    phrase: isShown ? ctx.vault.openTeam('space.phrase', ctx.tenantId, row.phraseSealed!) : null,
  }
}

/** The words are written down: they are shown no more. */
export async function keepPhraseUnseen(ctx: Ctx): Promise<void> {
  await forgetPhrase(ctx)
}

/** A name as it is compared: people write theirs with and without capitals, spaces and marks. */
export function normaliseName(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '')
}

/**
 * What a name and its words are found by: scrypt (N = 2^15, r = 8, p = 1: 32 MB and about a tenth of a second) of both,
 * peppered with a key that lies in the keyring only: a stolen table cannot be searched.
 */
async function indexEntry(vault: Vault, name: string, phrase: readonly string[]): Promise<Buffer> {
  const salt = await vault.lastingFingerprint('space-entry-salt', 'space')
  const pepper = await vault.lastingFingerprint('space-entry', `${normaliseName(name)} ${phrase.join(' ')}`)
  return new Promise((resolve, reject) => {
    scrypt(pepper, salt, 32, { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}

async function isPhraseShown(db: Database, spaceId: string): Promise<boolean> {
  return db.within(spaceId, worker, async (ctx) => (await openPhrase(ctx)).phrase !== null)
}

/** Words that follow from the form that was sent, so that its two sendings are given the same. */
async function phraseOfSending(vault: Vault, sending: string): Promise<string[]> {
  const bits = await vault.lastingFingerprint('space-phrase', sending)
  return phraseFrom(bits)
}

/** An id that follows from the form that was sent. */
async function spaceOfSending(vault: Vault, sending: string): Promise<string> {
  return idFrom(await vault.lastingFingerprint('space-sending', sending))
}
