/** The beginning of words, cut between two of them where that is near, with a mark that something follows. */
export function excerpt(words: string, most: number): string {
  const characters = Array.from(words)
  if (characters.length <= most) return words
  const cut = characters.slice(0, most).join('')
  return `${/^(.*\S)\s+\S{0,30}$/su.exec(cut)?.[1] ?? cut} …`
}
