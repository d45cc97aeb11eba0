import { readModel } from '../../platform/files/models.ts'

/** What `models/measured.json` says: of so many mentions of a kind, how many were found; and of people by where their names come from. */
export type Measured = {
  measured: string
  texts: number
  words: number
  kinds: { kind: string; mentions: number; found: number }[]
  origins: { origin: string; mentions: number; found: number }[]
}

/** What the shipped engine finds and misses in texts we made and marked ourselves: read once for the whole process. */
export function readMeasured(): Promise<Measured> {
  read ??= readModel('measured.json').then(
    (bytes) => JSON.parse(Buffer.from(bytes).toString('utf8')) as Measured,
  )
  return read
}

let read: Promise<Measured> | undefined
