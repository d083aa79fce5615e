import { accessSync, constants, existsSync } from 'node:fs'
import { capture } from './programs.mjs'

/** Whether there is a program at this path that we may run. */
export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Whether we may install packages of the system: as root, on Debian or its kin. */
export const mayInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

/** Installs packages of the system. @returns whether they are there now */
export async function installFromSystem(...packages) {
  const apt = async (...args) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    return (await capture('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=120', ...args], { env })).code === 0
  }
  const install = () => apt('install', '--yes', '--no-install-recommends', ...packages)
  if (await install()) return true
  // The list of packages may be missing (in images) or too old.
  await apt('update')
  return install()
}
