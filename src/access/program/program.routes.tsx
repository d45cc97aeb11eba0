import { page, type Route } from '../../platform/http/routes.ts'
import { accessPaths } from '../paths.ts'
import { ProgramPage } from './program.page.tsx'
import { packProgram } from '../../platform/files/program-archive.ts'

/** Packing is work: so many in a minute from one network. */
const mostPacked = 6

export const programRoutes: Route[] = [
  page(accessPaths.program, (visit) => {
    const { stylesheet, config } = visit.services
    return visit.page(<ProgramPage stylesheet={stylesheet} elsewhere={config.source} />)
  }),

  {
    ...page(accessPaths.programFile, async (visit) => {
      const { dataFolder, keyringFolder, keyringCopies } = visit.services.config
      const bytes = await packProgram([dataFolder, keyringFolder, ...keyringCopies])
      return visit.file(bytes, 'application/gzip')
    }),
    limit: mostPacked,
  },
]
