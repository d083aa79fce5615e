import { chmodSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { processStart } from '../../src/platform/postgres/processes.ts'
import { type Cluster, embeddedCluster, serverCluster } from './clusters.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where to ask for the run's database cluster. */
    clusterSocket: string
    /** A folder for files of tests; it goes when the run ends. */
    runFolder: string
  }
}

/**
 * One database cluster for the whole run: a new embedded one, or the server of DATABASE_URL. It is started when the first
 * test file asks for a database, so that tests which need none do not wait for it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = makeRunFolder(roomiest())
  let cluster: Promise<Cluster> | undefined
  const begin = () => {
    const url = process.env.DATABASE_URL
    cluster ??= url ? serverCluster(url) : embeddedCluster(join(folder, 'postgres'))
    return cluster
  }
  const socket =
    process.platform === 'win32' ? `\\\\.\\pipe\\${folder.replaceAll(/\W/g, '-')}` : join(folder, 'cluster')
  const server = await answer(socket, begin)
  project.provide('clusterSocket', socket)
  project.provide('runFolder', folder)
  return async () => {
    server.close()
    await cluster?.then(
      ({ end }) => end(),
      () => {},
    )
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A folder named after our process; those of runs that were killed go. */
function makeRunFolder(place: string): string {
  for (const name of readdirSync(place)) {
    const [, pid] = /^amends-test-(\d+)-/.exec(name) ?? []
    if (pid && processStart(Number(pid)) === null) rmSync(join(place, name), { recursive: true, force: true })
  }
  const folder = mkdtempSync(join(place, `amends-test-${process.pid}-`))
  // Who runs PostgreSQL must be able to pass through.
  chmodSync(folder, 0o711)
  return folder
}

/** Memory where there is enough of it, because databases are made and copied by the dozen; else the disk. */
function roomiest(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return bavail * bsize > 4 * 2 ** 30 ? '/dev/shm' : tmpdir()
  } catch {
    return tmpdir()
  }
}

/** Answers everyone who connects with where the cluster is, as one JSON text. */
function answer(socket: string, begin: () => Promise<Cluster>): Promise<Server> {
  const server = createServer((client) => {
    client.on('error', () => {})
    begin().then(
      ({ place }) => client.end(JSON.stringify({ place })),
      (error) => client.end(JSON.stringify({ failed: `${error.message} ${error.remedy ?? ''}` })),
    )
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(socket, () => resolve(server))
  })
}
