export type Recent = { reference: string; words: string }

const most = 6
let looked: readonly Recent[] = []

/** Keeps the complaints that were looked at last, until the page is closed: they are nobody's business afterwards. */
export function keepRecent(complaint: Recent): void {
  looked = [complaint, ...looked.filter(({ reference }) => reference !== complaint.reference)].slice(0, most)
}

export const recentComplaints = (): readonly Recent[] => looked
