import type { Ctx } from '../../platform/db/database.ts'
import { listeningPaths } from '../paths.ts'
import { addNarration, bindNarration, movePart, removeLead, removePart, setSigned } from './parts.ts'
import type { Then } from './wisdoms.form.ts'

const bindingOf = { 'bind-next': 'next', 'bind-previous': 'previous', 'bind-nothing': 'nothing' } as const

/** Does what the pressed button of the compose page asks, after its texts were saved; gives the page to go to. */
export async function followButton(ctx: Ctx, wisdomId: string, then: Then): Promise<string> {
  const back = (done: string, part?: string) =>
    `${listeningPaths.wisdom(wisdomId)}?done=${done}${part ? `#part-${part}` : ''}`
  const pick = listeningPaths.pickQuote(wisdomId)
  switch (then.act) {
    case 'save':
      return back('saved')
    case 'lead':
      return `${pick}?place=lead`
    case 'picture':
      return listeningPaths.wisdomPicture(wisdomId)
    case 'quote':
      return `${pick}?place=${then.part}`
    case 'cut':
      return listeningPaths.cutQuote(then.part)
    case 'narration':
      return back('narration', await addNarration(ctx, { wisdomId, place: then.part }))
    case 'up':
    case 'down':
      await movePart(ctx, { wisdomId, partId: then.part, by: then.act === 'up' ? -1 : 1 })
      return back('moved', then.part)
    case 'bind-next':
    case 'bind-previous':
    case 'bind-nothing':
      await bindNarration(ctx, { wisdomId, partId: then.part, to: bindingOf[then.act] })
      return back('bound', then.part)
    case 'remove':
      await removePart(ctx, { wisdomId, partId: then.part })
      return back('removed')
    case 'sign':
    case 'unsign':
      await setSigned(ctx, wisdomId, then.act === 'sign')
      return `${back(then.act)}#names`
    case 'remove-lead':
      await removeLead(ctx, wisdomId)
      return back('removed')
  }
}
