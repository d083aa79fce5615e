// 32 letters and digits that are not mistaken for one another: five bits of a byte choose one evenly.
const letters = 'abcdefghijkmnpqrstuvwxyz23456789'

/** A password of 100 random bits, easy to read out: `k3mvq-8rtzp-…`. @param fill fills bytes with random numbers */
export function madePassword(fill: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): string {
  const characters = Array.from(fill(new Uint8Array(20)), (byte) => letters[byte % letters.length])
  return [0, 5, 10, 15].map((from) => characters.slice(from, from + 5).join('')).join('-')
}
