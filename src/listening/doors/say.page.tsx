import { doorsWords } from './doors.words.ts'

const words = doorsWords['en-GB']

export function nameDoor(door: string): string {
  return words.doors[door as keyof typeof words.doors] ?? door
}

export function sayDay(date: Date): string {
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
}
