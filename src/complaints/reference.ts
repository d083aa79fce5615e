import { randomFillSync } from 'node:crypto'

// Crockford's alphabet: no I, L, O, U, so that a number read out over the telephone is not misheard.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

// Random bytes for many numbers at once: asking for ten is as dear as for a thousand.
const bytes = Buffer.alloc(1000)
let used = bytes.length

/** A new complaint number, `AM-7Q2M4-K9TX3`: fifty random bits, so that nobody can guess or count them. */
export function newReference(): string {
  if (used === bytes.length) {
    randomFillSync(bytes)
    used = 0
  }
  const own = bytes.subarray(used, (used += 10))
  const characters = Array.from(own, (byte) => alphabet[byte & 31]).join('')
  return `AM-${characters.slice(0, 5)}-${characters.slice(5)}`
}

/**
 * The number as we write it, from what a person typed: any case, spaces or dashes missing, O for 0, I or L for 1.
 * @returns null when it cannot be one of ours
 */
export function readReference(typed: string): string | null {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '').replace(/^AM/, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{10}$/.test(plain) ? `AM-${plain.slice(0, 5)}-${plain.slice(5)}` : null
}
