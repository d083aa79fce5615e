/** Why the database could not be started, reached or stopped (`message`), and what the reader can do about it (`remedy`). */
export class PostgresFailure extends Error {
  override readonly name = 'PostgresFailure'

  constructor(
    message: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
