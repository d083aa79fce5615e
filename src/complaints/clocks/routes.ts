import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../platform/clock.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import { type Caller, type Gate, implement } from '../../platform/http/server.ts'
import { Problem } from '../../platform/problem.ts'
import { complaintId } from '../read.ts'
import { actorOf } from '../routes.ts'
import type { RoutingDesk } from '../routing/desk.ts'
import { adoptPreset, listPresets } from './adopting.ts'
import { meetClock, readClocks } from './complaint-clocks.ts'
import { clocksContract } from './contract.ts'
import { changeAbsence, changeLadder, readAbsence, readLadder } from './people.ts'
import { addCalendar, addRegime, changeCalendar, changeRegime, listCalendars, listRegimes } from './settings.ts'
import { walkNow } from './walk.ts'

type ClockServices = { db: Database; clock: Clock; desk: RoutingDesk }

/** Adds the routes of clocks: on a complaint, and the regimes, calendars and people that they come from. */
export function clockRoutes(http: FastifyInstance, gate: Gate, { db, clock, desk }: ClockServices): void {
  /** New complaints follow a changed rule at once, open ones in the background. */
  const refreshed = async <Made>(work: Promise<Made>): Promise<Made> => {
    const made = await work
    desk.refresh()
    return made
  }
  implement(http, gate, clocksContract, {
    readClocks: async ({ params }, { caller }) => readClocks(db, await complaintId(db, params.reference, caller)),
    meetClock: async ({ params, body }, { caller }) => {
      const id = await complaintId(db, params.reference, caller)
      const meeting = { ...body, complaintId: id, actor: actorOf(caller), now: clock.now() }
      await inTransaction(db, (tx) => meetClock(tx, meeting))
      return readClocks(db, id)
    },
    listRegimes: async () => ({ items: await listRegimes(db, clock.now()), catchingUp: await walkNow(db) }),
    addRegime: ({ body }) => refreshed(inTransaction(db, (tx) => addRegime(tx, body, clock.now()))),
    changeRegime: ({ params, body }, { ifMatch }) => refreshed(changeRegime(db, params.id, body, ifMatch, clock.now())),
    listCalendars: () => listCalendars(db),
    addCalendar: ({ body }) => addCalendar(db, body, clock.now()),
    changeCalendar: ({ params, body }, { ifMatch }) =>
      refreshed(changeCalendar(db, params.id, body, ifMatch, clock.now())),
    listClockPresets: () => listPresets(db),
    adoptClockPreset: ({ params }) => refreshed(inTransaction(db, (tx) => adoptPreset(tx, params.key, clock.now()))),
    readLadder: () => readLadder(db),
    changeLadder: ({ body }) => inTransaction(db, (tx) => changeLadder(tx, body)),
    readAbsence: ({ params }) => readAbsence(db, params.id),
    changeAbsence: ({ params, body }, { caller }) => {
      requireOwnOrManaging(caller, params.id)
      return changeAbsence(db, params.id, body)
    },
  })
}

const managing = ['manager', 'administrator']

function requireOwnOrManaging(caller: Caller, personId: string): void {
  if (caller.id !== personId && !managing.includes(caller.role)) throw new Problem('forbidden', 'absence_of_others')
}
