import type { FastifyInstance } from 'fastify'
import { personOf } from '../../complaints/routes.ts'
import { type Role } from '../../people/rules.ts'
import type { Clock } from '../../platform/clock.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import type { IfMatch } from '../../platform/http/etag.ts'
import { type Caller, type Gate, implement } from '../../platform/http/server.ts'
import { retryStaffLetter, queueStaffLetters } from '../staff-letters/store.ts'
import { staffLettersContract } from '../staff-letters/contract.ts'
import { savedReportsContract } from './contract.ts'
import { leaveReport, scheduleReport, stopReport } from './schedule.ts'
import {
  changeReport,
  deleteReport,
  holdReport,
  listSavedReports,
  readSavedReport,
  type ReportRow,
  saveReport,
} from './store.ts'

type Services = { db: Database; clock: Clock; mayRead: (role: Role) => boolean }
type Held = { id: string; ifMatch: IfMatch }

/** Adds the routes of saved reports, of when they are sent, and of their letters. */
export function savedReportRoutes(http: FastifyInstance, gate: Gate, { db, clock, mayRead }: Services): void {
  const read = (caller: Caller, id: string) => readSavedReport(db, caller, { id, now: clock.now() })
  const change = async (
    caller: Caller,
    held: Held,
    work: (tx: Parameters<typeof holdReport>[0], row: ReportRow) => Promise<void>,
  ) => {
    personOf(caller)
    await inTransaction(db, async (tx) => work(tx, await holdReport(tx, caller, held)))
  }
  implement(http, gate, savedReportsContract, {
    listSavedReports: (_input, { caller }) => listSavedReports(db, caller, clock.now()),
    saveReport: async ({ body }, { caller }) => {
      personOf(caller)
      return read(caller, await inTransaction(db, (tx) => saveReport(tx, caller, body, clock.now())))
    },
    changeSavedReport: async ({ params: { id }, body }, { caller, ifMatch }) => {
      await change(caller, { id, ifMatch }, (tx, row) => changeReport(tx, row, body, clock.now()))
      return read(caller, id)
    },
    deleteSavedReport: async ({ params: { id } }, { caller, ifMatch, reply }) => {
      await change(caller, { id, ifMatch }, deleteReport)
      return reply.code(204).send()
    },
    scheduleReport: async ({ params: { id }, body: schedule }, { caller, ifMatch }) => {
      await change(caller, { id, ifMatch }, (tx, row) =>
        scheduleReport(tx, row, { schedule, mayRead, now: clock.now() }),
      )
      return read(caller, id)
    },
    stopReport: async ({ params: { id } }, { caller, ifMatch }) => {
      await change(caller, { id, ifMatch }, (tx, row) => stopReport(tx, row, clock.now()))
      return read(caller, id)
    },
    leaveReport: async ({ params: { id } }, { caller, reply }) => {
      await inTransaction(db, (tx) => leaveReport(tx, id, personOf(caller), clock.now()))
      return reply.code(204).send()
    },
    sendReportNow: async ({ params: { id } }, { caller }) => {
      const personIds = [personOf(caller)]
      await read(caller, id)
      const now = clock.now()
      await inTransaction(db, (tx) =>
        queueStaffLetters(tx, { personIds, kind: 'report', reportId: id, dueAt: now, now }),
      )
      return read(caller, id)
    },
  })
  implement(http, gate, staffLettersContract, {
    retryStaffLetter: async ({ params: { id } }, { caller, reply }) => {
      await inTransaction(db, (tx) => retryStaffLetter(tx, { id, caller, now: clock.now() }))
      return reply.code(204).send()
    },
  })
}
