import { chooseBrowser, codeMinutes, codeTries } from '../../access/codes/codes.ts'
import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import { supportPaths } from '../paths.ts'
import { doorPage, doorSend, letIn, personPage, personSend, type PersonVisit } from '../person-route.ts'
import { parseAddress, parseAsking, parseCode, parseNewAddress, readTypedAddress } from './mail.form.ts'
import { AddressPage, AskCodePage, NewAddressPage, TypeCodePage } from './mail.page.tsx'
import { addAddress, askToAdd, askToEnter, enterWithCode, openAddress, removeAddress } from './mail.ts'
import { codeCookie } from '../spaces/sessions.ts'
import { mailWords } from './mail.words.ts'

const words = mailWords['en-GB']
const wrong = [{ field: 'code', sentence: words.wrong }]
const lasts = { minutes: codeMinutes, tries: codeTries }
const nothingTyped = { name: '', address: '' }

export const mailRoutes: Route[] = [
  personPage(supportPaths.address, (own) => showAddress(own)),

  personSend(
    supportPaths.address,
    async (own) => {
      const { visit, person, frame } = own
      const fields = await visit.fields()
      const parsed = parseAddress(fields)
      if (!parsed.ok) return showAddress(own, fields.text('address'), parsed.problems)
      const { db, postbox } = visit.services
      const { address } = parsed.input
      await askToAdd(db, postbox, person, address)
      return visit.page(
        <NewAddressPage frame={frame} lasts={lasts} address={address} isMailOnline={postbox.isOnline} />,
      )
    },
    10,
  ),

  personSend(
    supportPaths.addAddress,
    async (own) => {
      const { visit, person, frame, within } = own
      const fields = await visit.fields()
      const parsed = parseNewAddress(fields)
      const shown = {
        frame,
        lasts,
        address: fields.text('address'),
        isMailOnline: visit.services.postbox.isOnline,
      }
      if (!parsed.ok) return visit.page(<NewAddressPage {...shown} problems={parsed.problems} />, 422)
      const isAdded = await addAddress(visit.services.db, person, within, parsed.input)
      if (!isAdded) return visit.page(<NewAddressPage {...shown} problems={wrong} />, 422)
      return visit.redirect(supportPaths.address, 'added')
    },
    20,
  ),

  personSend(supportPaths.removeAddress, async ({ visit, within }) => {
    await within(removeAddress)
    return visit.redirect(supportPaths.address, 'removed')
  }),

  doorPage(supportPaths.enterByCode, (visit, frame) =>
    visit.page(<AskCodePage frame={frame} typed={nothingTyped} />),
  ),

  doorSend(
    supportPaths.enterByCode,
    async (visit, frame) => {
      const fields = await visit.fields()
      const parsed = parseAsking(fields)
      if (!parsed.ok) {
        const typed = readTypedAddress(fields)
        return visit.page(<AskCodePage frame={frame} typed={typed} problems={parsed.problems} />, 422)
      }
      const browser = chooseBrowser(visit.cookie(codeCookie))
      await askToEnter(visit.services.db, visit.services.postbox, { ...parsed.input, browser })
      visit.setCookie(codeCookie, browser, codeMinutes * 60)
      return visit.redirect(supportPaths.typeCode)
    },
    10,
  ),

  doorPage(supportPaths.typeCode, (visit, frame) => {
    if (!visit.cookie(codeCookie)) return visit.redirect(supportPaths.enterByCode)
    return visit.page(
      <TypeCodePage frame={frame} lasts={lasts} isMailOnline={visit.services.postbox.isOnline} />,
    )
  }),

  doorSend(
    supportPaths.typeCode,
    async (visit, frame) => {
      const fields = await visit.fields()
      const parsed = parseCode(fields)
      const shown = { frame, lasts, isMailOnline: visit.services.postbox.isOnline }
      if (!parsed.ok) return visit.page(<TypeCodePage {...shown} problems={parsed.problems} />, 422)
      const browser = visit.cookie(codeCookie) ?? ''
      const input = { ...parsed.input, browser, isShared: !fields.has('own') }
      const token = await enterWithCode(visit.services.db, input)
      if (!token) return visit.page(<TypeCodePage {...shown} problems={wrong} />, 422)
      visit.clearCookie(codeCookie)
      letIn(visit, token)
      return visit.redirect(supportPaths.space)
    },
    20,
  ),
]

async function showAddress(
  { visit, frame, within }: PersonVisit,
  typed?: string,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const address = await within(openAddress)
  const from = visit.services.config.mailFrom
  return visit.page(
    <AddressPage frame={frame} address={address} from={from} typed={typed} problems={problems} />,
    problems ? 422 : 200,
  )
}
