/** Something that can be done or gone to, by its name. */
export type Command = {
  key: string
  /** What it is called, in the language on screen. */
  label: string
  run: () => void
}

const sources = new Set<() => Command[]>()

/** Adds what can be done on this screen. @returns the function that takes it away again */
export function addCommands(read: () => Command[]): () => void {
  sources.add(read)
  return () => sources.delete(read)
}

/** What can be done on this screen now. */
export const currentCommands = (): Command[] => [...sources].flatMap((read) => read())
