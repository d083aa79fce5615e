import type { Database } from '../../platform/database/index.ts'
import { type ClockRow, clocksOf, nextUpdateOf, type Regime, type Timed } from './rules.ts'
import { activeRegimes } from './store.ts'

/** How long the desk trusts what it read: a regime that has changed since is caught up with in the background. */
const trustMilliseconds = 3000
/** Works out clocks of new complaints from regimes that are read now and then rather than for every complaint. */
export class RegimeDesk {
  private known: { regimes: Regime[]; readAt: number } | null = null
  private reading: Promise<Regime[]> | null = null

  constructor(private readonly db: Database) {}

  /** Forgets what it knows: called when a regime or a calendar changes. */
  refresh(): void {
    this.known = null
    this.reading = null
  }

  /** The clocks of a complaint that arrives now, and when its customer hears from us next where a regime says so. */
  async clocksFor(timed: Timed): Promise<{ clocks: ClockRow[]; nextUpdateDue: Date | null }> {
    const regimes = await this.current()
    return { clocks: clocksOf(regimes, timed), nextUpdateDue: nextUpdateOf(regimes, timed, timed.recordedAt) }
  }

  private async current(): Promise<Regime[]> {
    const { known } = this
    if (known && performance.now() - known.readAt < trustMilliseconds) return known.regimes
    this.reading ??= this.readAnew()
    // What is merely old still serves while the new is read; nothing known yet must wait.
    if (!known) return this.reading
    this.reading.catch(() => {})
    return known.regimes
  }

  private readAnew(): Promise<Regime[]> {
    const reading: Promise<Regime[]> = activeRegimes(this.db)
      .then((regimes) => {
        if (this.reading === reading) this.known = { regimes, readAt: performance.now() }
        return regimes
      })
      .finally(() => {
        if (this.reading === reading) this.reading = null
      })
    return reading
  }
}
