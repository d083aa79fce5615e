import { compare, type Conflict, type Values } from './rules.ts'

/** How the fields of an edit are called on the screen, and how a value of each reads. */
export type FieldWords = Readonly<Record<string, { label: string; show: (value: unknown) => string }>>
export type State = { version: number; values: Values; by: string | null }
export type Question = { conflicts: readonly Conflict[]; words: FieldWords; by: string | null }
/** Per field whose version is to hold; null when the person would rather not decide now. */
export type Choice = Readonly<Record<string, 'mine' | 'theirs'>> | null
/** `saved`: nobody was in the way. `joined`: others changed other fields meanwhile. `chosen`: conflicts, decided. */
export type Outcome = 'saved' | 'joined' | 'chosen' | 'theirs' | 'put_off'

export type SafeEdit = {
  /** What I saw when I began. */
  seen: Omit<State, 'by'>
  /** The fields I change. */
  mine: Values
  words: FieldWords
  /** Stores changes made to that version. @throws something with the status 412 when it is no longer that version */
  send: (changes: Values, version: number) => Promise<unknown>
  /** What it is now. */
  read: () => Promise<State>
  /** Asks the person. */
  choose: (question: Question) => Promise<Choice>
}

/** As often as others may be quicker before it is said as a failure. */
const mostTries = 8

/**
 * Stores an edit so that nobody's is lost. When others were quicker it is compared field by field: what they did not touch is
 * stored on top of theirs, the rest is the person's choice.
 * @throws ApiProblem whatever `send` and `read` throw but 412
 */
export async function editSafely({ seen, mine, words, send, read, choose }: SafeEdit): Promise<Outcome> {
  let [base, changes, outcome]: [Omit<State, 'by'>, Values, Outcome] = [seen, mine, 'saved']
  for (let tries = 1; ; tries++) {
    try {
      await send(changes, base.version)
      return outcome
    } catch (error) {
      if ((error as { status?: number }).status !== 412 || tries === mostTries) throw error
    }
    const now = await read()
    const { rest, conflicts } = compare(base.values, now.values, changes)
    if (conflicts.length > 0) {
      const choice = await choose({ conflicts, words, by: now.by })
      if (choice === null) return 'put_off'
      const kept = conflicts.filter(({ name }) => choice[name] === 'mine').map(({ name, mine: value }) => [name, value])
      changes = { ...rest, ...Object.fromEntries(kept) }
      outcome = 'chosen'
    } else {
      changes = rest
      if (outcome === 'saved') outcome = 'joined'
    }
    if (Object.keys(changes).length === 0) return outcome === 'chosen' ? 'theirs' : 'joined'
    base = now
  }
}
