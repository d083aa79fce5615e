import { log } from './log.ts'

/**
 * Does `work` again and again, `milliseconds` after it was last done, never twice at once. A failure is logged and the
 * work is tried again at its next turn. `stop` waits for work that is under way.
 */
export function repeatedly(milliseconds: number, work: () => Promise<unknown>): { stop: () => Promise<void> } {
  let isStopped = false
  let underWay: Promise<unknown> = Promise.resolve()
  let timer: NodeJS.Timeout
  const turn = () => {
    underWay = work()
      .catch((error) => log.error('work in the background failed', { error }))
      .finally(() => {
        if (!isStopped) plan()
      })
  }
  const plan = () => {
    timer = setTimeout(turn, milliseconds)
    timer.unref()
  }
  plan()
  return {
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      await underWay
    },
  }
}
