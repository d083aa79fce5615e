import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { FileServices } from '../../complaints/attachments/incoming.ts'
import type { RoutingDesk } from '../../complaints/routing/desk.ts'
import type { Gate } from '../../platform/http/server.ts'
import { log } from '../../platform/log.ts'
import { repeatedly } from '../../platform/repeatedly.ts'
import { openSeal } from '../../platform/sealing.ts'
import { listenForMail, type SmtpInSettings } from './forwarding/smtp.ts'
import { watchMailboxes } from './imap/watch.ts'
import { type CameBackElsewhere, handleMails, type IntakeServices } from './intake/handle.ts'
import { emailRoutes } from './routes.ts'

export type EmailSettings = {
  filing: FileServices
  desk: RoutingDesk
  /** The folder of the installation: the key of passwords is kept in it. */
  dataFolder: string
  /** Who our letters are from, `Care <care@example.com>`. */
  mailFrom: string | null
  /** Where mail is taken that other servers hand to us; null for nowhere. */
  smtpIn: SmtpInSettings | null
  cameBackElsewhere: CameBackElsewhere
}

/** Mail that was kept and not handled, as after a crash, waits no longer than this. */
const turnMilliseconds = 5000

/** Adds mail to the product: its routes, the reading of mailboxes, the door for other mail servers, and what is made of it all. */
export async function startEmail(
  http: FastifyInstance,
  gate: Gate,
  { filing, desk, dataFolder, mailFrom, smtpIn, cameBackElsewhere }: EmailSettings,
): Promise<{ stop: () => Promise<void> }> {
  const seal = await openSeal(join(dataFolder, 'keys', 'mailboxes.key'))
  const intake: IntakeServices = { ...filing, desk, ownAddress: addressIn(mailFrom), cameBackElsewhere }
  const handling = handleOneAtATime(intake)
  const { wake } = handling
  const watch = watchMailboxes({ ...filing, seal, wake })
  const changed = () => void watch.look().catch((error) => log.warn('mailboxes could not be looked up', { error }))
  emailRoutes(http, gate, { ...intake, seal, wake, changed })
  const door = smtpIn ? await listenForMail({ ...filing, wake }, smtpIn) : null
  return {
    stop: async () => {
      await watch.stop()
      await door?.stop()
      await handling.stop()
    },
  }
}

const addressIn = (from: string | null): string | null => (from ? (/<([^<>]+)>/.exec(from)?.[1] ?? from).trim() : null)

/** Handles what was kept: at once when told, and now and then in case nobody tells. */
function handleOneAtATime(intake: IntakeServices): { wake: () => void; stop: () => Promise<void> } {
  let isStopping = false
  let underWay: Promise<unknown> = Promise.resolve()
  const handle = () => {
    underWay = underWay
      .then(() => handleMails(intake, () => isStopping))
      .catch((error) => log.error('mail could not be handled', { error }))
    return underWay
  }
  const turns = repeatedly(turnMilliseconds, handle)
  return {
    wake: () => void handle(),
    stop: async () => {
      isStopping = true
      await turns.stop()
      await underWay
    },
  }
}
