/** What "How we handle complaints" tells, in the order of the page (ISO 10002, 7.1). */
export const handlingParts = ['process', 'time_limits', 'remedies', 'outside_help', 'contact'] as const
export type HandlingPart = (typeof handlingParts)[number]
