import type { FastifyInstance } from 'fastify'
import type { Role } from '../../people/rules.ts'
import type { Gate } from '../../platform/http/server.ts'
import { repeatedly } from '../../platform/repeatedly.ts'
import { reportRoutes } from '../reports/routes.ts'
import { VoiceDrawer } from '../split/voices.ts'
import { sendStaffLetters, type StaffSending } from '../staff-letters/sending.ts'
import { queueWeeklyLetters } from '../weekly/due.ts'
import { weeklyRoutes } from '../weekly/routes.ts'
import { savedReportRoutes } from './routes.ts'
import { queueDueReports } from './schedule.ts'

type Services = Pick<StaffSending, 'db' | 'clock' | 'mailer' | 'publicUrl'> & { sendsLetters: boolean | undefined }

/**
 * Adds the routes of pages of numbers as files, saved and sent, and of the weekly letter.
 * @returns what sends them again and again
 */
export function startReports(
  http: FastifyInstance,
  gate: Gate,
  { sendsLetters, ...services }: Services,
): ReturnType<typeof repeatedly>[] {
  const { db, clock } = services
  const drawer = new VoiceDrawer(db)
  const may = (operation: string, role: Role) => gate.rolesFor(operation)?.includes(role) ?? false
  const mayRead = (role: Role) => may('exportReport', role)
  const mayGet = (kind: 'report' | 'weekly', role: Role) =>
    kind === 'weekly' ? may('readWeeklyLetter', role) : mayRead(role)
  reportRoutes(http, gate, { db, clock, drawer })
  savedReportRoutes(http, gate, { db, clock, mayRead })
  weeklyRoutes(http, gate, { db, clock })
  if (!sendsLetters) return []
  return [
    repeatedly(20_000, () => queueDueReports(db, clock.now())),
    repeatedly(60_000, () => queueWeeklyLetters(db, (role) => mayGet('weekly', role), clock.now())),
    repeatedly(5000, () => sendStaffLetters({ ...services, drawer, mayGet })),
  ]
}
