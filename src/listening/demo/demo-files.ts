import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectFolder } from '../../platform/project-folder.ts'
import type { StaffRole } from '../../access/matrix.ts'
import type { Manner } from '../consent/manners.ts'
import type { ExerciseFields } from '../exercises/exercises.ts'

/** What ships in `demo/`: who the fictional team is, what it asked, and every decision it made. */
export type DemoExercise = {
  organisation: {
    name: string
    operator: string
    helpLines: { name: string; number: string; when: string }[]
  }
  staff: { name: string; address: string; roles: StaffRole[] }[]
  exercise: ExerciseFields
}

type InFile = { file: string; words: string }
export type DemoQuote = InFile & { cuts: string[] }

export type DemoDecisions = {
  facilitators: { file: string; label: string }[]
  agreed: {
    file: string
    how: string
    asked: Manner
    said?: string
    except: string[]
    notQuoted: string[]
  }[]
  same: { labels: { file: string; label: string }[] }[]
  proposals: (InFile & { decision: 'accept' | 'reject'; replacement?: string; reason?: string })[]
  /** `within`: what stands around the words, where the words alone stand in several places. */
  edits: (InFile & {
    within?: string
    kind: 'generalise' | 'cut' | 'correct'
    replacement: string
    reason: string
  })[]
  themes: string[]
  /** Files whose words still wait for a first reader. */
  waiting: string[]
  /** What people who said these words chose to stand beside their quotes, when a listener asked them. */
  beside: (InFile & { description: string })[]
  /** What a listener wrote down. */
  sittings: { door: 'conversation' | 'paper'; label: string; on: string; quote: boolean; words: string }[]
  codings: (InFile & { themes: string[] })[]
  series: {
    title: string
    introduction: string
    how: string
    wisdoms: {
      number: number
      title: string
      picture: string
      alt: string
      lead: DemoQuote
      parts: ({ narration: string } | { quote: DemoQuote })[]
      reflection: string
    }[]
  }
}

export type DemoContribution = { words: string; quote: boolean }

const folder = join(projectFolder, 'demo')

export function demoPath(...parts: string[]): string {
  return join(folder, ...parts)
}

export async function readDemo(): Promise<{
  exercise: DemoExercise
  decisions: DemoDecisions
  web: DemoContribution[]
}> {
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(folder, name), 'utf8'))
  return {
    exercise: (await read('exercise.json')) as DemoExercise,
    decisions: (await read('decisions.json')) as DemoDecisions,
    web: (await read('web.json')) as DemoContribution[],
  }
}
