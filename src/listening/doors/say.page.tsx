import { doorsWords } from './doors.words.ts'

const words = doorsWords['en-GB']

export function nameDoor(door: string): string {
  return words.doors[door as keyof typeof words.doors] ?? door
}

/** What a source is called: its file's name, or its door and day when no file came. */
export function nameSource(source: { fileName: string | null; door: string; broughtAt: Date }): string {
  return source.fileName ?? `${nameDoor(source.door)}, ${sayDay(source.broughtAt)}`
}

/** When words were said, from `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS` as the file has it, in no time zone. */
export function sayMoment(saidAt: string): string {
  const day = new Date(`${saidAt.slice(0, 10)}T12:00:00Z`)
  if (Number.isNaN(day.getTime())) return saidAt
  const time = /T(\d\d:\d\d)/.exec(saidAt)?.[1]
  return time ? `${sayDay(day)}, ${time}` : sayDay(day)
}

export function sayDay(date: Date): string {
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
}
