/**
 * Checks on what callers pass in. Each throws a RangeError that names the argument, what it may be and what came,
 * so that a wrong number is found where it was passed and never turns into a plausible wrong percentage.
 */

/** A count of cases: a whole number from 0 to `most`. */
export function requireCount(name: string, value: number, most = Number.MAX_SAFE_INTEGER): void {
  if (Number.isSafeInteger(value) && value >= 0 && value <= most) return
  const range = most === Number.MAX_SAFE_INTEGER ? '0 or more' : `0 to ${most}`
  throw new RangeError(`${name} must be a whole number, ${range}; got ${value}`)
}

/** Successes out of n, both counts. The names are the callers' own, for the message. */
export function requireShareOf(successes: number, n: number, names: { successes: string; n: string }): void {
  requireCount(names.n, n)
  if (!Number.isSafeInteger(successes) || successes < 0 || successes > n)
    throw new RangeError(`${names.successes} must be a whole number, 0 to ${names.n} (${n}); got ${successes}`)
}

/** Exposure: any finite amount from 0 (orders, customers, weeks, …). */
export function requireExposure(name: string, value: number): void {
  if (Number.isFinite(value) && value >= 0) return
  throw new RangeError(`${name} must be a finite number, 0 or more; got ${value}`)
}

/** Confidence as a share strictly between 0 and 1. */
export function requireConfidence(confidence: number): void {
  if (confidence > 0 && confidence < 1) return
  throw new RangeError(`confidence must lie between 0 and 1, such as 0.95 for 95 %; got ${confidence}`)
}

/** Counts of two or more categories that exclude each other. */
export function requireCategories(name: string, counts: readonly number[]): void {
  if (counts.length < 2) throw new RangeError(`${name} must hold two or more categories; got ${counts.length}`)
  for (const [index, count] of counts.entries()) requireCount(`${name}[${index}]`, count)
}
