import { posix } from 'node:path'
import { maskText } from './masked-text.ts'
import { isCode, lineAt, type SourceFile } from './source-tree.ts'

/** One import. `to` is a path from the root for a file of ours, otherwise the package's name as written. */
export type Import = { from: string; to: string; isOurs: boolean; isType: boolean; line: number }

/** Every `import … from`, `export … from` and `import(…)` of the files. */
export function listImports(files: readonly SourceFile[]): Import[] {
  return files.filter((file) => isCode(file.path)).flatMap(importsOf)
}

function importsOf(file: SourceFile): Import[] {
  const { code, literals } = maskText(file.text)
  return literals.flatMap(({ text, at }) => {
    const before = code.slice(0, at).trimEnd()
    const isCall = /\bimport\s*\($/.test(before)
    const clause = /(?:^|[\n;}])\s*((?:import|export)\b[^;]*?)\bfrom$/.exec(before.slice(-4000))?.[1]
    const isBare = /(?:^|\n)\s*import$/.test(before)
    if (!isCall && !isBare && !/\bfrom$/.test(before)) return []
    const last = clause?.slice(Math.max(clause.lastIndexOf('import'), clause.lastIndexOf('export'))) ?? ''
    const isOurs = text.startsWith('.')
    const to = isOurs ? posix.join(posix.dirname(file.path), text) : text
    return [{ from: file.path, to, isOurs, isType: isTypeOnly(last), line: lineAt(file.text, at) }]
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
