// Ends this process, as a polite signal would, when the one that started it is gone. npm passes a signal only to the shell
// in between, which ends without a word to us; and a killed process can pass on nothing at all.
import { readFileSync } from 'node:fs'

/** The process that started us and, behind npm's shell, npm itself. */
function ancestors() {
  const parent = process.ppid
  return process.env.npm_lifecycle_event ? `${parent} ${parentOf(parent)}` : String(parent)
}

function parentOf(pid) {
  try {
    // Field 4 of proc_pid_stat(5); elsewhere than on Linux there is no such file.
    return readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1).split(' ')[1]
  } catch {
    return ''
  }
}

const first = ancestors()

const timer = setInterval(() => {
  if (ancestors() === first) return
  clearInterval(timer)
  process.kill(process.pid, 'SIGTERM')
}, 500)
timer.unref()
