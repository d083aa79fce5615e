import { accessSync, constants, existsSync } from 'node:fs'
import { capture } from './programs.mjs'
import { step } from './say.mjs'
import { locked } from './lock.mjs'

const places = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot', '/opt/homebrew/sbin/dovecot']

/**
 * Finds Dovecot for the tests that read mailboxes: one that is named (AMENDS_DOVECOT) or installed, else from the system's packages
 * when we are root on Debian or its kin.
 * @returns what to add to the tests' environment; empty when there is none to be had, which is then said
 */
export async function ensureMailServer(root) {
  const there = find()
  if (there) return { AMENDS_DOVECOT: there }
  return locked(root, async () => {
    const found = find() ?? (await fromSystem())
    if (found) return { AMENDS_DOVECOT: found }
    process.stderr.write(
      'No mail server for the tests that read mailboxes. Install one, such as with: apt-get install dovecot-imapd\n',
    )
    return {}
  })
}

const find = () => [process.env.AMENDS_DOVECOT, ...places].find((path) => path && isProgram(path))

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

async function fromSystem() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  const apt = (...args) =>
    capture('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=120', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  await step("Installing Dovecot from the system's packages, for the tests", async () => {
    const packages = ['install', '--yes', '--no-install-recommends', 'dovecot-imapd', 'openssl']
    if ((await apt(...packages)).code === 0) return
    // The list of packages may be missing (in images) or too old.
    await apt('update')
    await apt(...packages)
  })
  return find()
}
