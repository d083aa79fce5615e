/**
 * Numbers in, numbers out: every measure the product shows, each with what it was computed from and its interval.
 * Nothing here knows a complaint, a clock or a database. Where nothing is known (n of 0) the answer is null, never 0.
 */
export { clopperPearson } from './clopper-pearson.ts'
export { goodman } from './goodman.ts'
export type { Interval, ShareInterval } from './interval.ts'
export { fewestCases, tooFewToSay } from './too-few-to-say.ts'
export { wilson } from './wilson.ts'
