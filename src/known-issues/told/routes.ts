import type { FastifyInstance } from 'fastify'
import { addressIn, domainOf, type Flaw } from '../../complaints/letters/rules.ts'
import { findPerson } from '../../people/store.ts'
import type { Clock } from '../../platform/clock.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import { type Caller, type Gate, implement } from '../../platform/http/server.ts'
import { receiveText } from '../../platform/http/text-file.ts'
import { newId } from '../../platform/ids.ts'
import type { Mailer } from '../../platform/mailer.ts'
import { Problem } from '../../platform/problem.ts'
import { type Language, text } from '../../platform/texts/index.ts'
import { lockPothole, type PotholeActor } from '../../potholes/record/store.ts'
import { addAffected, removeAffected } from './affected.ts'
import { retryTold, tellByHand } from './by-hand.ts'
import { toldContract } from './contract.ts'
import { factsOf } from './facts.ts'
import { readAffected } from './list.ts'
import type { Whom } from './people.ts'
import { letterInPlace } from './preview.ts'
import { noteTold } from './progress.ts'
import { listToldPeople, readTelling, stageNow } from './read.ts'
import { beginTelling, hindersWords, readRound, setRound, stopTelling } from './round.ts'
import { flawsOfWords, type ToldStage } from './rules.ts'
import { resetWords, writeWords } from './words.ts'

export type ToldServices = { db: Database; clock: Clock; mailer: Mailer; publicUrl: () => string }
type Written = { stage: ToldStage; language: Language; subject: string; body: string }

/** A list of a hundred thousand customers. */
const list = { mostBytes: 20 * 1024 * 1024, large: 'affected_list_large', unreadable: 'affected_list_unreadable' }

const actorOf = (caller: Caller): PotholeActor => ({ kind: caller.kind === 'person' ? 'person' : 'key', id: caller.id })
const personOf = (caller: Caller): string | null => (caller.kind === 'person' ? caller.id : null)
const sentenceOf = ({ what, name }: Flaw, { language }: Caller): string =>
  text(language, `letters.flaw.${what}`, { name: what === 'brace' ? name : `{${name}}` })

/** Adds the routes of telling everybody whom a pothole hit. */
export function toldRoutes(http: FastifyInstance, gate: Gate, { db, clock, mailer, publicUrl }: ToldServices): void {
  const whole = (potholeId: string, stage?: ToldStage) =>
    readTelling(db, { potholeId, stage, delivery: mailer.delivery })
  const whomOf = async (potholeId: string, asked?: ToldStage): Promise<Whom> => {
    const stage = asked ?? stageNow(await factsOf(db, potholeId))
    return { potholeId, stage, alsoMatching: (await readRound(db, { potholeId, stage })).alsoMatching }
  }
  const acting = (caller: Caller) => ({ actor: actorOf(caller), now: clock.now() })
  const refuseUnfit = async (potholeId: string, { language, ...words }: Written, caller: Caller) => {
    const fields = flawsOfWords(words).map((flaw) => ({ field: flaw.field, message: sentenceOf(flaw, caller) }))
    if (fields.length > 0) throw new Problem('invalid', 'told_words_unfit', {}, { fields })
    const hinders = hindersWords(words, language, await factsOf(db, potholeId))
    if (hinders) throw new Problem('invalid', hinders, {}, { fields: [{ field: 'body', message: hinders }] })
  }

  implement(http, gate, toldContract, {
    readTelling: ({ params, query }) => whole(params.id, query.stage),
    listToldPeople: async ({ params, query: { stage, ...asked } }) =>
      listToldPeople(db, await whomOf(params.id, stage), asked),
    writeToldWords: async ({ params: { id, ...which }, body }, { caller }) => {
      await refuseUnfit(id, { ...which, ...body }, caller)
      await writeWords(db, { potholeId: id, ...which, words: body, by: personOf(caller), now: clock.now() })
      return whole(id, which.stage)
    },
    resetToldWords: async ({ params: { id, ...which } }) => {
      await resetWords(db, { potholeId: id, ...which })
      return whole(id, which.stage)
    },
    previewTold: async ({ params, body: { place, stage, language, ...words } }, { caller }) => {
      const found = await letterInPlace(db, {
        potholeId: params.id,
        stage,
        language,
        words,
        place,
        publicUrl: publicUrl(),
      })
      const { toTell } = await whole(params.id, stage)
      return {
        of: toTell.find((each) => each.language === language)?.people ?? 0,
        person: found?.person ?? null,
        subject: found?.letter.subject ?? words.subject,
        text: found?.letter.body ?? words.body,
        flaws: flawsOfWords(words).map((flaw) => ({ field: flaw.field, message: sentenceOf(flaw, caller) })),
      }
    },
    sendToldTest: async ({ params, body: { to, ...written } }, { caller }) => {
      await refuseUnfit(params.id, written, caller)
      const { stage, language, ...words } = written
      const asked = { potholeId: params.id, stage, language, words, place: 0, publicUrl: publicUrl() }
      const letter = (await letterInPlace(db, asked))?.letter ?? words
      const own = caller.kind === 'person' ? (await findPerson(db, caller.id)).email : null
      return { to: await sendTest(mailer, { to: to ?? own, language, letter }), delivery: mailer.delivery }
    },
    setTelling: async ({ params, body: { stage, ...settings } }) => {
      await inTransaction(db, async (tx) => {
        await lockPothole(tx, params.id)
        await setRound(tx, { potholeId: params.id, stage }, settings, clock.now())
      })
      return whole(params.id, stage)
    },
    beginTelling: async ({ params, body }, { caller }) => {
      await beginTelling(db, { potholeId: params.id, ...body }, acting(caller))
      await noteTold(db, clock.now(), params.id)
      return whole(params.id, body.stage)
    },
    stopTelling: async ({ params, query }, { caller }) => {
      const { stage } = await whomOf(params.id, query.stage)
      await stopTelling(db, { potholeId: params.id, stage, because: 'by_hand' }, acting(caller))
      return whole(params.id, stage)
    },
    retryTold: async ({ params, body }, { caller }) => ({
      people: await retryTold(db, await whomOf(params.id, body.stage), body.people ?? null, acting(caller)),
    }),
    tellByHand: async ({ params, body: { stage, toldBy = null, note, ...given } }, { caller }) => {
      const byHand = { ...given, toldBy, note: note?.trim() || null }
      const people = await tellByHand(db, await whomOf(params.id, stage), byHand, acting(caller))
      await noteTold(db, clock.now(), params.id)
      return { people }
    },
    importAffected: async ({ params }, { caller, request }) => {
      const { listed, rejected } = readAffected(await receiveText(request, list))
      const added = await addAffected(db, {
        potholeId: params.id,
        listed,
        rejected: rejected.length,
        ...acting(caller),
      })
      return { ...added, rejected }
    },
    removeAffected: async ({ params }, { caller }) => ({ people: await removeAffected(db, params.id, acting(caller)) }),
  })
}

type Test = { to: string | null; language: Language; letter: { subject: string; body: string } }

/** @returns where it went @throws Problem test_address_needed, test_not_sent */
async function sendTest(mailer: Mailer, { to, language, letter }: Test): Promise<string> {
  if (!to)
    throw new Problem('invalid', 'test_address_needed', {}, { fields: [{ field: 'to', message: 'field.needed' }] })
  const subject = text(language, 'letter.test_subject', { subject: letter.subject })
  const messageId = `<test.${newId()}@${domainOf(addressIn(mailer.from))}>`
  const delivery = await mailer.send({ to, subject, text: letter.body, messageId })
  if (delivery.outcome !== 'sent') throw new Problem('unprocessable', 'test_not_sent', { reason: delivery.reason }, {})
  return to
}
