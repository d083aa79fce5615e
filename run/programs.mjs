import { spawn } from 'node:child_process'
import { constants } from 'node:os'

const withParent = new URL('./with-parent.mjs', import.meta.url).href

/**
 * Runs a program with `node` in our place: its input and output are ours, signals go on to it, and it ends with us.
 * @returns its exit code; 128 and the signal's number when a signal ended it, as shells do
 */
export function execute(node, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, ['--import', withParent, ...args], { stdio: 'inherit', ...options })
    // At a terminal, Ctrl-C reaches the child without us; twice would mean "at once, whatever is lost".
    const forward = (signal) => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    }
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, forward)
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      for (const each of signals) process.off(each, forward)
      resolve(code ?? 128 + (constants.signals[signal] ?? 0))
    })
  })
}

/** Runs a program quietly. @returns its exit code and all it said; code is null when it cannot be run at all */
export function capture(file, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true, ...options })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8')
      stream.on('data', (text) => {
        said += text
      })
    }
    const stop = (signal) => {
      child.kill(signal)
      // There is nothing of ours to finish; what we hold is given back on exit.
      process.exit(128 + constants.signals[signal])
    }
    process.on('SIGINT', stop).on('SIGTERM', stop)
    const end = (code) => {
      process.off('SIGINT', stop).off('SIGTERM', stop)
      resolve({ code, said })
    }
    child.on('error', (error) => {
      said += error.message
      end(null)
    })
    child.on('close', (code) => end(code))
  })
}
