import type { Caller } from '../../platform/http/server.ts'
import type { PotholeActor } from './store.ts'

/** Who acts, for the history of a pothole. */
export const potholeActor = (caller: Caller): PotholeActor => ({
  kind: caller.kind,
  id: caller.kind === 'system' ? null : caller.id,
})
