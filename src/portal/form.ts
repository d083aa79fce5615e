import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Arrived, type FileServices, forget, takeIn } from '../complaints/attachments/incoming.ts'
import { readParts } from '../platform/http/upload.ts'
import { Problem } from '../platform/problem.ts'
import { storable } from '../platform/storable.ts'
import { isLanguage, languageFrom, type Language, text as say } from '../platform/texts/index.ts'

/** The fields of the form as they were typed. */
export type Given = Record<string, string>
/** What is wrong with which field, and what to do. */
export type Flaws = Record<string, string>

/** A stranger may send less than staff: so many files, together as large as one may be. */
export const mostFiles = 5
export const mostCharacters = 50_000
const Email = z.union([z.literal(''), z.email()])

/** The fields of the form that have come in so far, or of an address; a browser sends line breaks as two characters. */
export function givenIn({ body }: FastifyRequest, from: unknown = body): Given {
  const fields = Object.entries(from ?? {}).filter((field): field is [string, string] => typeof field[1] === 'string')
  return Object.fromEntries(fields.map(([name, value]) => [name, storable(value).replaceAll('\r\n', '\n')]))
}

/** The language of the page that the form stands on, or the one in the address; null when neither says. */
export function languageAsked(request: FastifyRequest): Language | null {
  const asked = givenIn(request).language ?? (request.query as { language?: unknown }).language
  return isLanguage(asked) ? asked : null
}

/** The language that is asked for, else the browser's. */
export const languageOf = (request: FastifyRequest): Language =>
  languageAsked(request) ?? languageFrom(request.headers['accept-language'])

/** What makes a form that is sent twice one thing. */
export const onceOf = (given: Given): string => z.uuid().safeParse(given.once).data ?? crypto.randomUUID()

/** What must be put right before the form can be taken. */
export function flawsOf({ text = '', email = '' }: Given, language: Language): Flaws {
  const wrong: Flaws = {}
  if (text.trim() === '') wrong.text = say(language, 'portal.tell_us.words_needed')
  if (text.trim().length > mostCharacters) wrong.text = say(language, 'portal.tell_us.words_long')
  if (!Email.safeParse(email.trim()).success) wrong.email = say(language, 'portal.tell_us.email_wrong')
  return wrong
}

/**
 * Reads a form with files. The fields stand before the files in it and are in `request.body` as soon as they are read, so
 * that nothing typed is lost whatever happens to a file. Files are kept only while `check` finds nothing wrong.
 * @returns the files, and what is wrong with the form or one of them; when something is, none is kept
 * @throws Problem upload_broken, files_away
 */
export async function readForm(
  filing: FileServices,
  request: FastifyRequest,
  check: (given: Given, language: Language) => Flaws = flawsOf,
): Promise<{ arrived: Arrived[]; wrong: Flaws }> {
  const fields: Given = {}
  request.body = fields
  const { fileBytes } = filing.limits
  const arrived: Arrived[] = []
  let left = fileBytes
  let hasFiles = false
  try {
    await readParts(request, { files: mostFiles, fileBytes }, async (part) => {
      if (part.kind === 'field') {
        fields[part.name] = part.value
        return
      }
      hasFiles = true
      if (Object.keys(check(givenIn(request), 'en')).length > 0) return void part.content.resume()
      const file = await takeIn(filing, part.fileName, part.content, left)
      left -= file.size
      arrived.push(file)
    })
  } catch (error) {
    await forgetAll(filing, arrived)
    const wrong = explain(error, fileBytes, languageOf(request))
    if (!wrong) throw error
    return { arrived: [], wrong: { ...check(givenIn(request), languageOf(request)), files: wrong } }
  }
  const language = languageOf(request)
  const wrong = check(givenIn(request), language)
  if (Object.keys(wrong).length === 0) return { arrived, wrong }
  await forgetAll(filing, arrived)
  return { arrived: [], wrong: hasFiles ? { ...wrong, files: say(language, 'portal.tell_us.files_again') } : wrong }
}

/** Reads the fields of a form that will not be taken now, so that it can be given back as it was filled in. */
export async function readFields(request: FastifyRequest): Promise<void> {
  const fields: Given = {}
  request.body = fields
  await readParts(request, { files: mostFiles, fileBytes: 0 }, (part) => {
    if (part.kind === 'field') fields[part.name] = part.value
    else part.content.resume()
  })
}

const forgetAll = (filing: FileServices, arrived: Arrived[]): Promise<void> =>
  forget(
    filing,
    arrived.map((each) => each.id),
  )

/** What a customer is told about a file that is not taken; null where it is not about their file. */
function explain(error: unknown, mostBytes: number, language: Language): string | null {
  if (!(error instanceof Problem)) return null
  const { key, values } = error
  const name = String(values.name ?? '')
  if (key === 'file_too_large')
    return say(language, 'portal.tell_us.files_large', { megabytes: Math.floor(mostBytes / 1_048_576) })
  if (key === 'files_too_many') return say(language, 'portal.tell_us.files_many', { most: mostFiles })
  if (key === 'file_blocked') return say(language, 'portal.tell_us.file_blocked', { name })
  return key === 'file_empty' ? say(language, 'portal.tell_us.file_empty', { name }) : null
}
