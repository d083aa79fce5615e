/** One line of progress: share of the file, rows a second, time left. */
export function progressLine({ readRows, readBytes, totalBytes }: { readRows: number; readBytes: number; totalBytes: number }, elapsedMilliseconds: number): string {
  const share = totalBytes === 0 ? 0 : Math.min(1, readBytes / totalBytes)
  const seconds = elapsedMilliseconds / 1000
  const rate = seconds > 0 ? Math.round(readRows / seconds) : 0
  const left = share > 0.01 ? Math.ceil((seconds * (1 - share)) / share) : null
  return `${Math.round(share * 100)} % · ${readRows} rows · ${rate} rows/s · ${left === null ? '…' : `${left} s left`}`
}
