import type { FastifyInstance } from 'fastify'
import { findOrganization } from '../../people/organization.ts'
import { findPerson } from '../../people/store.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { type DkimKey, dkimRecord } from '../../platform/dkim.ts'
import { type Caller, type Gate, implement } from '../../platform/http/server.ts'
import { newId } from '../../platform/ids.ts'
import type { Mailer } from '../../platform/mailer.ts'
import { Problem } from '../../platform/problem.ts'
import { text } from '../../platform/texts/index.ts'
import { complaintId } from '../read.ts'
import { actorOf, type ComplaintServices } from '../routes.ts'
import { lettersContract } from './contract.ts'
import { listKept, readKept } from './development-mailbox.ts'
import { letterHtml } from './letter-page.tsx'
import {
  addressIn,
  domainOf,
  type Flaw,
  flawsOf,
  type LetterKind,
  type LetterLanguage,
  type LetterWords,
  linkMark,
  placeholdersOf,
} from './rules.ts'
import { sampleLetter } from './samples.ts'
import { changeSettings, readSettings } from './settings.ts'
import { letterKeyOf, listLetters, readLetter, resendLetter } from './store.ts'
import { changeTemplate, type LetterTemplate, listTemplates, resetTemplate } from './templates.ts'

type LetterServices = ComplaintServices & { mailer: Mailer; dkim: DkimKey | null; publicUrl: () => string }
type Which = { kind: LetterKind; language: LetterLanguage }

/** Adds the routes of letters: what became of them, what they say, and the mailbox that keeps them where no mail server is set. */
export function letterRoutes(http: FastifyInstance, gate: Gate, services: LetterServices): void {
  const { db, clock, desk, mailer, dkim } = services

  const shown = (template: LetterTemplate) => ({ ...template, placeholders: placeholdersOf(template.kind) })
  const readTemplate = async ({ kind, language }: Which) => {
    const all = await listTemplates(db)
    const found = all.find((each) => each.kind === kind && each.language === language)
    if (!found) throw new Problem('not_found', 'letter_not_found')
    return shown(found)
  }
  const readAll = async () => ({
    ...(await readSettings(db)),
    from: mailer.from,
    delivery: mailer.delivery,
    dkim: dkim && dkimRecord(dkim),
  })

  implement(http, gate, lettersContract, {
    listLetters: async ({ params }, { caller }) => listLetters(db, await complaintId(db, params.reference, caller)),
    resendLetter: async ({ params, body }, { caller }) => {
      const id = await complaintId(db, params.reference, caller)
      const key = letterKeyOf(params.letter)
      const resending = { complaintId: id, key, to: body.to ?? null, actor: actorOf(caller), now: clock.now() }
      await inTransaction(db, (tx) => resendLetter(tx, resending))
      return readLetter(db, id, key)
    },
    listLetterTemplates: async () => (await listTemplates(db)).map(shown),
    changeLetterTemplate: async ({ params, body }, { caller }) => {
      refuseFlaws(params.kind, body, caller)
      const personId = caller.kind === 'person' ? caller.id : null
      await changeTemplate(db, { ...params, words: { ...body, body: `${body.body}\n` }, personId, now: clock.now() })
      desk.refresh()
      return readTemplate(params)
    },
    resetLetterTemplate: async ({ params }) => {
      await resetTemplate(db, params.kind, params.language)
      desk.refresh()
      return readTemplate(params)
    },
    previewLetter: async ({ params, body }, { caller }) => ({
      ...(await sampleOf(services, params, body, caller)),
      flaws: flawsOf(params.kind, body).map((flaw) => ({ field: flaw.field, message: sentenceOf(flaw, caller) })),
    }),
    sendTestLetter: async ({ params, body: { to, ...words } }, { caller }) => {
      refuseFlaws(params.kind, words, caller)
      const address = to ?? (caller.kind === 'person' ? (await findPerson(db, caller.id)).email : null)
      if (!address)
        throw new Problem('invalid', 'test_address_needed', {}, { fields: [{ field: 'to', message: 'field.needed' }] })
      const sample = await sampleOf(services, params, words, caller)
      const messageId = `<test.${newId()}@${domainOf(addressIn(mailer.from))}>`
      const subject = text(params.language, 'letter.test_subject', { subject: sample.subject })
      const delivery = await mailer.send({ ...sample, subject, to: address, messageId })
      if (delivery.outcome !== 'sent')
        throw new Problem('unprocessable', 'test_not_sent', { reason: delivery.reason }, {})
      return { to: address, delivery: mailer.delivery }
    },
    readLetterSettings: readAll,
    changeLetterSettings: async ({ body }) => {
      await changeSettings(db, { ...body, replyAddress: body.replyAddress?.toLowerCase() ?? null })
      return readAll()
    },
    listKeptLetters: () => listKept(db),
    readKeptLetter: ({ params }) => readKept(db, params.id),
  })
}

const sentenceOf = ({ what, name }: Flaw, { language }: Pick<Caller, 'language'>): string =>
  text(language, `letters.flaw.${what}`, { name: what === 'brace' ? name : `{${name}}` })

/** @throws Problem letter_words_unfit naming everything that is wrong */
function refuseFlaws(kind: LetterKind, words: LetterWords, caller: Caller): void {
  const fields = flawsOf(kind, words).map((flaw) => ({ field: flaw.field, message: sentenceOf(flaw, caller) }))
  if (fields.length > 0) throw new Problem('invalid', 'letter_words_unfit', {}, { fields })
}

/** A letter of this kind with made-up values, as text and as HTML. */
async function sampleOf({ db, clock, publicUrl }: LetterServices, which: Which, words: LetterWords, caller: Caller) {
  const organization = await findOrganization(db)
  const owner = caller.kind === 'person' ? (await findPerson(db, caller.id)).name : 'Ada Example'
  const said = { company: organization?.name ?? '', owner, now: clock.now() }
  const { subject, body } = sampleLetter(which.kind, which.language, words, said)
  const link = `${publicUrl()}/my-complaint/…`
  const html = letterHtml({ language: which.language, subject, body, link })
  return { subject, text: body.replaceAll(linkMark, link), html }
}
