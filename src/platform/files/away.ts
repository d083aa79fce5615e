import { log } from '../log.ts'
import { Problem } from '../problem.ts'

/** The store does not answer or takes no more: for the log why, for the caller that it is ours to mend. */
export function away(cause: unknown): Problem {
  log.error('the store of files does not work', { error: cause })
  return new Problem('unavailable', 'files_away', {}, { cause })
}
