import { staffPage, staffSend } from '../../access/staff-route.ts'
import type { Route } from '../../platform/http/routes.ts'
import { listeningPaths } from '../paths.ts'
import { WithdrawVoicePage } from './withdrawals.page.tsx'
import { getVoiceToWithdraw, withdrawNamedVoice } from './withdrawals.ts'

const path = listeningPaths.voiceWithdraw(':voice')

export const withdrawalRoutes: Route[] = [
  staffPage(path, 'voice.withdraw', async ({ visit, frame, within }) => {
    const voice = await within((ctx) => getVoiceToWithdraw(ctx, visit.id('voice')))
    return visit.page(<WithdrawVoicePage frame={frame} voice={voice} />)
  }),

  staffSend(path, 'voice.withdraw', async ({ visit, within }) => {
    const { exerciseId } = await within((ctx) => withdrawNamedVoice(ctx, visit.id('voice')))
    return visit.redirect(listeningPaths.voices(exerciseId), 'withdrawn')
  }),
]
