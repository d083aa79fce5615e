import type { SavedReport } from './words.ts'

export type Letter = SavedReport['letters'][number]

/** Whether any of them will look different in a moment: it is on its way, and nothing has kept it up. */
export const isUnderWay = (letters: Letter[]): boolean =>
  letters.some(({ state, reason }) => state === 'sending' || (state === 'waiting' && reason === null))
