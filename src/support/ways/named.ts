import { wordAt } from '../../access/phrases/phrases.ts'
import type { Ctx, Database } from '../../platform/db/database.ts'
import { newBlindId } from '../../platform/ids.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import { listInvitations } from '../invitations/invitations.ts'
import type { Person } from '../spaces/sessions.ts'
import { makeSending } from '../spaces/spaces.ts'
import { findNamedOf, putNamed, putOrganisation, replaceNamed, selectWayBack } from './recovery.queries.ts'

/** How many words each of the two gets. */
export const namedLength = 3

/** Two people, as their person calls them. */
export type Pair = readonly [string, string]

/** Where two who work there may help: one the person let somebody in from. */
export type Helping = { id: string; name: string }

/** What the page of those who can help shows. */
export type WayBack = {
  named: Pair | null
  /** Their words still work: they were not used. */
  isGood: boolean
  organisationId: string | null
  helping: Helping[]
  /** Names what there is now: an older form changes nothing. */
  sending: string
}

export async function readWayBack(
  db: Database,
  person: Person,
  within: <T>(fn: (ctx: Ctx) => Promise<T>) => Promise<T>,
): Promise<WayBack> {
  const known = await db.outside((tx) => findNamedOf(tx, person.spaceId))
  return within(async (ctx) => {
    const { organisationId } = await selectWayBack(ctx)
    return {
      named: await openNamed(ctx),
      isGood: known !== null,
      organisationId,
      helping: await listHelping(ctx),
      sending: `${known?.id ?? 'none'}.${makeSending()}`,
    }
  })
}

/** Whom the person named; null when nobody. */
export async function openNamed(ctx: Ctx): Promise<Pair | null> {
  const { namedSealed } = await selectWayBack(ctx)
  if (!namedSealed) return null
  return JSON.parse(ctx.vault.openTeam('way_back.named', ctx.tenantId, namedSealed)) as Pair
}

/** Names two people and gives each their words; null when the form is older than what there is. */
export async function namePair(
  db: Database,
  person: Person,
  within: <T>(fn: (ctx: Ctx) => Promise<T>) => Promise<T>,
  input: { named: Pair; sending: string },
): Promise<readonly [string[], string[]] | null> {
  const pair = await wordsOfSending(db.vault, [person.spaceId, input.sending, ...input.named].join('\n'))
  const pairIndex = await indexPair(db.vault, pair)
  const known = await db.outside((tx) => findNamedOf(tx, person.spaceId))
  if (known?.pairIndex.equals(pairIndex)) return pair
  if (input.sending.split('.')[0] !== (known?.id ?? 'none')) return null
  await within(async (ctx) => {
    await putNamed(ctx, ctx.vault.sealTeam('way_back.named', ctx.tenantId, JSON.stringify(input.named)))
    await replaceNamed(ctx, newBlindId(), pairIndex)
  })
  return pair
}

export async function forgetPair(ctx: Ctx): Promise<void> {
  await putNamed(ctx, null)
  await replaceNamed(ctx, newBlindId(), null)
}

/** Allows two who work in an organisation to help, or nobody (null). Only one the person let somebody in from. */
export async function allowHelp(ctx: Ctx, organisationId: string | null): Promise<void> {
  const helping = await listHelping(ctx)
  const isOne = helping.some(({ id }) => id === organisationId)
  await putOrganisation(ctx, isOne ? organisationId : null)
}

/** The order in which two people's words are typed does not matter. */
export function indexPair(vault: Vault, pair: readonly (readonly string[])[]): Promise<Buffer> {
  const both = pair.map((one) => one.join(' ')).toSorted()
  return vault.lastingFingerprint('space-named', both.join('\n'))
}

async function listHelping(ctx: Ctx): Promise<Helping[]> {
  const open = (await listInvitations(ctx)).filter(({ state }) => state === 'open')
  const names = new Map(open.map((one) => [one.organisationId!, one.coach!.organisation]))
  return [...names].map(([id, name]) => ({ id, name }))
}

async function wordsOfSending(vault: Vault, sent: string): Promise<[string[], string[]]> {
  const bits = await vault.lastingFingerprint('space-named-words', sent)
  // Six words of 32 bits each.
  const words = Array.from({ length: 2 * namedLength }, (_, place) => wordAt(bits.readUIntBE(place * 4, 4)))
  return [words.slice(0, namedLength), words.slice(namedLength)]
}
