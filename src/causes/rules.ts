/** What kind of cause it is: what the two questions lead to. */
export const causeClasses = ['delivery', 'surprise', 'mismatch', 'unknown'] as const
export type CauseClass = (typeof causeClasses)[number]
export type Answer = 'yes' | 'no' | 'unknown'

/** Where in a class the cause lies. No locus names a person; 'person' is a slip that any person could have made. */
export const lociOf = {
  delivery: ['person', 'system', 'partner'],
  surprise: ['product', 'process', 'message', 'need'],
  mismatch: ['use', 'expectation', 'fit', 'missed_information'],
  unknown: [],
} as const satisfies Record<CauseClass, readonly string[]>
export const loci = Object.values(lociOf).flat()
export type Locus = (typeof loci)[number]

/**
 * The class that follows from the two questions. Did it go as designed? No: delivery. Would a reasonable customer,
 * knowing what we had clearly told them, have expected it? No: surprise; yes: mismatch. Not known: unknown.
 */
export function classify({ asDesigned, expected }: { asDesigned: Answer; expected: Answer | null }): CauseClass {
  if (asDesigned === 'no') return 'delivery'
  if (asDesigned === 'unknown' || expected === null || expected === 'unknown') return 'unknown'
  return expected === 'no' ? 'surprise' : 'mismatch'
}

/** Whether a locus belongs to a class. */
export const belongs = (locus: string, to: CauseClass): boolean => (lociOf[to] as readonly string[]).includes(locus)

/** The three groups of TARP's published split, and which of our causes make up each (field's comparison, never a default). */
export type TarpGroup = 'employees' | 'company' | 'customers'
export function tarpGroup(causeClass: CauseClass, locus: string | null): TarpGroup | null {
  if (causeClass === 'unknown') return null
  if (causeClass === 'mismatch') return 'customers'
  if (causeClass === 'surprise') return 'company'
  // A delivery failure whose locus nobody named could be either; it counts nowhere rather than against a person.
  if (locus === null) return null
  return locus === 'person' ? 'employees' : 'company'
}

/** TARP's published ranges: about 20 % employees, 40 to 60 % products, processes and messages, 20 to 30 % customers. */
export const publishedRange: Record<TarpGroup, { low: number; high: number }> = {
  employees: { low: 0.2, high: 0.2 },
  company: { low: 0.4, high: 0.6 },
  customers: { low: 0.2, high: 0.3 },
}
