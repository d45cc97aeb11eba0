/** Rows in portions of at most `size`: one statement takes 65,535 values and no more. */
export function* inBatches<Row>(rows: readonly Row[], size: number): Iterable<readonly Row[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size)
}
