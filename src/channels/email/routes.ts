import type { FastifyInstance } from 'fastify'
import type { Gate } from '../../platform/http/server.ts'
import { doorRoute } from './forwarding/route.ts'
import { mailboxRoutes } from './mailboxes/routes.ts'
import { mailRoutes } from './mails/routes.ts'
import type { MailServices } from './services.ts'

/** Adds the routes of mail: mailboxes, the door for forwarded messages, messages that wait for a person. */
export function emailRoutes(http: FastifyInstance, gate: Gate, services: MailServices): void {
  mailboxRoutes(http, gate, services)
  doorRoute(http, gate, services)
  mailRoutes(http, gate, services)
}
