import { longestRow } from './row.ts'

/** The text of one record and the line it begins on; null when the file ended, or went on too long, before it was complete. */
export type JsonRecord = { line: number; text: string; fault: 'json_broken' | 'row_too_long' | null }

const code = { quote: 34, backslash: 92, comma: 44, openList: 91, closeList: 93, open: 123, close: 125, lineFeed: 10 }

/**
 * Where the records of a JSON document begin: just inside the list at `path` (as in `hits.hits`), or, without a path, inside
 * the first list that holds an object.
 * @returns the index behind the opening bracket, -1 when `head` holds no such list so far
 */
export function findRecords(head: string, path: string | null): number {
  const keys: string[] = []
  let key = ''
  for (let at = 0; at < head.length; at++) {
    const char = head.charCodeAt(at)
    if (char === code.quote) {
      const end = stringEnd(head, at)
      key = head.slice(at + 1, end)
      at = end
    } else if (char === code.openList) {
      const here = [...keys, key].filter(Boolean).join('.')
      if (path === null ? /^\s*\{/.test(head.slice(at + 1, at + 200)) : here === path) return at + 1
      keys.push(key)
      key = ''
    } else if (char === code.open) {
      keys.push(key)
      key = ''
    } else if (char === code.close || char === code.closeList) {
      keys.pop()
      key = ''
    } else if (char === code.comma) key = ''
  }
  return -1
}

/** The index of the quote that ends the string beginning at `open`; the length of the text when it does not end. */
function stringEnd(text: string, open: number): number {
  let at = open + 1
  for (; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (char === code.backslash) at++
    else if (char === code.quote) return at
  }
  return text.length
}

/** Splits the inside of a JSON list, given piece by piece, into the texts of its elements. Stops at the end of the list. */
export class JsonRecords {
  #text = ''
  #at = 0
  #line: number
  #done = false

  constructor(line: number) {
    this.#line = line
  }

  /** The records that `text` completes. */
  push(text: string): JsonRecord[] {
    if (this.#done) return []
    this.#text = this.#text.slice(this.#at) + text
    this.#at = 0
    const records: JsonRecord[] = []
    for (let record = this.#next(); record; record = this.#next()) records.push(record)
    return records
  }

  /** What is left when the file ends before its list does. */
  end(): JsonRecord[] {
    const left = this.#text.slice(this.#at).trim()
    const wasDone = this.#done
    this.#done = true
    return wasDone ? [] : [{ line: this.#line, text: left, fault: 'json_broken' }]
  }

  #next(): JsonRecord | null {
    if (this.#done || !this.#reachRecord()) return null
    const end = this.#recordEnd()
    if (end < 0 && this.#text.length - this.#at < longestRow) return null
    const text = this.#text.slice(this.#at, end < 0 ? this.#at + 200 : end)
    const record: JsonRecord = { line: this.#line, text, fault: end < 0 ? 'row_too_long' : null }
    // Behind a record without end nothing can be told apart any more.
    if (end < 0) this.#done = true
    else this.#moveTo(end)
    return record
  }

  /** Moves to the beginning of the next record. False when it has not come yet, or the list is over. */
  #reachRecord(): boolean {
    let at = this.#at
    while (at < this.#text.length && isBetween(this.#text.charCodeAt(at))) at++
    this.#moveTo(at)
    if (this.#text.charCodeAt(at) === code.closeList) this.#done = true
    return at < this.#text.length && !this.#done
  }

  #moveTo(at: number): void {
    for (let from = this.#at; from < at; from++) if (this.#text.charCodeAt(from) === code.lineFeed) this.#line++
    this.#at = at
  }

  /** The index behind the record that begins at `#at`; -1 when its end has not come yet. */
  #recordEnd(): number {
    const text = this.#text
    for (let at = this.#at, depth = 0; at < text.length; at++) {
      const char = text.charCodeAt(at)
      if (char === code.quote) {
        at = stringEnd(text, at)
        if (at >= text.length) return -1
      } else if (char === code.open || char === code.openList) depth++
      else if (char === code.close || char === code.closeList) {
        if (depth <= 1) return depth === 1 ? at + 1 : at
        depth--
      } else if (char === code.comma && depth === 0) return at
    }
    return -1
  }
}

function isBetween(char: number): boolean {
  return char === code.comma || char === 32 || char === code.lineFeed || char === 13 || char === 9
}
