type Waiting<Item, Result> = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }

type Options<Item, Result> = {
  /** Does the work for some items at once, all or none; answers in their order. */
  work: (items: Item[]) => Promise<Result[]>
  /** How many pieces of work may be under way at once, and how many items each may have. */
  lanes: number
  most: number
  /** Whether an error says that nothing was done because of what one of the items is: then each is tried by itself. */
  isRefusal: (error: unknown) => boolean
}

/**
 * Lets those who come at the same time share one piece of work: what arrives while an earlier one is under way goes with
 * the next. Who comes alone waits for nobody.
 */
export class Together<Item, Result> {
  private readonly waiting: Waiting<Item, Result>[] = []
  private underWay = 0

  constructor(private readonly options: Options<Item, Result>) {}

  /** @throws what the work throws for this item */
  run(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject })
      this.start()
    })
  }

  private start(): void {
    const { lanes, most } = this.options
    while (this.underWay < lanes && this.waiting.length > 0) {
      this.underWay++
      void this.finish(this.waiting.splice(0, most)).finally(() => {
        this.underWay--
        this.start()
      })
    }
  }

  private async finish(batch: Waiting<Item, Result>[]): Promise<void> {
    const { work, isRefusal } = this.options
    try {
      const results = await work(batch.map(({ item }) => item))
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result)
    } catch (error) {
      if (batch.length > 1 && isRefusal(error)) await Promise.all(batch.map((each) => this.finish([each])))
      else for (const { reject } of batch) reject(error)
    }
  }
}
