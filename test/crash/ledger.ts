/** Something somebody wrote on the public page. */
export type Contribution = {
  mark: string
  fields: Record<string, string>
  network: string
  isAcknowledged: boolean
}

/** A file somebody brought in. `messages` is how many passages it holds, each with a mark of its own. */
export type BroughtFile = {
  exerciseId: string
  path: string
  name: string
  mark: string
  messages: number
  way: 'page' | 'command'
  isAcknowledged: boolean
  sourceId: string | null
}

/** What the server said yes to, as its clients noted it down at that moment; and what they asked without an answer. */
export class Ledger {
  readonly contributions: Contribution[] = []
  readonly files: BroughtFile[] = []
  /** Passages whose first reading was acknowledged. */
  readonly firsts = new Set<string>()
  /** Passages whose second reading was acknowledged, with the moment it was asked for. */
  readonly seconds = new Map<string, number>()
  /** When a first reader's answer to a passage last ended; Infinity while nobody knows. It may take both signatures away. */
  readonly touched = new Map<string, number>()
  /** Answers that were neither a yes nor a plain refusal, by status. */
  readonly strange = new Map<number, number>()

  noteStrange(status: number): void {
    this.strange.set(status, (this.strange.get(status) ?? 0) + 1)
  }
}
