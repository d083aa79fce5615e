/** Which round of coding a complaint is opened in: the first, or the second by another person who must not see the first. */
export type Pass = 1 | 2

/** Reads the address of a complaint: `?pass=2`. Without it nobody is in a round of coding. */
export const readPass = ({ pass }: Record<string, unknown>): { pass?: Pass } =>
  pass === 1 || pass === 2 ? { pass } : {}
