import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../platform/clock.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import { type Caller, type Gate, implement } from '../../platform/http/server.ts'
import { Problem } from '../../platform/problem.ts'
import { alarmsContract } from './contract.ts'
import { judgeAlarm } from './judge.ts'
import { watchNow } from './nightly.ts'
import { listAlarms, readAlarm } from './read.ts'
import { readAlarmState } from './state.ts'

/** Only a person judges: the judgement says who looked. */
function personOf(caller: Caller): string {
  if (caller.kind !== 'person') throw new Problem('forbidden', 'person_needed')
  return caller.id
}

/** Adds the routes of alarms. */
export function alarmRoutes(http: FastifyInstance, gate: Gate, { db, clock }: { db: Database; clock: Clock }): void {
  implement(http, gate, alarmsContract, {
    listAlarms: ({ query }) => listAlarms(db, query),
    readAlarmState: () => readAlarmState(db),
    readAlarm: ({ params }) => readAlarm(db, params.id),
    judgeAlarm: ({ params, body }, { caller, ifMatch }) => {
      const judging = { ...params, judgement: body.judgement, note: body.note ?? null, ifMatch, now: clock.now() }
      return inTransaction(db, (tx) => judgeAlarm(tx, { ...judging, byId: personOf(caller) }))
    },
    watchNow: ({ body: { from, to } }) => {
      const now = clock.now()
      const past = from === undefined ? undefined : { from, to: to ?? now.toISOString().slice(0, 10) }
      if (past && past.to < past.from)
        throw new Problem('invalid', 'period_backwards', {}, { fields: [{ field: 'to', message: 'field.after_from' }] })
      return watchNow(db, { now, ...(past && { past }) })
    },
  })
}
