/** Why a step could not be done (`message`) and what the reader can do about it (`remedy`). */
export class Failure extends Error {
  constructor(message, remedy) {
    super(message)
    this.remedy = remedy
  }
}

/** The failure behind an error of the file system below `root`; null for other errors, which are ours to mend. */
export function explain(error, root) {
  if (error instanceof Failure) return error
  if (typeof error?.path !== 'string' || !error.path.startsWith(root)) return null
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') {
    return new Failure(`The disk that holds ${root} is full.`, 'Free some space on it, then try again.')
  }
  if (['EACCES', 'EPERM', 'EROFS'].includes(error.code)) {
    return new Failure(`Amends may not write ${error.path}.`, `Give ${root} to the user who starts Amends, then try again.`)
  }
  return null
}

/**
 * Says in one line what is being done and how long it took; on stderr, so that what a command prints stays clean.
 * @returns what `work` returns
 */
export async function step(title, work) {
  const began = Date.now()
  process.stderr.write(`${title}… `)
  try {
    const result = await work()
    process.stderr.write(`${seconds(began)}\n`)
    return result
  } catch (error) {
    process.stderr.write(`failed after ${seconds(began)}\n`)
    throw error
  }
}

const seconds = (began) => `${((Date.now() - began) / 1000).toFixed(1)} s`
