/** What is taken of the mail that was there before us: nothing, what nobody has read, or all of it. */
export const beginnings = ['now', 'unread', 'all'] as const
export type Beginning = (typeof beginnings)[number]
