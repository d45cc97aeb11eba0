import type { FieldProblem } from '../../platform/http/fields.ts'
import { page, send, type Route } from '../../platform/http/routes.ts'
import type { Visit } from '../../platform/http/visit.ts'
import { accessPaths } from '../paths.ts'
import { sessionCookie, sessionSeconds } from '../sessions/sessions.ts'
import { chooseWayBack } from '../sign-in/way-back.ts'
import { staffPage, staffSend, type StaffVisit } from '../staff-route.ts'
import { parseNewPasskey, parseSignature } from './passkeys.form.ts'
import { PasskeySignInPage, PasskeysPage } from './passkeys.page.tsx'
import {
  addPasskey,
  askForNew,
  askToSignIn,
  listPasskeys,
  removePasskey,
  signInWithPasskey,
} from './passkeys.ts'
import { passkeysWords } from './passkeys.words.ts'

const words = passkeysWords['en-GB']

export const passkeysRoutes: Route[] = [
  page(accessPaths.signInPasskey, (visit) => showSignIn(visit, visit.query('back'))),

  send(
    accessPaths.signInPasskey,
    async (visit) => {
      const fields = await visit.fields()
      const parsed = parseSignature(fields)
      if (!parsed.ok) return showSignIn(visit, fields.text('back'), parsed.problems)
      const { db, config } = visit.services
      const token = await signInWithPasskey(db, config.origin, parsed.input.answer)
      if (!token)
        return showSignIn(visit, fields.text('back'), [{ field: null, sentence: words.signInWrong }])
      visit.setCookie(sessionCookie, token, sessionSeconds)
      return visit.redirect(chooseWayBack(fields.text('back')))
    },
    20,
  ),

  staffPage(accessPaths.passkeys, 'session.own', (staff) => showPasskeys(staff)),

  staffSend(accessPaths.passkeys, 'session.own', async (staff) => {
    const { db, config } = staff.visit.services
    const fields = await staff.visit.fields()
    const parsed = parseNewPasskey(fields)
    if (!parsed.ok) return showPasskeys(staff, fields.text('name'), parsed.problems)
    const problem = await addPasskey(db, config.origin, staff.who, parsed.input)
    if (!problem) return staff.visit.redirect(accessPaths.passkeys, 'added')
    return showPasskeys(staff, parsed.input.name, [{ field: null, sentence: words.problems[problem] }])
  }),

  staffSend(accessPaths.removePasskey(':passkey'), 'session.own', async ({ visit, who }) => {
    await removePasskey(visit.services.db, who, visit.id('passkey'))
    return visit.redirect(accessPaths.passkeys, 'removed')
  }),
]

async function showSignIn(
  visit: Visit,
  back: string | null,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const { db, config, stylesheet } = visit.services
  const options = await askToSignIn(db.vault, config.origin)
  const props = { stylesheet, options, back: chooseWayBack(back), problems }
  return visit.pageWithScript(
    'passkeys',
    (script) => <PasskeySignInPage {...props} script={script} />,
    problems ? 422 : 200,
  )
}

async function showPasskeys(
  { visit, who, frame }: StaffVisit,
  typed?: string,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const { db, config } = visit.services
  const passkeys = await listPasskeys(db, who)
  const options = await askForNew(db, config.origin, who)
  const props = { frame, passkeys, options, isHeldBack: who.isHeldBack, typed, problems }
  return visit.pageWithScript(
    'passkeys',
    (script) => <PasskeysPage {...props} script={script} />,
    problems ? 422 : 200,
  )
}
