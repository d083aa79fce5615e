import { statfs } from 'node:fs/promises'

/** Why the database could not be started, reached or stopped (`message`), and what the reader can do about it (`remedy`). */
export class PostgresFailure extends Error {
  override readonly name = 'PostgresFailure'

  readonly remedy: string

  constructor(message: string, remedy: string, options?: ErrorOptions) {
    super(message, options)
    this.remedy = remedy
  }
}

/** Free bytes for ordinary users on the disk that holds `folder`. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/**
 * Turns what PostgreSQL said before it gave up into a failure that a person can act on. `free` is the disk's free space in
 * bytes: on a full disk even the message could not be written.
 */
export function failureFrom(said: string, free: number, folder: string): PostgresFailure {
  if (/No space left on device/i.test(said) || free < 16 * 2 ** 20) {
    return new PostgresFailure(
      `The disk that holds ${folder} is full (${Math.floor(free / 2 ** 20)} MB free). What was stored is still there.`,
      'Free some space on that disk (at least 200 MB), then start again.',
    )
  }
  if (/Permission denied/i.test(said)) {
    return new PostgresFailure(
      `PostgreSQL may not read or write in ${folder}: ${lastLine(said)}`,
      'Give that folder back to the user who starts Amends (chown -R), then start again.',
    )
  }
  return new PostgresFailure(
    `PostgreSQL did not start in ${folder}: ${lastLine(said) || 'it gave no reason'}`,
    `Its full account is in ${folder}/postgres.log. The files were left as they are.`,
  )
}

const full = 'No space left on device'
const closed = 'Permission denied'
const meanings: Record<string, string> = { ENOSPC: full, EDQUOT: full, EACCES: closed, EPERM: closed, EROFS: closed }

/** The failure behind an error of the file system; other errors come back as they are. */
export async function explain(error: unknown, folder: string): Promise<unknown> {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new PostgresFailure(`${folder} is not a folder: ${message}`, 'Choose a folder with AMENDS_DATA.', {
      cause: error,
    })
  }
  const meaning = meanings[code]
  if (error instanceof PostgresFailure || !meaning) return error
  const free = await freeBytes(folder).catch(() => Number.POSITIVE_INFINITY)
  return failureFrom(`${meaning}: ${message}`, meaning === full ? free : Number.POSITIVE_INFINITY, folder)
}

const lastLine = (said: string): string => {
  const lines = said.split('\n').filter((line) => line.trim() !== '')
  return (lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? '').trim()
}
