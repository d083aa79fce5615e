export const ways = ['company', 'demonstration', 'import'] as const
/** How somebody goes on from the start. */
export type Way = (typeof ways)[number]

export const isWay = (value: unknown): value is Way => (ways as readonly unknown[]).includes(value)
