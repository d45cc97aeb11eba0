import { SMTPServer } from 'smtp-server'

/** A real mail server on this machine. `received` holds every letter as it came over the wire, oldest first. */
export type MailServer = { url: string; received: string[]; close: () => Promise<void> }

/** `before` is awaited before a letter is taken, to hold one back. */
export async function openMailServer(before: Promise<void> = Promise.resolve()): Promise<MailServer> {
  const received: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      let text = ''
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
      stream.on('end', () => void before.then(() => (received.push(text), done())))
    },
  })
  const port = await new Promise<number>((done) =>
    server.listen(0, '127.0.0.1', () => done((server.server.address() as { port: number }).port)),
  )
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    close: () => new Promise<void>((done) => server.close(() => done())),
  }
}
