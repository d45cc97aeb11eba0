import { staffPage, staffSend, type StaffVisit } from '../../access/staff-route.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { getExercise } from '../exercises/exercises.ts'
import { listeningPaths } from '../paths.ts'
import { findVoices } from './find.ts'
import { joinVoices, listJoins } from './joins.ts'
import { listBrought, listChoosable, movePassages, splitContribution } from './splits.ts'
import { VoicePage, WhoSaidWhatPage, type VoiceProps } from './voice.page.tsx'
import {
  noSuchNumber,
  parseContribution,
  parseFind,
  parseMove,
  parseOther,
  parsePart,
  readTypedMove,
  type TypedMove,
} from './voices.form.ts'
import { changePart, getVoice } from './voices.ts'

/** Passages to choose from on one page. */
const pageSize = 50

/** One voice: who it is, what it brought, and putting right who said what. */
export const voiceRoutes: Route[] = [
  staffPage(listeningPaths.voice(':voice'), 'voice.change', (staff) => showVoice(staff)),

  staffSend(listeningPaths.voice(':voice'), 'voice.change', async (staff) => {
    const voiceId = staff.visit.id('voice')
    const parsed = parseOther(await staff.visit.fields())
    if (!parsed.ok) return showVoice(staff, { problems: parsed.problems })
    const kept = await staff.within((ctx) => joinVoices(ctx, voiceId, parsed.input))
    return staff.visit.redirect(listeningPaths.voice(kept), 'joined')
  }),

  // Sent, so that a name stands in no address and no history; it changes nothing.
  staffSend(listeningPaths.voiceFind(':voice'), 'voice.change', async (staff) => {
    const parsed = parseFind(await staff.visit.fields())
    return parsed.ok
      ? showVoice(staff, { looked: parsed.input })
      : showVoice(staff, { problems: parsed.problems })
  }),

  staffSend(listeningPaths.voicePart(':voice'), 'voice.change', async (staff) => {
    const voiceId = staff.visit.id('voice')
    const parsed = parsePart(await staff.visit.fields())
    if (!parsed.ok) return showVoice(staff, { problems: parsed.problems })
    const voice = await staff.within((ctx) => changePart(ctx, voiceId, parsed.input))
    return staff.visit.redirect(listeningPaths.voices(voice.exerciseId), voice.part)
  }),

  staffSend(listeningPaths.voiceSplit(':voice'), 'voice.change', async (staff) => {
    const voiceId = staff.visit.id('voice')
    const parsed = parseContribution(await staff.visit.fields())
    if (!parsed.ok) return showVoice(staff, { problems: parsed.problems })
    const newId = await staff.within((ctx) => splitContribution(ctx, voiceId, parsed.input))
    return staff.visit.redirect(listeningPaths.voice(newId), 'split')
  }),

  staffPage(listeningPaths.voicePassages(':voice'), 'voice.change', (staff) => showPassages(staff)),

  staffSend(listeningPaths.voicePassages(':voice'), 'voice.change', async (staff) => {
    const voiceId = staff.visit.id('voice')
    const fields = await staff.visit.fields()
    const parsed = parseMove(fields)
    if (!parsed.ok) return showPassages(staff, readTypedMove(fields), parsed.problems)
    const { toNumber } = parsed.input
    const toId = await staff.within((ctx) => movePassages(ctx, { voiceId, ...parsed.input }))
    if (toId === null) return showPassages(staff, readTypedMove(fields), [noSuchNumber(toNumber!)])
    return staff.visit.redirect(listeningPaths.voice(toId), 'split')
  }),
]

async function showVoice(
  staff: StaffVisit,
  given: { looked?: string; problems?: readonly FieldProblem[] } = {},
): Promise<Response> {
  const { visit, frame, within } = staff
  const { looked, problems } = given
  const shown = await within(async (ctx): Promise<Omit<VoiceProps, 'frame'>> => {
    const voice = await getVoice(ctx, visit.id('voice'))
    return {
      voice,
      exercise: await getExercise(ctx, voice.exerciseId),
      brought: await listBrought(ctx, voice.id),
      joins: await listJoins(ctx, voice.id),
      found: looked ? { typed: looked, ...(await findVoices(ctx, voice, looked)) } : undefined,
    }
  })
  return visit.page(<VoicePage frame={frame} {...shown} problems={problems} />, problems ? 422 : 200)
}

async function showPassages(
  staff: StaffVisit,
  typed?: TypedMove,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const { visit, frame, within } = staff
  const sent = visit.query('after')
  const after = sent !== null && /^\d{1,9}$/.test(sent) ? Number(sent) : 0
  const shown = await within(async (ctx) => {
    const voice = await getVoice(ctx, visit.id('voice'))
    const found = await listChoosable(ctx, voice.id, after, pageSize + 1)
    const passages = found.slice(0, pageSize)
    const next = found.length > pageSize ? passages.at(-1)!.number : null
    return { voice, exercise: await getExercise(ctx, voice.exerciseId), passages, next }
  })
  const path = listeningPaths.voicePassages(shown.voice.id)
  const given = { frame, ...shown, here: after === 0 ? path : `${path}?after=${after}`, typed, problems }
  return visit.page(<WhoSaidWhatPage {...given} />, problems ? 422 : 200)
}
