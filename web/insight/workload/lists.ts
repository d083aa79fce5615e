/** The address of these complaints in the list; what is not given is left out. */
export function listOf(filters: Record<string, string | null | undefined>): string {
  const given = Object.entries(filters).filter(([, value]) => value !== null && value !== undefined)
  return `/complaints?${new URLSearchParams(given as [string, string][])}`
}
