import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectFolder } from '../project-folder.ts'

/** A file of the folder `models`, which comes with the program. */
export function readModel(name: string): Promise<Uint8Array> {
  return readFile(join(projectFolder, 'models', name))
}
