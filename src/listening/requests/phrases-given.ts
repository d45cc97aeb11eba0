import { recordAct } from '../../audit/audit.queries.ts'
import type { Ctx } from '../../platform/db/database.ts'
import { Failure } from '../../platform/errors.ts'
import { newBlindId } from '../../platform/ids.ts'
import type { TenantVault } from '../../platform/vault/vault.ts'
import { refuseJoinedLater } from '../workplace/workplace.ts'
import { makePhrase } from '../../access/phrases/phrases.ts'
import { hashPhrase } from '../phrases/phrases.ts'
import {
  countComeBacks,
  giveComeBack,
  isPutTogether,
  replaceComeBacks,
  selectRequest,
  selectVoiceOf,
} from './requests.queries.ts'

/** Transactions opened one after the other: the hash between them takes a tenth of a second. */
export type Doing = { vault: TenantVault; within: <T>(fn: (ctx: Ctx) => Promise<T>) => Promise<T> }

/**
 * Whether a voice has words to come back. `joined`: it has none, and one person alone may not give it any, because some
 * of its words came as another voice.
 */
export type PhraseState = 'has' | 'none' | 'joined'

/** Throws not-found. */
export async function findPhraseState(ctx: Ctx, voiceId: string): Promise<PhraseState> {
  if (!(await selectVoiceOf(ctx, voiceId))) throw new Failure('not-found', '')
  if ((await countComeBacks(ctx, voiceId)) > 0) return 'has'
  return (await isPutTogether(ctx, voiceId)) ? 'joined' : 'none'
}

/**
 * The first words to come back of somebody who was heard and not read: made once, shown once. Null when there are
 * some, when they wrote on the public page themselves, or when some of the words came as another voice. Throws not-found.
 */
export async function giveFirstPhrase(doing: Doing, voiceId: string): Promise<string[] | null> {
  const voice = await doing.within(async (ctx) => {
    await refuseJoinedLater(ctx, [voiceId])
    return selectVoiceOf(ctx, voiceId)
  })
  if (!voice) throw new Failure('not-found', '')
  const phrase = makePhrase()
  const hash = await hashPhrase(doing.vault, voice.exerciseId, phrase)
  const isGiven = await doing.within(async (ctx) => {
    const isNew = await giveComeBack(ctx, voiceId, newBlindId(), hash)
    if (isNew) await recordAct(ctx, 'come-back.given', 'voice', voiceId)
    return isNew
  })
  return isGiven ? phrase : null
}

/**
 * New words in place of the old ones, which open nothing from now on. Null unless two people stand behind the request,
 * its day has passed, nobody stopped it and it was not done before: the database itself sees to that. Throws not-found.
 */
export async function givePhrase(doing: Doing, requestId: string): Promise<string[] | null> {
  const request = await doing.within(async (ctx) => {
    const row = await selectRequest(ctx, requestId)
    if (row) await refuseJoinedLater(ctx, [row.voiceId])
    return row
  })
  if (!request) throw new Failure('not-found', '')
  if (request.isOver) return null
  const phrase = makePhrase()
  const hash = await hashPhrase(doing.vault, request.exerciseId, phrase)
  const isGiven = await doing.within(async (ctx) => {
    const isDone = await replaceComeBacks(ctx, requestId, newBlindId(), hash)
    if (isDone) await recordAct(ctx, 'come-back.replaced', 'request', requestId)
    return isDone
  })
  return isGiven ? phrase : null
}
