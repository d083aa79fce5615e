type Nameable = { id: string; name: string }

const isWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}_]/u.test(character)

/** The ids of the people whom a note names with an @ before their name, each once; the longest name counts. */
export function mentionedIn(text: string, people: readonly Nameable[]): string[] {
  const longestFirst = people.toSorted((one, other) => other.name.length - one.name.length)
  const lower = text.toLowerCase()
  const found = new Set<string>()
  for (let at = lower.indexOf('@'); at >= 0; at = lower.indexOf('@', at + 1)) {
    if (isWord(lower[at - 1])) continue
    const named = longestFirst.find(
      ({ name }) => lower.startsWith(name.toLowerCase(), at + 1) && !isWord(lower[at + 1 + name.length]),
    )
    if (named) found.add(named.id)
  }
  return [...found]
}
