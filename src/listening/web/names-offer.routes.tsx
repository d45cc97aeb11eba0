import { modulesFolder } from '../../platform/http/browser-modules.ts'
import { Failure } from '../../platform/errors.ts'
import { page, type Route } from '../../platform/http/routes.ts'
import { offerModules } from './names-offer.ts'

export const namesOfferRoutes: Route[] = [
  page(`${modulesFolder}/:hash/:path{.+}`, (visit) => {
    const found = offerModules().find(visit.param('hash'), visit.param('path'))
    if (!found) throw new Failure('not-found', '')
    return visit.lasting(found)
  }),
]
