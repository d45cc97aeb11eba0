import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectFolder } from '../../platform/project-folder.ts'
import type { State } from '../goals/states.ts'
import type { Said } from '../goals/wordings.ts'
import type { Wish } from '../today/asked.ts'
import type { Part } from '../keeping-safe/keeping-safe.ts'

/** What ships in `demo/spaces.json`: two fictional people, and what they and their coach wrote. */
export type DemoSpace = {
  name: string
  isTryout: boolean
  goals: {
    words: string
    /** How it was said at first, where it was said anew. */
    wordsBefore: string | null
    idea: Said['idea']
    state: State
    steps: { words: string; who: Said['who']; with: string; idea: Said['idea']; state: State }[]
    marks: number[]
  }[]
  /** What they want from their coach on the day the demo is loaded; it goes with the day. */
  today: { wish: Wish; words: string | null }
  conversations: {
    on: string
    /** It was about hard days, as whoever wrote first says. */
    isHard: boolean
    /** Lines in order; `beside` is the place, from 1, of the line it stands beside. */
    lines: { by: 'person' | 'coach'; words: string; beside: number | null }[]
  }[]
  keepingSafe: Partial<Record<Part, string>> | null
  chances: { words: string; wanted: string; said: string | null }[]
}

export async function readDemoSpaces(): Promise<DemoSpace[]> {
  const text = await readFile(join(projectFolder, 'demo/spaces.json'), 'utf8')
  return JSON.parse(text) as DemoSpace[]
}
