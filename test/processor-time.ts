/** Milliseconds of processor time that some work takes: what else the machine does counts little. */
export function processorTime(work: () => unknown): number {
  const begun = process.cpuUsage()
  work()
  return process.cpuUsage(begun).user / 1000
}
