import { closingAt, maskText } from './masked-text.ts'
import { lineAt, type Complaint, type SourceFile } from './source-tree.ts'

const mostLines = 18

/** Who → parse → one domain function → page or redirect; at most 18 lines, not counting those of one prop. */
export function findHeavyRoutes(files: readonly SourceFile[]): Complaint[] {
  return routeFiles(files).flatMap(({ path, text, code }) =>
    [
      ...code.matchAll(
        /\b(?:staffPage|staffSend|page|send|voicePage|voiceSend|personPage|personSend|doorPage|doorSend|coachPage|coachSend|dutyPage|dutySend|guestPage|guestSend)\(/g,
      ),
    ]
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

/**
 * No decision about the work, and no catching, in a route. Measured: an `if` asks one thing (no `&&`, `||`) and
 * answers at once (`return`, `throw`); there are no loops, no `switch` and no `try`.
 */
export function findDecidingRoutes(files: readonly SourceFile[]): Complaint[] {
  return routeFiles(files).flatMap(({ path, text, code }) => {
    const ifs = [...code.matchAll(/\bif \(/g)].flatMap((found) => {
      const open = found.index + found[0].length - 1
      const close = closingAt(code, open)
      if (!/&&|\|\|/.test(code.slice(open, close)) && answersAtOnce(code, close + 1)) return []
      const sentence = `"if ${text.slice(open, close + 1)}" decides about the work: let the domain function decide and the route show.`
      return [{ path, line: lineAt(text, found.index), sentence }]
    })
    const others = [...code.matchAll(/\b(?:try \{|switch \(|for (?:await )?\(|while \()|\} else\b/g)].map(
      (found) => ({
        path,
        line: lineAt(text, found.index),
        sentence: `"${found[0]}" is work: it belongs into a domain function.`,
      }),
    )
    return [...ifs, ...others]
  })
}

/** What follows an `if` is a `return` or `throw`, or a block of at most three statements that ends in one. */
function answersAtOnce(code: string, from: number): boolean {
  const rest = code.slice(from).trimStart()
  if (!rest.startsWith('{')) return /^(?:return|throw) /.test(rest)
  const block = rest.slice(1, closingAt(rest, 0))
  const statements = block.split('\n').filter((line) => /^\s*(?:const|let|return|await|throw)\b/.test(line))
  return statements.length <= 3 && /^\s*(?:return|throw)\b/.test(statements.at(-1) ?? '')
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
