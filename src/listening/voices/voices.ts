import type { Ctx } from '../../platform/db/database.ts'
import { newBlindId } from '../../platform/ids.ts'
import { insertContributions, insertLabels, insertVoices, selectVoicesByLabel } from './voices.queries.ts'

/** A label somebody came with, and where its voice's words of this source belong. */
export type Speaker = { label: string | null; voiceId: string; contributionId: string }

/**
 * Finds or makes the voices of these labels in a source and opens a contribution for each. A label that surely names
 * one person (a number, an address, a whole name) joins the voice that came with it before; any other starts a
 * voice of its own, because two people are called Sam. `null` labels always start a voice.
 * `firstNumber` is the first of `labels.length` reserved voice numbers.
 */
export async function meetSpeakers(
  ctx: Ctx,
  input: { exerciseId: string; sourceId: string; labels: readonly (string | null)[]; firstNumber: number },
): Promise<Speaker[]> {
  const blinds = input.labels.map((label) => (label === null ? null : fingerprintLabel(ctx, label)))
  const known = await selectVoicesByLabel(
    ctx,
    input.exerciseId,
    input.labels.flatMap((label, index) => (label !== null && namesOnePerson(label) ? [blinds[index]!] : [])),
  )
  const voices: { id: string; number: number }[] = []
  const speakers = input.labels.map((label, index): Speaker => {
    const found = label === null ? undefined : known.get(blinds[index]!.toString('hex'))
    if (!found) voices.push({ id: newBlindId(), number: input.firstNumber + voices.length })
    return { label, voiceId: found ?? voices.at(-1)!.id, contributionId: newBlindId() }
  })
  await insertVoices(ctx, input.exerciseId, voices)
  await insertContributions(
    ctx,
    speakers.map((speaker) => ({
      id: speaker.contributionId,
      exerciseId: input.exerciseId,
      voiceId: speaker.voiceId,
      sourceId: input.sourceId,
    })),
  )
  const labelled = speakers.flatMap((speaker, index) =>
    speaker.label === null ? [] : [{ ...speaker, label: speaker.label, id: newBlindId(), blind: blinds[index]! }],
  )
  const sealed = ctx.vault.sealEach(
    'voice_label.label',
    labelled.map((row) => ({ id: row.id, text: row.label })),
  )
  await insertLabels(
    ctx,
    labelled.map((row, index) => ({
      id: row.id,
      exerciseId: input.exerciseId,
      voiceId: row.voiceId,
      sourceId: input.sourceId,
      labelSealed: sealed[index]!,
      blind: row.blind,
    })),
  )
  return speakers
}

/** Equal labels, whatever their case and spaces, have equal fingerprints. */
export function fingerprintLabel(ctx: Ctx, label: string): Buffer {
  return ctx.vault.fingerprint('label', normaliseLabel(label))
}

export function normaliseLabel(label: string): string {
  const plain = label.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
  return isNumber(plain) ? plain.replace(/[^\d+]/g, '') : plain
}

/** A telephone number, an address, or at least two words of a name. */
export function namesOnePerson(label: string): boolean {
  const plain = normaliseLabel(label)
  if (isNumber(plain) || /^\S+@\S+\.\S+$/.test(plain)) return true
  const words = plain.replace(/\(.*?\)/g, ' ').match(/\p{L}[\p{L}'’.-]+/gu) ?? []
  return words.length >= 2 && !/iphone|ipad|android|galaxy|zoom|user|room|admin|device|laptop/.test(plain)
}

function isNumber(label: string): boolean {
  return /^[+\d][\d ().-]{6,}$/.test(label)
}
