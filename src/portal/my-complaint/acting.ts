import type { RoutingDesk } from '../../complaints/routing/desk.ts'
import {
  customerSaysNotSolved,
  customerSaysSolved,
  customerWantsDecider,
  customerWithdraws,
} from '../../complaints/solution/customer-says.ts'
import { rate } from '../../complaints/solution/rating.ts'
import { appendEvents, lockComplaint } from '../../complaints/events.ts'
import { renewLink } from '../../complaints/links.ts'
import type { Tx } from '../../platform/database/index.ts'
import { type Language, text } from '../../platform/texts/index.ts'
import { type Flaws, type Given, mostCharacters } from '../form.ts'
import type { CustomersAnswer } from './standing.ts'

type Acting = { answer: CustomersAnswer; complaintId: string; given: Given; now: Date }

/** The customer comes by the page that their link opens. */
export const channel = 'web_form'
const customer = { kind: 'customer', id: null } as const

/** What must be put right before an answer can be taken. */
export function flawsOfAnswer(answer: CustomersAnswer, given: Given, language: Language): Flaws {
  if (answer === 'rate')
    return readScale(given.satisfaction, 5) ? {} : { satisfaction: text(language, 'portal.rate.satisfaction_needed') }
  const isLong = (given.text ?? '').trim().length > mostCharacters
  return isLong ? { text: text(language, 'portal.my.words_long') } : {}
}

/**
 * Does what the customer answered.
 * @returns the complaint it goes on in: another one when it was closed too long ago to be taken up again
 * @throws Problem what SOLVED's functions refuse, such as manager_needed
 */
export async function act(tx: Tx, desk: RoutingDesk, { answer, complaintId, given, now }: Acting): Promise<string> {
  const says = { complaintId, words: given.text?.trim() || null, channel, now }
  if (answer === 'not-solved') return (await customerSaysNotSolved(tx, desk, says)).complaintId
  if (answer === 'someone-who-can-decide') return (await customerWantsDecider(tx, desk, says)).complaintId
  if (answer === 'solved') await customerSaysSolved(tx, says)
  if (answer === 'withdraw') await customerWithdraws(tx, says)
  if (answer === 'renew') await renew(tx, complaintId, now)
  if (answer === 'rate') {
    const satisfaction = readScale(given.satisfaction, 5) ?? 1
    const comment = given.comment?.trim().slice(0, 5000) || null
    await rate(tx, { complaintId, satisfaction, effort: readScale(given.effort, 7), comment, now })
  }
  return complaintId
}

/** A number from 1 to `most`; null for anything else, nothing said included. */
function readScale(given: string | undefined, most: number): number | null {
  const value = Number(given)
  return Number.isInteger(value) && value >= 1 && value <= most ? value : null
}

async function renew(tx: Tx, complaintId: string, now: Date): Promise<void> {
  const complaint = await lockComplaint(tx, complaintId)
  await renewLink(tx, complaintId)
  await appendEvents(tx, complaint, [{ kind: 'link_renewed', at: now, actor: customer }], now)
}
