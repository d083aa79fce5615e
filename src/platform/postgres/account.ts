import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { PostgresFailure } from './failure.ts'

/** Who runs PostgreSQL, which refuses to run as root. */
export interface Account {
  /** Whose the cluster's files are. */
  uid: number
  gid: number
  /** Whether a child is given `uid` and `gid`; otherwise it runs as ourselves. */
  switches: boolean
  /** Programs in front of ours, each of which replaces itself by the next. */
  prefix: string[]
}

interface Entry {
  name: string
  uid: number
  gid: number
}

/**
 * Chooses who runs PostgreSQL on `folder` with programs in `native`: ourselves; or, when we are root, the owner of the
 * files that are there, else `nobody`; or, where those may not reach the two folders (below a closed home), root under
 * another name in a user namespace. `filesOwner` is the uid of the existing cluster, null when there is none.
 */
export function chooseAccount(
  folder: string,
  native: string,
  filesOwner: number | null,
  { uid, gid } = ourselves(),
): Account {
  if (process.platform === 'win32') return { uid, gid, switches: false, prefix: [] }
  if (uid !== 0) {
    if (filesOwner !== null && filesOwner !== uid) throw othersFiles(folder, filesOwner)
    return { uid, gid, switches: false, prefix: [] }
  }
  const entries = readEntries()
  const wanted =
    entries.find((entry) => entry.uid === filesOwner && filesOwner !== 0) ??
    entries.find((entry) => entry.name === 'nobody')
  if (wanted && maySwitch() && [dirname(folder), native].every((path) => mayReach(path, wanted))) {
    return { uid: wanted.uid, gid: wanted.gid, switches: true, prefix: [] }
  }
  return namespaceAccount(entries, folder)
}

const ourselves = () => ({ uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 })

/** Whether `who`, who is in no further groups, may pass through `path` and every folder above it. */
export function mayReach(path: string, who: { uid: number; gid: number }): boolean {
  for (let at = path; ; at = dirname(at)) {
    const found = statSync(at, { throwIfNoEntry: false })
    // What is not there yet we make ourselves, open to passing through.
    const bit = found?.uid === who.uid ? 0o100 : found?.gid === who.gid ? 0o010 : 0o001
    if (found && (found.mode & bit) === 0) return false
    if (dirname(at) === at) return true
  }
}

const othersFiles = (folder: string, owner: number): PostgresFailure =>
  new PostgresFailure(
    `The data in ${folder} belongs to another user (uid ${owner}); Amends was probably started by root before.`,
    `Start it as that user or as root, or hand the folder over: chown -R $(id -u) ${folder}`,
  )

function readEntries(): Entry[] {
  try {
    const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
    return lines.flatMap((line) => {
      const [name = '', , uid, gid] = line.split(':')
      return uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : []
    })
  } catch {
    return []
  }
}

/** Some containers have a root that may not become anybody else. */
function maySwitch(): boolean {
  try {
    const [, mask] = /^CapEff:\s*([0-9a-f]+)/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
    // CAP_CHOWN 0, CAP_SETGID 6, CAP_SETUID 7 (linux/capability.h).
    return mask === undefined || [0n, 6n, 7n].every((bit) => ((BigInt(`0x${mask}`) >> bit) & 1n) === 1n)
  } catch {
    return true
  }
}

function namespaceAccount(entries: Entry[], folder: string): Account {
  // initdb looks its user up, so the name must be a real one; 65534 is what the kernel shows for all that is unmapped.
  const alias = entries.find((entry) => entry.uid > 0 && entry.uid !== 65_534)
  const prefix = ['unshare', '-U', `--map-user=${alias?.uid ?? 1000}`, `--map-group=${alias?.gid ?? 1000}`]
  try {
    execFileSync(prefix[0] as string, [...prefix.slice(1), 'true'], { stdio: 'ignore' })
  } catch (cause) {
    throw new PostgresFailure(
      `PostgreSQL does not run as root, and no other user may reach ${folder} or Amends itself.`,
      'Start Amends as an ordinary user, or keep it and its data in folders that others may pass through (chmod o+x), or set DATABASE_URL.',
      { cause },
    )
  }
  return { uid: 0, gid: 0, switches: false, prefix }
}
