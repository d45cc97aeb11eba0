import { closingAt, maskText } from './masked-text.ts'
import { lineAt, type Complaint, type SourceFile } from './source-tree.ts'

const mostLines = 18

/** The one question a route may ask: did the form, or the call, give a value or problems? */
const aboutProblems =
  /^!?\(?\s*(?:\w+\.)*(?:ok|problems?|refused|parsed)(?:\.ok)?(?:\.length(?: [>!=]=* ?0)?)?\s*\)?$/

/** Who → parse → one domain function → page or redirect; at most 18 lines, not counting those that only show props. */
export function findHeavyRoutes(files: readonly SourceFile[]): Complaint[] {
  return routeFiles(files).flatMap(({ path, text, code }) =>
    [...code.matchAll(/\b(?:staffPage|staffSend|page|send|voicePage|voiceSend)\(/g)]
      .filter((call) => !/function\s$|\.$/.test(code.slice(0, call.index)))
      .flatMap((call) => {
        const end = closingAt(code, call.index + call[0].length - 1)
        const lines = countLines(code.slice(call.index, end))
        if (lines <= mostLines) return []
        const sentence = `a route of ${lines} lines: leave a checklist and one call (${mostLines}), move the work into a domain function.`
        return [{ path, line: lineAt(text, call.index), sentence }]
      }),
  )
}

/** No decision about the work, and no catching, in a route. */
export function findDecidingRoutes(files: readonly SourceFile[]): Complaint[] {
  return routeFiles(files).flatMap(({ path, text, code }) => {
    const ifs = [...code.matchAll(/\bif \(/g)].flatMap((found) => {
      const open = found.index + found[0].length - 1
      const condition = code.slice(open + 1, closingAt(code, open)).trim()
      if (aboutProblems.test(condition)) return []
      const sentence = `"if (${condition})" decides about the work: let the domain function decide and the route show.`
      return [{ path, line: lineAt(text, found.index), sentence }]
    })
    const others = [...code.matchAll(/\b(?:try \{|switch \(|for \(|while \()/g)].map((found) => ({
      path,
      line: lineAt(text, found.index),
      sentence: `"${found[0]}" is work: it belongs into a domain function.`,
    }))
    return [...ifs, ...others]
  })
}

function routeFiles(files: readonly SourceFile[]) {
  return files
    .filter(({ path }) => path.endsWith('.routes.tsx'))
    .map(({ path, text }) => ({ path, text, code: maskText(text).code }))
}

/** Lines that do something: a line of one prop, or of closing brackets, is how JSX is set. */
function countLines(code: string): number {
  return code
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s*(?:[\w-]+=?(?:\{.*\}|".*")?|[)\]}>/,;]+)$/.test(line))
    .length
}
