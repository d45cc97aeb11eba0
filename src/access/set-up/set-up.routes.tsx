import { page, send, type Route } from '../../platform/http/routes.ts'
import { accessPaths } from '../paths.ts'
import { parseSetUp, readTypedSetUp } from './set-up.form.ts'
import { SetUpPage } from './set-up.page.tsx'
import { refuseAfterSetUp, setUp, setUpTries } from './set-up.ts'
import { setUpWords } from './set-up.words.ts'

const words = setUpWords['en-GB']

export const setUpRoutes: Route[] = [
  page(accessPaths.setUp, async (visit) => {
    await refuseAfterSetUp(visit.services.db)
    return visit.page(<SetUpPage stylesheet={visit.services.stylesheet} tries={setUpTries} />)
  }),

  send(
    accessPaths.setUp,
    async (visit) => {
      const { db, stylesheet } = visit.services
      await refuseAfterSetUp(db)
      const fields = await visit.fields()
      const parsed = parseSetUp(fields)
      const isDone = parsed.ok && (await setUp(db, parsed.input))
      if (isDone) return visit.redirect(accessPaths.signIn, 'set-up')
      const problems = parsed.ok ? [{ field: 'code', sentence: words.codeWrong }] : parsed.problems
      return visit.page(
        <SetUpPage
          stylesheet={stylesheet}
          tries={setUpTries}
          typed={readTypedSetUp(fields)}
          problems={problems}
        />,
        422,
      )
    },
    10,
  ),
]
