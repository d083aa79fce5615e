type Detail = Record<string, unknown>

const plain = (value: unknown): unknown =>
  value instanceof Error ? { message: value.message, stack: value.stack, cause: plain(value.cause) } : value

function write(level: string, message: string, detail: Detail = {}): void {
  const entries = Object.entries(detail).map(([key, value]) => [key, plain(value)])
  process.stderr.write(
    `${JSON.stringify({ at: new Date().toISOString(), level, message, ...Object.fromEntries(entries) })}\n`,
  )
}

/** One line of JSON an entry, to standard error; never a customer's words. */
export const log = {
  info: (message: string, detail?: Detail) => write('info', message, detail),
  warn: (message: string, detail?: Detail) => write('warn', message, detail),
  error: (message: string, detail?: Detail) => write('error', message, detail),
}
