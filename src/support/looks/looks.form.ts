/** A time in an address: what stands after it is older. Null for none, or for anything else. */
export function readBefore(text: string | null): Date | null {
  const time = new Date(text ?? '')
  return Number.isNaN(time.getTime()) ? null : time
}
