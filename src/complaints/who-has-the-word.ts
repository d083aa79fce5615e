/** What the customer said, or did by themselves, and now waits to hear about. */
const customersWords = ['received', 'customer_wrote', 'disputed', 'said_not_solved', 'wanted_decider']
/** What the customer heard from us. An acknowledgement by itself answers nothing. */
const ours = ['answered', 'solution_proposed', 'manager_spoke', 'decided']

type Word = { by: 'customer' | 'us'; at: Date }

/**
 * Who spoke last in these events, in their order, and when: what the customer said waits for an answer until we said something
 * to them. Null when nobody spoke.
 */
export function whoHasTheWord(events: readonly { kind: string; at: Date }[]): Word | null {
  let word: Word | null = null
  for (const { kind, at } of events) {
    if (ours.includes(kind)) word = { by: 'us', at }
    else if (customersWords.includes(kind) && word?.by !== 'customer') word = { by: 'customer', at }
  }
  return word
}
