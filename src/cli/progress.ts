type Progress = { readRows: number; readBytes: number; totalBytes: number }

/** One line of progress: share of the file, rows, rows a second, time left. */
export function progressLine({ readRows, readBytes, totalBytes }: Progress, elapsedMilliseconds: number): string {
  const share = totalBytes === 0 ? 0 : Math.min(1, readBytes / totalBytes)
  const seconds = elapsedMilliseconds / 1000
  const rate = seconds > 0 ? Math.round(readRows / seconds) : 0
  const left = share > 0.01 && seconds > 2 ? duration((seconds * (1 - share)) / share) : '…'
  return `${Math.floor(share * 100)} % · ${grouped(readRows)} rows · ${grouped(rate)} rows/s · ${left} left`
}

/** Seconds as a person says them: `40 s`, `12 min`, `3 h 05 min`. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 90) return `${minutes} min`
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
}

const grouped = (count: number): string => count.toLocaleString('en')

type Screen = { isTTY?: boolean; write: (text: string) => unknown }

/**
 * Shows progress on standard error: at a terminal in one line that is written over, else (a log, a pipe) in a line now and
 * then. @param now a clock in milliseconds
 */
export class ProgressDisplay {
  private readonly began: number
  private written: number

  constructor(
    private readonly screen: Screen,
    private readonly now: () => number,
  ) {
    this.began = now()
    this.written = this.began
  }

  show(progress: Progress): void {
    const at = this.now()
    const line = progressLine(progress, at - this.began)
    if (this.screen.isTTY) this.screen.write(`\r\u001B[K${line}`)
    else if (at - this.written >= everyMilliseconds) {
      this.screen.write(`${line}\n`)
      this.written = at
    }
  }

  /** Takes the line away, so that what follows stands alone. */
  clear(): void {
    if (this.screen.isTTY) this.screen.write('\r\u001B[K')
  }
}

const everyMilliseconds = 10_000
