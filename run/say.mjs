/** Why a step could not be done (`message`) and what the reader can do about it (`remedy`). */
export class Failure extends Error {
  constructor(message, remedy) {
    super(message)
    this.remedy = remedy
  }
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
