import { sql } from 'kysely'
import type { FastifyInstance } from 'fastify'
import { takeTurns } from '../../people/organization.ts'
import { type Database, inTransaction, type Tx } from '../../platform/database/index.ts'
import { requireVersion, versionOfContent } from '../../platform/http/etag.ts'
import { type Gate, implement } from '../../platform/http/server.ts'
import { editComplaint } from '../edit.ts'
import type { Escalated } from '../escalation/escalate.ts'
import { complaintId } from '../read.ts'
import { actorOf, type ComplaintServices } from '../routes.ts'
import type { RoutingDesk } from '../routing/desk.ts'
import { type CareTimes, solutionContract } from './contract.ts'
import {
  customerSaysNotSolved,
  customerSaysSolved,
  customerWantsDecider,
  customerWithdraws,
  type Outcome,
  type Says,
} from './customer-says.ts'
import { proposeSolution } from './propose.ts'
import { holdRating, releaseRating } from './rating.ts'
import { readSolution } from './read.ts'
import { careTimes } from './settings.ts'
import type { CustomersWord } from './words.ts'

type Recorded = Outcome<'closed' | 'waits' | 'was_closed' | 'went_on' | 'reopened' | 'linked'> &
  Partial<Pick<Escalated, 'manager' | 'speakBy'>>

function record(tx: Tx, desk: RoutingDesk, word: CustomersWord, says: Says): Promise<Recorded> {
  if (word === 'solved') return customerSaysSolved(tx, says)
  if (word === 'withdraws') return customerWithdraws(tx, says)
  return word === 'not_solved' ? customerSaysNotSolved(tx, desk, says) : customerWantsDecider(tx, desk, says)
}

/** Adds the routes of solutions: proposing, what the customer says to it, and what we state about both. */
export function solutionRoutes(http: FastifyInstance, gate: Gate, { db, clock, desk }: ComplaintServices): void {
  implement(http, gate, solutionContract, {
    readSolution: async ({ params }, { caller }) => readSolution(db, await complaintId(db, params.reference, caller)),
    proposeSolution: async ({ params, body }, { caller, ifMatch }) => {
      const id = await complaintId(db, params.reference, caller)
      const proposing = { ...body, complaintId: id, actor: actorOf(caller), now: clock.now() }
      await editComplaint(db, id, ifMatch, (tx) => proposeSolution(tx, proposing))
      return readSolution(db, id)
    },
    recordCustomersWord: async ({ params, body }, { caller, ifMatch }) => {
      const id = await complaintId(db, params.reference, caller)
      const { says: word, words, channel } = body
      const says = { complaintId: id, words, channel, actor: actorOf(caller), now: clock.now() }
      const done = await editComplaint(db, id, ifMatch, (tx) => record(tx, desk, word, says))
      return {
        reference: done.reference,
        outcome: done.what,
        manager: done.manager ?? null,
        speakBy: done.speakBy?.toISOString() ?? null,
      }
    },
    holdRating: async ({ params, body }, { caller }) => {
      const id = await complaintId(db, params.reference, caller)
      const hold = { complaintId: id, why: body.why, actor: actorOf(caller), now: clock.now() }
      await inTransaction(db, (tx) => holdRating(tx, hold))
      return readSolution(db, id)
    },
    releaseRating: async ({ params }, { caller }) => {
      const id = await complaintId(db, params.reference, caller)
      await inTransaction(db, (tx) => releaseRating(tx, { complaintId: id, actor: actorOf(caller), now: clock.now() }))
      return readSolution(db, id)
    },
    readCareTimes: () => readTimes(db),
    changeCareTimes: async ({ body }, { ifMatch }) => {
      await inTransaction(db, async (tx) => {
        await takeTurns(tx)
        if (ifMatch !== null) requireVersion(ifMatch, (await readTimes(tx)).version)
        await sql`
          update organization set remind_after_days = ${body.remindAfterDays}, reminders_before_closing = ${body.remindersBeforeClosing},
            reopen_within_days = ${body.reopenWithinDays}, manager_speaks_within_hours = ${body.managerSpeaksWithinHours}`.execute(
          tx,
        )
      })
      return readTimes(db)
    },
  })
}

async function readTimes(db: Database | Tx): Promise<CareTimes & { version: string }> {
  const { lastResortId: _who, updateWithinHours: _hours, ...times } = await careTimes(db)
  return { ...times, version: versionOfContent(times) }
}
