/** Runs a few pieces of work at once; whoever brings more waits for a free lane. The first failure is everyone's. */
export class Lanes {
  private readonly underWay = new Set<Promise<void>>()
  private failure: { error: unknown } | null = null

  constructor(private readonly lanes: number) {}

  /** Starts `work` as soon as a lane is free, and returns then. @throws what earlier work threw */
  async run(work: () => Promise<void>): Promise<void> {
    while (this.underWay.size >= this.lanes) await Promise.race(this.underWay)
    this.throwFailure()
    const done = work()
      .catch((error) => {
        this.failure ??= { error }
      })
      .finally(() => this.underWay.delete(done))
    this.underWay.add(done)
  }

  /** Waits until all work is done. @throws what work threw */
  async empty(): Promise<void> {
    await Promise.all(this.underWay)
    this.throwFailure()
  }

  private throwFailure(): void {
    if (this.failure) throw this.failure.error
  }
}
