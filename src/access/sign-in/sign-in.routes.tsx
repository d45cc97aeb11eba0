import { page, send, type Route } from '../../platform/http/routes.ts'
import type { Visit } from '../../platform/http/visit.ts'
import { chooseBrowser, codeMinutes, codeTries } from '../codes/codes.ts'
import { accessPaths } from '../paths.ts'
import { findWho, sessionCookie, sessionSeconds } from '../sessions/sessions.ts'
import { parseAddress, parseCode } from './sign-in.form.ts'
import { SignInCodePage, SignInPage } from './sign-in.page.tsx'
import { askForCode, askingCookie, signInWithCode } from './sign-in.ts'
import { signInWords } from './sign-in.words.ts'
import { chooseWayBack } from './way-back.ts'

const words = signInWords['en-GB']
const code = { minutes: codeMinutes, tries: codeTries }

export const signInRoutes: Route[] = [
  page(accessPaths.signIn, async (visit) => {
    const { db } = visit.services
    if (await findWho(db, visit.cookie(sessionCookie))) return visit.redirect(accessPaths.work)
    return visit.page(<SignInPage {...given(visit, visit.query('back'))} done={visit.query('done')} />)
  }),

  send(
    accessPaths.signIn,
    async (visit) => {
      const fields = await visit.fields()
      const around = given(visit, fields.text('back'))
      const parsed = parseAddress(fields)
      if (!parsed.ok) {
        return visit.page(
          <SignInPage {...around} problems={parsed.problems} address={fields.text('address')} />,
          422,
        )
      }
      const browser = chooseBrowser(visit.cookie(askingCookie))
      await askForCode(visit.services.db, visit.services.postbox, { ...parsed.input, browser })
      visit.setCookie(askingCookie, browser, codeMinutes * 60)
      return visit.redirect(`${accessPaths.signInCode}?back=${encodeURIComponent(around.back)}`)
    },
    10,
  ),

  page(accessPaths.signInCode, (visit) => {
    const around = given(visit, visit.query('back'))
    if (!visit.cookie(askingCookie)) return visit.redirect(accessPaths.signIn)
    return visit.page(<SignInCodePage {...around} {...code} />)
  }),

  send(
    accessPaths.signInCode,
    async (visit) => {
      const fields = await visit.fields()
      const around = given(visit, fields.text('back'))
      const parsed = parseCode(fields)
      if (!parsed.ok)
        return visit.page(<SignInCodePage {...around} {...code} problems={parsed.problems} />, 422)
      const browser = visit.cookie(askingCookie) ?? ''
      const token = await signInWithCode(visit.services.db, { ...parsed.input, browser })
      if (!token) return visit.page(<SignInCodePage {...around} {...code} problems={codeWrong} />, 422)
      visit.clearCookie(askingCookie)
      visit.setCookie(sessionCookie, token, sessionSeconds)
      return visit.redirect(around.back)
    },
    20,
  ),
]

const codeWrong = [{ field: 'code', sentence: words.codeWrong }]

function given(visit: Visit, back: string | null) {
  const { stylesheet, postbox } = visit.services
  return { stylesheet, isMailOnline: postbox.isOnline, back: chooseWayBack(back) }
}
