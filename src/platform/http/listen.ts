import { serve, type ServerType } from '@hono/node-server'
import { SettingWrong } from '../config/config.ts'
import type { Runtime } from '../runtime.ts'
import { createApp, addressesOfScripts, readStylesheet } from './app.tsx'
import { Limits } from './limits.ts'
import type { Route } from './routes.ts'

/** Starts answering requests; gives how to stop: no new connection, those under way are finished. */
export async function listen(
  runtime: Runtime,
  routes: readonly Route[],
): Promise<{ stop: () => Promise<void> }> {
  const { config } = runtime
  const sheet = readStylesheet()
  const app = createApp(
    {
      config,
      db: runtime.db,
      postbox: runtime.postbox,
      store: runtime.store,
      limits: new Limits(),
      stylesheet: sheet.href,
      scripts: addressesOfScripts,
    },
    sheet,
    routes,
  )
  const server = await new Promise<ServerType>((resolve, reject) => {
    const started = serve({ fetch: app.fetch, port: config.port, hostname: config.host }, () =>
      resolve(started),
    )
    started.on('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new SettingWrong(
              `Port ${config.port} is taken by another program. Stop it, or set PORT to another number.`,
            )
          : error,
      )
    })
  })
  return {
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        if ('closeIdleConnections' in server) server.closeIdleConnections()
        setTimeout(() => {
          if ('closeAllConnections' in server) server.closeAllConnections()
          resolve()
        }, 5000).unref()
      }),
  }
}
