/** Keeps what was worked out for the latest keys, for what takes long and is asked again and again. Holds no more than `most`. */
export class Remembered<Value> {
  private readonly known = new Map<string, Value>()

  constructor(private readonly most: number) {}

  /** What is known for this key, or worked out now. Everyone gets the same value: nobody may change it. */
  get(key: string, workOut: () => Value): Value {
    const value = this.known.has(key) ? (this.known.get(key) as Value) : workOut()
    // A map keeps its order: what is asked for again goes last.
    this.known.delete(key)
    this.known.set(key, value)
    const [oldest] = this.known.keys()
    if (this.known.size > this.most && oldest !== undefined) this.known.delete(oldest)
    return value
  }
}
