import type { CauseClass } from '../../src/causes/rules.ts'
import type { Tone } from '../../src/charts/palette.ts'

/** Each class has its colour and pattern wherever it is drawn; "nobody has looked yet" is not the same as "cannot be told". */
export const toneOf: Record<CauseClass | 'uncoded', Tone> = {
  delivery: 'first',
  surprise: 'second',
  mismatch: 'third',
  unknown: 'fourth',
  uncoded: 'unknown',
}
