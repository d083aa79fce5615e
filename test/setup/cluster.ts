import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { type Cluster, embeddedCluster, serverCluster } from './clusters.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where to ask for the run's database cluster. */
    clusterSocket: string
  }
}

/**
 * One database cluster for the whole run: a new embedded one, or the server of DATABASE_URL. It is started when the first
 * test file asks for a database, so that tests which need none do not wait for it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'amends-test-'))
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
  return async () => {
    server.close()
    await cluster?.then(
      ({ end }) => end(),
      () => {},
    )
    rmSync(folder, { recursive: true, force: true })
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
