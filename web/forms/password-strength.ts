/** The fewest characters the server takes. */
export const leastCharacters = 10

export type Strength = 'too_short' | 'guessable' | 'fair' | 'strong'

/**
 * How hard a password is to guess, roughly: bits of its characters, with runs and repetitions (aaaa, 1234, abab) and words
 * that others know (one's own name, the company's) counted once. No dictionary is asked: a hint, not a judgement.
 * @param known  what others know: name, e-mail address, company
 */
export function strengthOf(password: string, known: readonly string[]): Strength {
  if (password.length < leastCharacters) return 'too_short'
  const bits = effectiveLength(withoutKnown(password.toLowerCase(), known)) * Math.log2(alphabetOf(password))
  if (bits < 40) return 'guessable'
  return bits < 65 ? 'fair' : 'strong'
}

function withoutKnown(password: string, known: readonly string[]): string {
  const words = known.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= 3)
  return words.reduce((left, word) => left.replaceAll(word, '\u0000'), password)
}

/** Characters that cannot be foretold from the two before them. */
function effectiveLength(password: string): number {
  const codes = [...password].map((character) => character.codePointAt(0) as number)
  const isForetold = (code: number, at: number) => {
    const [one, two] = [codes[at - 1], codes[at - 2]]
    return one !== undefined && (code === one || code === two || Math.abs(code - one) === 1)
  }
  return codes.filter((code, at) => !isForetold(code, at)).length
}

/** How many characters somebody would have to try in each place. */
function alphabetOf(password: string): number {
  const kinds: [RegExp, number][] = [
    [/\p{Ll}/u, 26],
    [/\p{Lu}/u, 26],
    [/\p{N}/u, 10],
    [/[^\p{L}\p{N}]/u, 20],
  ]
  return kinds.reduce((size, [kind, count]) => (kind.test(password) ? size + count : size), 0)
}
