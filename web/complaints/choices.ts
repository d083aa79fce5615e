import type { CauseClass, Locus } from '../../src/causes/rules.ts'
import { causeClasses, lociOf } from '../../src/causes/rules.ts'
import type { Channel as ChannelShape, Closure as ClosureShape } from '../../src/complaints/shapes.ts'
import type { z } from 'zod'

// Lists of the contract's words. They are written again here, because the contract brings its validator along, which no
// browser needs; the types hold that none is missing.

export type Channel = z.infer<typeof ChannelShape>
export type Closure = z.infer<typeof ClosureShape>

const everyChannel: Record<Channel, true> = {
  email: true,
  phone: true,
  web_form: true,
  chat: true,
  in_person: true,
  letter: true,
  social: true,
  referral: true,
  api: true,
  import: true,
}
export const channels = Object.keys(everyChannel) as Channel[]
/** How a person can have told us something themselves. */
export const spokenChannels = channels.filter((channel) => channel !== 'api' && channel !== 'import')

const everyClosure: Record<Closure, true> = {
  solved: true,
  decided: true,
  no_answer: true,
  withdrawn: true,
  merged: true,
  historic: true,
}
export const closures = Object.keys(everyClosure) as Closure[]

export const isChannel = (value: unknown): value is Channel => channels.includes(value as Channel)
export const isClosure = (value: unknown): value is Closure => closures.includes(value as Closure)
export const isCauseClass = (value: unknown): value is CauseClass => causeClasses.includes(value as CauseClass)
export const isLocus = (value: unknown): value is Locus => classOfLocus(value as Locus) !== undefined

/** The class that a locus belongs to; undefined for a word that is no locus. */
export const classOfLocus = (locus: string): CauseClass | undefined =>
  causeClasses.find((each) => (lociOf[each] as readonly string[]).includes(locus))
