import { posix } from 'node:path'
import { maskText } from './masked-text.ts'
import { isCode, lineAt, type SourceFile } from './source-tree.ts'

/** One import. `to` is a path from the root for a file of ours, otherwise the package's name as written. */
export type Import = { from: string; to: string; isOurs: boolean; isType: boolean; line: number }

const known = new WeakMap<readonly SourceFile[], Import[]>()

/** Every `import … from`, `export … from` and `import(…)` of the files. */
export function listImports(files: readonly SourceFile[]): Import[] {
  const found = known.get(files) ?? files.filter((file) => isCode(file.path)).flatMap(importsOf)
  known.set(files, found)
  return found
}

function importsOf(file: SourceFile): Import[] {
  const { code, literals } = maskText(file.text)
  return literals.flatMap(({ text, at }) => {
    // No list of names is longer than this.
    const before = code.slice(Math.max(0, at - 3000), at).trimEnd()
    const isFrom = before.endsWith(' from')
    if (!isFrom && !/(?:\bimport\s*\(|(?:^|\n)import)$/.test(before.slice(-20))) return []
    const begin = Math.max(before.lastIndexOf('\nimport '), before.lastIndexOf('\nexport '))
    const clause = isFrom ? before.slice(before.startsWith('import ') && begin < 0 ? 0 : begin + 1) : ''
    const isOurs = text.startsWith('.')
    const to = isOurs ? posix.join(posix.dirname(file.path), text) : text
    return [{ from: file.path, to, isOurs, isType: isTypeOnly(clause), line: lineAt(file.text, at) }]
  })
}

function isTypeOnly(clause: string): boolean {
  if (/^(?:import|export)\s+type\b/.test(clause)) return true
  const names = /\{([^}]*)\}/.exec(clause)?.[1]
  if (names === undefined || !/^(?:import|export)\s*\{/.test(clause)) return false
  const listed = names
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
  return listed.length > 0 && listed.every((name) => name.startsWith('type '))
}
