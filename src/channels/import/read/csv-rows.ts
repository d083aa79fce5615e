import { longestRow } from './row.ts'

/** One row of cells. `columns` tells apart a row whose quotes went wrong, and one that is too long to be a row. */
export type CsvRow = { line: number; cells: string[]; fault: 'quote_unclosed' | 'row_too_long' | null }

/** How a table is written down; `quote` null when quotes are ordinary characters. */
export type CsvDialect = { delimiter: string; quote: string | null }

const lineFeed = 10
const carriageReturn = 13

/**
 * Splits text, given piece by piece, into rows. Written here rather than taken from a library for what imports from the wild
 * need: true line numbers, any mixture of line endings, and that one unclosed quote costs one row and not the rest of the file.
 */
export class CsvRows {
  /** Cells of the header. A row of another size that also has a stray quote is cut at its first line end. */
  #columns = 0
  #text = ''
  #at = 0
  #line = 1
  #last = false
  #skipping = false
  readonly #delimiter: number
  readonly #quote: number
  readonly #quoteText: string
  readonly #headerLine: number
  readonly #longest: number
  // What the scan of one row found; fields, so that a row costs no extra objects.
  #end = 0
  #stray = false
  #swallowed = false
  #lineEnds = 0

  constructor({ delimiter, quote }: CsvDialect, { headerLine = 1, longest = longestRow } = {}) {
    this.#delimiter = delimiter.charCodeAt(0)
    this.#quoteText = quote ?? ''
    this.#quote = quote ? quote.charCodeAt(0) : -1
    this.#headerLine = headerLine
    this.#longest = longest
  }

  /** The rows that `text` completes. Blank lines are left out. */
  push(text: string): CsvRow[] {
    this.#text = this.#at < this.#text.length ? this.#text.slice(this.#at) + text : text
    this.#at = 0
    return [...this.#rows()]
  }

  /** The last row, when the text does not end with a line end. */
  end(): CsvRow[] {
    this.#last = true
    return this.push('')
  }

  *#rows(): Generator<CsvRow> {
    while (this.#at < this.#text.length) {
      if (this.#skipping && !this.#skipLine()) return
      const row = this.#row()
      if (!row) return
      if (row.fault || row.cells.length > 1 || row.cells[0] !== '') yield row
    }
  }

  #row(): CsvRow | null {
    const line = this.#line
    const cells = this.#scan()
    if (cells === 'unfinished') return this.#unfinished()
    const isRagged = this.#columns > 0 && cells.length !== this.#columns
    const swallowed = this.#swallowed || (this.#stray && this.#lineEnds > 0 && isRagged)
    if (cells === 'unclosed' || swallowed) return this.#cutAtFirstLine()
    if (this.#columns === 0 && line >= this.#headerLine) this.#columns = cells.length
    this.#at = this.#end
    this.#line += this.#lineEnds + 1
    return { line, cells, fault: null }
  }

  /** More text is needed; unless the row is already longer than any row can be. */
  #unfinished(): CsvRow | null {
    if (this.#text.length - this.#at < this.#longest) return null
    const line = this.#line
    const cells = [this.#text.slice(this.#at, this.#at + 200)]
    this.#skipping = true
    return { line, cells, fault: 'row_too_long' }
  }

  #cutAtFirstLine(): CsvRow {
    const line = this.#line
    const cells = [this.#text.slice(this.#at, this.#lineEnd(this.#at))]
    this.#skipping = true
    return { line, cells, fault: 'quote_unclosed' }
  }

  /** Passes over what is left of a faulty line. False when its end has not come yet. */
  #skipLine(): boolean {
    const end = this.#lineEnd(this.#at)
    if (end === this.#text.length && !this.#last) {
      this.#at = end
      return false
    }
    this.#at = this.#afterLineEnd(end)
    this.#line++
    this.#skipping = false
    return this.#at < this.#text.length
  }

  /** Reads one row from `#at`; leaves its end, its stray quotes and its inner line ends in the fields. */
  #scan(): string[] | 'unfinished' | 'unclosed' {
    const text = this.#text
    const cells: string[] = []
    this.#stray = false
    this.#swallowed = false
    this.#lineEnds = 0
    for (let at = this.#at; ; at++) {
      if (text.charCodeAt(at) === this.#quote) {
        const outcome = this.#quoted(at, cells)
        if (outcome !== null) return outcome
        at = this.#end
      } else {
        const end = this.#cellEnd(at)
        cells.push(text.slice(at, end))
        at = end
      }
      if (at < text.length && text.charCodeAt(at) === this.#delimiter) continue
      if (!this.#last && at + 1 >= text.length && !(text.charCodeAt(at) === lineFeed)) return 'unfinished'
      this.#end = this.#afterLineEnd(at)
      return cells
    }
  }

  /** Reads a quoted cell that opens at `open`; a quote before anything but a delimiter or a line end is taken as it is. */
  #quoted(open: number, cells: string[]): 'unfinished' | 'unclosed' | null {
    const text = this.#text
    let value = ''
    let start = open + 1
    for (let from = start; ; ) {
      const quote = text.indexOf(this.#quoteText, from)
      if (quote < 0 || (quote + 1 >= text.length && !this.#last)) {
        const hopeless = this.#last || text.length - this.#at >= this.#longest
        return hopeless ? 'unclosed' : 'unfinished'
      }
      const next = text.charCodeAt(quote + 1)
      if (next === this.#quote) {
        value += text.slice(start, quote + 1)
        start = quote + 2
      } else if (quote + 1 >= text.length || next === this.#delimiter || next === lineFeed || next === carriageReturn) {
        cells.push(value + text.slice(start, quote))
        this.#lineEnds += lineEndsBetween(text, open, quote)
        this.#end = quote + 1
        return null
      } else {
        this.#stray = true
        this.#swallowed ||= this.#opensCell(quote) && lineEndsBetween(text, open, quote) > 0
        from = quote + 1
        continue
      }
      from = start
    }
  }

  /** A quote that follows a delimiter begins a cell: on a later line it shows that the cell before it was never closed. */
  #opensCell(quote: number): boolean {
    const before = this.#text.charCodeAt(quote - 1)
    return before === this.#delimiter || before === lineFeed || before === carriageReturn
  }

  #cellEnd(from: number): number {
    const text = this.#text
    const delimiter = this.#delimiter
    let at = from
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === delimiter || code === lineFeed || code === carriageReturn) break
    }
    return at
  }

  #lineEnd(from: number): number {
    let at = from
    for (; at < this.#text.length; at++) {
      const code = this.#text.charCodeAt(at)
      if (code === lineFeed || code === carriageReturn) break
    }
    return at
  }

  #afterLineEnd(end: number): number {
    const isPair = this.#text.charCodeAt(end) === carriageReturn && this.#text.charCodeAt(end + 1) === lineFeed
    return Math.min(end + (isPair ? 2 : 1), this.#text.length)
  }
}

function lineEndsBetween(text: string, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at++) {
    const char = text.charCodeAt(at)
    if (char === lineFeed || (char === carriageReturn && text.charCodeAt(at + 1) !== lineFeed)) count++
  }
  return count
}
