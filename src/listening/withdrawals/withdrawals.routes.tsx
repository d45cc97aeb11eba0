import { staffPage, staffSend } from '../../access/staff-route.ts'
import type { Route } from '../../platform/http/routes.ts'
import { getExercise } from '../exercises/exercises.ts'
import { listeningPaths } from '../paths.ts'
import { parseWhen } from './withdrawals.form.ts'
import { WaitingVoicePage, WithdrawVoicePage } from './withdrawals.page.tsx'
import { getVoiceToWithdraw, withdrawNamedVoice } from './withdrawals.ts'

const path = listeningPaths.voiceWithdraw(':voice')
const done = { now: 'withdrawn', 'at-rebuild': 'withdrawn-quietly' } as const

export const withdrawalRoutes: Route[] = [
  staffPage(path, 'voice.withdraw', async ({ visit, frame, within }) => {
    const shown = await within(async (ctx) => {
      const voice = await getVoiceToWithdraw(ctx, visit.id('voice'))
      return { voice, exercise: await getExercise(ctx, voice.exerciseId) }
    })
    const { waitsUntil } = shown.voice
    return visit.page(
      waitsUntil === null ? (
        <WithdrawVoicePage frame={frame} {...shown} />
      ) : (
        <WaitingVoicePage frame={frame} {...shown} on={waitsUntil} />
      ),
    )
  }),

  staffSend(path, 'voice.withdraw', async ({ visit, within }) => {
    const when = parseWhen(await visit.fields())
    const { exerciseId } = await within((ctx) => withdrawNamedVoice(ctx, visit.id('voice'), when))
    return visit.redirect(listeningPaths.voices(exerciseId), done[when])
  }),
]
