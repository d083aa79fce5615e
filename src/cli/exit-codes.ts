/** What a command's end says to a script. Documented in docs/command-line.md. */
export const exitCodes = { done: 0, failed: 1, someRejected: 2, broken: 3, usage: 64, interrupted: 130 } as const

/** A command that could not do its work; the message, and what to do about it, are for the person who typed it. */
export class CommandFailure extends Error {
  readonly exitCode: number
  readonly remedy: string | undefined

  constructor(exitCode: number, message: string, remedy?: string) {
    super(message)
    this.exitCode = exitCode
    this.remedy = remedy
  }
}
