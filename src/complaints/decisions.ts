/** What a decision that closes a complaint can be. One in the customer's favour is no decision but a solution to propose. */
export const decisions = ['partly_upheld', 'not_upheld', 'no_finding'] as const
export type Decision = (typeof decisions)[number]
