/** What a command's end says to a script. Documented in docs/command-line.md. */
export const exitCodes = { done: 0, failed: 1, someRejected: 2, broken: 3, usage: 64 } as const

/** A command that could not do its work; the message is for the person who typed it. */
export class CommandFailure extends Error {
  readonly exitCode: number

  constructor(exitCode: number, message: string) {
    super(message)
    this.exitCode = exitCode
  }
}
