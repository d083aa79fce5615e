import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { companyTimeZone } from '../../complaints/clocks/time-zone.ts'
import { personOf } from '../../complaints/routes.ts'
import type { Clock } from '../../platform/clock.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import { type Gate, implement } from '../../platform/http/server.ts'
import { nextTime, weeklyRhythm } from '../saved-reports/rules.ts'
import { latestLetters, queueStaffLetters } from '../staff-letters/store.ts'
import { weeklyContract } from './contract.ts'

const mostLetters = 5

/** Adds the routes of a manager's weekly letter. */
export function weeklyRoutes(http: FastifyInstance, gate: Gate, { db, clock }: { db: Database; clock: Clock }): void {
  const read = async (personId: string) => {
    const timeZone = await companyTimeZone(db)
    const { rows } = await sql`select 1 from weekly_letters_off where person_id = ${personId}`.execute(db)
    const letters = await latestLetters(db, sql`l.person_id = ${personId} and l.kind = 'weekly'`, mostLetters)
    return {
      isOn: rows.length === 0,
      nextAt: nextTime(weeklyRhythm, timeZone, clock.now()).toISOString(),
      timeZone,
      letters: letters.map(({ reportId: _reportId, ...letter }) => letter),
    }
  }
  implement(http, gate, weeklyContract, {
    readWeeklyLetter: (_input, { caller }) => read(personOf(caller)),
    changeWeeklyLetter: async ({ body: { isOn } }, { caller }) => {
      const personId = personOf(caller)
      await (isOn
        ? sql`delete from weekly_letters_off where person_id = ${personId}`
        : sql`insert into weekly_letters_off (person_id, at) values (${personId}, ${clock.now()}) on conflict do nothing`
      ).execute(db)
      return read(personId)
    },
    sendWeeklyLetter: async (_input, { caller }) => {
      const personId = personOf(caller)
      const now = clock.now()
      await inTransaction(db, (tx) =>
        queueStaffLetters(tx, { personIds: [personId], kind: 'weekly', reportId: null, dueAt: now, now }),
      )
      return read(personId)
    },
  })
}
