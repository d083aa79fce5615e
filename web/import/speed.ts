/** How far an import was at a moment, in seconds. */
export type Point = { at: number; rows: number; bytes: number }

/**
 * How fast an import is over the points seen, oldest first, and how many seconds are left if it goes on so. `secondsLeft` is
 * null when it cannot be told: the whole file is read already, or no bytes were read in between.
 * @returns null while fewer than two moments were seen
 */
export function speedOf(
  points: Point[],
  totalBytes: number,
): { rowsPerSecond: number; secondsLeft: number | null } | null {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last || last.at <= first.at) return null
  const seconds = last.at - first.at
  const bytesPerSecond = (last.bytes - first.bytes) / seconds
  const left = totalBytes - last.bytes
  return {
    rowsPerSecond: (last.rows - first.rows) / seconds,
    secondsLeft: bytesPerSecond > 0 && left > 0 ? left / bytesPerSecond : null,
  }
}
