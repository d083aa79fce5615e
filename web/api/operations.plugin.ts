import type { Plugin } from 'vite'
import { contracts } from '../../src/contracts.ts'

const name = 'virtual:operations'

/**
 * Gives the browser method and address of every operation without the shapes: those the server checks, and the types are
 * checked here while building, so that no validator travels to the browser.
 */
export function operations(): Plugin {
  const routes = Object.fromEntries(
    Object.entries(contracts).map(([operation, { method, path }]) => [operation, [method, path]]),
  )
  return {
    name: 'amends-operations',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => (id === `\0${name}` ? `export default ${JSON.stringify(routes)}` : undefined),
  }
}
