import nodemailer from 'nodemailer'
import { Failure } from '../errors.ts'
import { logFault } from '../log.ts'

/** Sends our few letters. Without an SMTP setting they are printed on the server's console, and pages say so. */
export type Postbox = {
  /** Whether letters leave this machine. */
  isOnline: boolean
  send(letter: { to: string; subject: string; text: string }): Promise<void>
  close(): void
}

/** A postbox on an SMTP server (`smtp://` or `smtps://` address with user and password inside). */
export function openPostbox(smtpUrl: string | null, from: string, print: (line: string) => void): Postbox {
  if (!smtpUrl) {
    return {
      isOnline: false,
      send: async (letter) =>
        print(`\n  Letter to ${letter.to}: ${letter.subject}\n  ${letter.text.replaceAll('\n', '\n  ')}\n`),
      close: () => undefined,
    }
  }
  const transport = nodemailer.createTransport(smtpUrl, { from })
  return {
    isOnline: true,
    send: async (letter) => {
      try {
        await transport.sendMail(letter)
      } catch (error) {
        logFault('mail.failed', error)
        throw new Failure(
          'unavailable',
          'The letter could not be sent just now. Please try again in a few minutes.',
        )
      }
    },
    close: () => transport.close(),
  }
}
