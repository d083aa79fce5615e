import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { locked } from './lock.mjs'
import { npm } from './npm.mjs'
import { Failure, step } from './say.mjs'

/** Installs the packages of package-lock.json when they are not the ones that are there. */
export async function ensurePackages(root, node) {
  if (isCurrent(root)) return
  await locked(root, async () => {
    if (isCurrent(root)) return
    if (!isInstalled(root)) await step('Installing packages (a minute or two the first time)', () => install(root, node))
    writeFileSync(stampOf(root), fingerprint(root))
  })
}

/**
 * Not `npm ci`: it refuses a lock file made where the registry lacks packages of other systems, and empties node_modules
 * under a running Amends. `npm install --no-save` takes the versions of the lock file as well and leaves the file alone.
 */
async function install(root, node) {
  // npm's own note would have it believe that nothing is missing.
  rmSync(join(root, 'node_modules', '.package-lock.json'), { force: true })
  await npm(root, node, ['install', '--no-save'], 1000)
  if (!isInstalled(root)) {
    throw new Failure('npm did not install what package-lock.json asks for.', 'Remove the folder node_modules, then try again.')
  }
}

const stampOf = (root) => join(root, 'node_modules', '.amends-stamp')

const fingerprint = (root) =>
  createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).update(`${process.platform} ${process.arch}`).digest('hex')

function isCurrent(root) {
  const stamp = stampOf(root)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(root)
}

/** Whether somebody's own `npm install` has already done the work: npm notes in node_modules what it put there. */
function isInstalled(root) {
  const noted = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(noted)) return false
  const there = JSON.parse(readFileSync(noted, 'utf8')).packages ?? {}
  const wanted = Object.entries(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages ?? {})
  return wanted.every(([path, { version, optional, link }]) => {
    if (path === '' || link) return true
    return there[path] ? there[path].version === version && existsSync(join(root, path)) : optional === true
  })
}
