import { locked } from './lock.mjs'
import { step } from './say.mjs'
import { installFromSystem, isProgram, mayInstall } from './system-packages.mjs'

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

async function fromSystem() {
  if (!mayInstall()) return undefined
  await step("Installing Dovecot from the system's packages, for the tests", () =>
    installFromSystem('dovecot-imapd', 'openssl'),
  )
  return find()
}
