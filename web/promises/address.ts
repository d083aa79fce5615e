export const promiseParts = ['register', 'steps', 'stopped'] as const
export type PromisePart = (typeof promiseParts)[number]
export type PromisesSearch = { part?: PromisePart }

/** Which part of the page is open; without one, the register. */
export const readPromisesSearch = ({ part }: Record<string, unknown>): PromisesSearch => {
  const known = promiseParts.find((each) => each === part)
  return known && known !== 'register' ? { part: known } : {}
}
