import type { FastifyInstance, FastifyRequest } from 'fastify'
import { personOf } from '../../../complaints/routes.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Database } from '../../../platform/database/index.ts'
import { type Gate, implement } from '../../../platform/http/server.ts'
import { Problem } from '../../../platform/problem.ts'
import { releasesContract } from './contract.ts'
import { readHook, renewHook } from './hook.ts'
import { listReleases, setReleaseAside } from './read.ts'
import { receiveRelease } from './receive.ts'
import { readTold, releaseSources } from './rules.ts'
import { isSigned } from './signature.ts'

type Services = { db: Database; clock: Clock; publicUrl: () => string }

/** Adds the routes by which programs tell of releases, and those that show what they told. */
export function releaseRoutes(http: FastifyInstance, gate: Gate, { db, clock, publicUrl }: Services): void {
  const shown = async () => {
    const hook = await readHook(db)
    const addresses = Object.fromEntries(
      releaseSources.map((source) => [source, `${publicUrl()}/api/v1/release-hook/${source}`]),
    ) as Record<(typeof releaseSources)[number], string>
    return {
      addresses,
      secret: hook?.secret ?? null,
      madeAt: hook?.madeAt.toISOString() ?? null,
      madeBy: hook?.madeBy ?? null,
    }
  }
  const { receiveRelease: _told, ...forPeople } = releasesContract
  implement(http, gate, forPeople, {
    readReleaseHook: shown,
    renewReleaseSecret: async (_input, { caller }) => {
      await renewHook(db, { personId: caller.kind === 'person' ? caller.id : null, now: clock.now() })
      return shown()
    },
    listReleases: ({ query }) => listReleases(db, query),
    setReleaseAside: async ({ params, body }, { caller }) => {
      await setReleaseAside(db, params.id, { ...body, personId: personOf(caller), now: clock.now() })
      return undefined
    },
  })
  http.register(async (scope) => toldRoute(scope, gate, { db, clock }))
}

/** A signature is of the bytes as they came, so that these are kept beside what is read from them. */
function toldRoute(scope: FastifyInstance, gate: Gate, { db, clock }: { db: Database; clock: Clock }): void {
  const bytesOf = new WeakMap<FastifyRequest, Buffer>()
  scope.removeContentTypeParser('application/json')
  scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    bytesOf.set(request, Buffer.from(body))
    try {
      done(null, JSON.parse(String(body)))
    } catch {
      done(new Problem('invalid', 'release_unreadable'))
    }
  })
  const { receiveRelease: told } = releasesContract
  implement(
    scope,
    gate,
    { receiveRelease: told },
    {
      receiveRelease: async ({ params: { source }, body }, { caller, request }) => {
        await requireKnown(db, request, { isKey: mayTell(gate, caller), bytes: bytesOf.get(request) })
        const found = readTold(source, body)
        if (!found && source === 'generic') {
          const fields = [{ field: 'release', message: 'field.needed' }]
          throw new Problem('invalid', 'release_unnamed', {}, { fields })
        }
        if (!found) return { became: 'ignored' as const, release: null, stages: [] }
        return { release: found.names[0] ?? null, ...(await receiveRelease(db, source, found, clock.now())) }
      },
    },
  )
}

/** Who may mark a stage live by its number may do so by a release too. */
function mayTell(gate: Gate, caller: { kind: string; role: string } | null): boolean {
  const roles = gate.rolesFor('markStageLive')
  return caller?.kind === 'key' && roles !== undefined && roles.includes(caller.role)
}

/** @throws Problem release_unsigned */
async function requireKnown(
  db: Database,
  request: FastifyRequest,
  { isKey, bytes }: { isKey: boolean; bytes: Buffer | undefined },
): Promise<void> {
  if (isKey) return
  const hook = await readHook(db)
  const headers = [request.headers['x-hub-signature-256'], request.headers['x-hub-signature']].flat()
  if (hook && bytes && headers.some((header) => isSigned(bytes, header, hook.secret))) return
  throw new Problem('unauthenticated', 'release_unsigned')
}
