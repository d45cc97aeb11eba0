import type { FieldProblem } from '../../platform/http/fields.ts'
import type { Route } from '../../platform/http/routes.ts'
import type { Visit } from '../../platform/http/visit.ts'
import type { SpaceFrame } from '../frame.tsx'
import { supportPaths } from '../paths.ts'
import { doorPage, doorSend, letIn, personPage, personSend, type PersonVisit } from '../person-route.ts'
import { parseEntryByDevice, parseNewDevice } from './devices.form.ts'
import { DevicesPage, EnterByDevicePage } from './devices.page.tsx'
import { addDevice, askForDevice, askToEnter, enterByDevice, listDevices, removeDevice } from './devices.ts'
import { devicesWords } from './devices.words.ts'

const words = devicesWords['en-GB']

export const devicesRoutes: Route[] = [
  personPage(supportPaths.devices, (own) => showDevices(own)),

  personSend(
    supportPaths.devices,
    async (own) => {
      const { visit, person } = own
      const parsed = parseNewDevice(await visit.fields())
      if (!parsed.ok) return showDevices(own, parsed.problems)
      const { db, config } = visit.services
      const problem = await addDevice(db, config.origin, person, parsed.input.answer)
      if (problem) return showDevices(own, [{ field: null, sentence: words.problems[problem] }])
      return visit.redirect(supportPaths.devices, 'added')
    },
    20,
  ),

  personSend(supportPaths.removeDevice(':passkey'), async ({ visit, person }) => {
    await removeDevice(visit.services.db, person, visit.id('passkey'))
    return visit.redirect(supportPaths.devices, 'removed')
  }),

  doorPage(supportPaths.enterByDevice, (visit, frame) => showEntry(visit, frame)),

  doorSend(
    supportPaths.enterByDevice,
    async (visit, frame) => {
      const parsed = parseEntryByDevice(await visit.fields())
      if (!parsed.ok) return showEntry(visit, frame, parsed.problems)
      const { db, config } = visit.services
      const token = await enterByDevice(db, config.origin, parsed.input)
      if (!token) return showEntry(visit, frame, [{ field: null, sentence: words.wrong }])
      letIn(visit, token)
      return visit.redirect(supportPaths.space)
    },
    20,
  ),
]

async function showDevices(
  { visit, person, frame }: PersonVisit,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const { db, config } = visit.services
  const devices = await listDevices(db, person)
  const options = await askForDevice(db, config.origin, person)
  const props = { frame, devices, options, problems }
  return visit.pageWithScript(
    'passkeys',
    (script) => <DevicesPage {...props} script={script} />,
    problems ? 422 : 200,
  )
}

async function showEntry(
  visit: Visit,
  frame: SpaceFrame,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const { db, config } = visit.services
  const options = await askToEnter(db.vault, config.origin)
  const props = { frame, options, problems }
  return visit.pageWithScript(
    'passkeys',
    (script) => <EnterByDevicePage {...props} script={script} />,
    problems ? 422 : 200,
  )
}
