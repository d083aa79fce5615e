/** What became of a proposed solution; `wrote`: the customer wrote something that is neither yes nor no. */
export const answers = ['solved', 'not_solved', 'wrote', 'no_answer', 'replaced', 'settled_otherwise'] as const
/** Why a customer is not asked how it was. */
export const holdReasons = ['harmed', 'safety', 'grief', 'other'] as const
/** What a customer can say about how it goes on. */
export const customersWords = ['solved', 'not_solved', 'wants_decider', 'withdraws'] as const
export type CustomersWord = (typeof customersWords)[number]
