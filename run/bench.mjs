import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { execute } from './programs.mjs'

/** Runs the measurement bench/NAME.ts; without a name, says which there are. @returns exit code */
export async function runBench(root, node, [name, ...args]) {
  const folder = join(root, 'bench')
  const file = join(folder, `${name}.ts`)
  if (name && existsSync(file)) return execute(node, ['--import', 'tsx', file, ...args])
  const names = existsSync(folder) ? readdirSync(folder).filter((each) => /^[\w-]+\.ts$/.test(each)) : []
  console.log(`Measurements: ${names.map((each) => each.slice(0, -3)).join(', ') || 'none yet'}`)
  return name ? 2 : 0
}
