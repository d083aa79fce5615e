import { type Recognised, recognise } from '../../../src/complaints/commitments/recognise/recognise.ts'
import type { Draft } from '../page/draft.ts'

const myTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** What an answer says that we will do by a time, as clocks show it here; at most so many as can be recorded at once. */
export const saidIn = (text: string, now = new Date()): Recognised[] =>
  recognise(text, { now, timeZone: myTimeZone() }).slice(0, 20)

/** Of these, what is to be recorded as commitments. */
export const promisedIn = ({ text, notPromised }: Pick<Draft, 'text' | 'notPromised'>): Recognised[] =>
  saidIn(text)
    .filter(({ phrase }) => !notPromised.includes(phrase))
    .map((each) => ({ ...each, text: each.text.slice(0, 500) }))
