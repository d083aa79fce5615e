/** Seconds in which an answer by letter can be taken back before it leaves. */
export const undoSeconds = 10

/** When the customer hears from us next: as chosen, or so many hours after this answer, and never after what we promised. */
export function nextUpdateAfter({
  chosen,
  usual,
  promised,
}: {
  chosen: Date | undefined
  usual: Date
  promised: readonly Date[]
}): Date {
  const times = [chosen ?? usual, ...promised].map((at) => at.getTime())
  return new Date(Math.min(...times))
}
