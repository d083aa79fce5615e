import type { FastifyRequest } from 'fastify'
import { attachArrived } from '../../complaints/attachments/attaching.ts'
import type { Arrived } from '../../complaints/attachments/incoming.ts'
import { addMessage } from '../../complaints/changes.ts'
import { endOfChain } from '../../complaints/merging/merging.ts'
import { customerSaysNotSolved } from '../../complaints/solution/customer-says.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { type Language, text } from '../../platform/texts/index.ts'
import { type Flaws, type Given, givenIn, languageOf, mostCharacters, onceOf, readForm } from '../form.ts'
import { channel } from './acting.ts'
import type { MyComplaintServices } from './routes.ts'
import type { Standing } from './standing.ts'

const actor = { kind: 'customer', id: null } as const

/** What must be put right before words can be taken; with files none are needed. */
const flawsOfWords = ({ text: words = '' }: Given, language: Language): Flaws =>
  words.trim().length > mostCharacters ? { text: text(language, 'portal.my.words_long') } : {}

/**
 * Reads what a customer adds: words, files or both.
 * @returns the files that came, kept and not attached yet, and what is wrong with the form; when something is, none is kept
 * @throws Problem upload_broken, files_away
 */
export async function readAddition(
  { filing }: MyComplaintServices,
  request: FastifyRequest,
): Promise<{ arrived: Arrived[]; wrong: Flaws }> {
  const { arrived, wrong } = request.isMultipart()
    ? await readForm(filing, request, flawsOfWords)
    : { arrived: [], wrong: flawsOfWords(givenIn(request), languageOf(request)) }
  const isEmpty = Object.keys(wrong).length === 0 && arrived.length === 0 && !givenIn(request).text?.trim()
  return { arrived, wrong: isEmpty ? { text: text(languageOf(request), 'portal.my.words_needed') } : wrong }
}

type Addition = { standing: Standing; given: Given; arrived: Arrived[] }

/**
 * Adds words and files to a complaint, to the one it goes on in when it was merged. Of a closed one the customer has said
 * whether that takes it up again.
 * @returns the complaint that has them
 * @throws Problem what adding messages and files refuses
 */
export async function add(services: MyComplaintServices, { standing, given, arrived }: Addition): Promise<string> {
  const { db, clock, desk, filing } = services
  const words = given.text?.trim() || null
  const now = clock.now()
  const isReopening = standing.closedAt !== null && standing.closure !== 'merged' && given.reopen !== undefined
  const { complaintId, messageId } = isReopening
    ? await inTransaction(db, (tx) =>
        customerSaysNotSolved(tx, desk, { complaintId: standing.id, words, channel, now }),
      )
    : await addWords(services, { standing, given, words })
  if (arrived.length > 0) await attachArrived(filing, { complaintId, messageId, files: arrived, actor })
  return complaintId
}

async function addWords(
  { db, clock }: MyComplaintServices,
  { standing, given, words }: { standing: Standing; given: Given; words: string | null },
): Promise<{ complaintId: string; messageId: string | null }> {
  const complaintId = await endOfChain(db, standing.id)
  if (words === null) return { complaintId, messageId: null }
  const now = clock.now()
  const once = { actor: `my complaint ${standing.id}`, key: onceOf(given), body: words }
  const message = {
    complaintId: standing.id,
    direction: 'in',
    channel,
    text: words,
    at: now,
    actor,
    once,
    now,
  } as const
  return { complaintId, messageId: await inTransaction(db, (tx) => addMessage(tx, message)) }
}
