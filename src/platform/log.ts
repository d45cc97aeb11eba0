/**
 * The server's log: one JSON line an event, to standard error. Values are ids, counts and codes only:
 * never a word, a name or an address of anybody.
 */
export type LogValue = string | number | boolean | null

export function logEvent(event: string, values: Record<string, LogValue> = {}): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...values })}\n`)
}

/**
 * An unexpected error, for the operator. Database messages can quote a row, so of an error only its class, code,
 * constraint and the places of its stack are written, never its message.
 */
export function logFault(event: string, error: unknown, values: Record<string, LogValue> = {}): void {
  const fault = error instanceof Error ? error : null
  const coded = (fault ?? {}) as { code?: unknown; constraint?: unknown }
  const cause = fault?.cause instanceof Error ? fault.cause.name : null
  logEvent(event, {
    ...values,
    fault: fault?.name ?? typeof error,
    code: typeof coded.code === 'string' ? coded.code : null,
    constraint: typeof coded.constraint === 'string' ? coded.constraint : null,
    cause,
    where:
      fault?.stack
        ?.split('\n')
        .filter((line) => /^\s+at /.test(line))
        .slice(0, 6)
        .map((line) => line.trim().replace(/\(?file:\/\/.*\/(dist|src|bin)\//, '($1/'))
        .join(' | ') ?? null,
  })
}
