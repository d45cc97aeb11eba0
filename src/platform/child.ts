import { spawn, type ChildProcess } from 'node:child_process'
import { logEvent } from './log.ts'

/**
 * Keeps a second process of ours running beside this one: the worker, so that a large import never keeps a visitor
 * waiting. When it dies it is started again, with a pause that grows to half a minute.
 */
export function keepChild(
  script: string,
  env: Readonly<Record<string, string>>,
): { stop: () => Promise<void> } {
  let stopping = false
  let child: ChildProcess | null = null
  let again: NodeJS.Timeout | undefined
  let pause = 500
  const start = (): void => {
    const started = Date.now()
    // A large import makes much that is soon forgotten; without the limit Node lets it pile up to twice the memory.
    child = spawn(process.execPath, ['--max-semi-space-size=4', script], {
      env: { ...process.env, ...env },
      // The fourth channel closes when this process is gone, however it went: then the child stops too.
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      detached: process.platform !== 'win32',
    })
    child.once('exit', (code, signal) => {
      if (stopping) return
      pause = Date.now() - started > 60_000 ? 500 : Math.min(pause * 2, 30_000)
      logEvent('child.restarting', { code: code ?? 0, signal: signal ?? '', afterMs: pause })
      again = setTimeout(start, pause)
    })
  }
  start()
  return {
    stop: async () => {
      stopping = true
      clearTimeout(again)
      const running = child
      if (!running || running.exitCode !== null || running.signalCode !== null) return
      const gone = new Promise<void>((resolve) => running.once('exit', () => resolve()))
      running.kill('SIGTERM')
      const late = setTimeout(() => running.kill('SIGKILL'), 15_000)
      await gone
      clearTimeout(late)
    },
  }
}
