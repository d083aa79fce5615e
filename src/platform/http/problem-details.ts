import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors, isResponseSerializationError } from 'fastify-type-provider-zod'
import { isDatabaseAway } from '../database/index.ts'
import { log } from '../log.ts'
import { Problem } from '../problem.ts'
import { isTextKey, type Language, languageFrom, type TextKey, text } from '../texts/index.ts'
import { explainIssue } from './field-messages.ts'

/** Answers any error as problem details (RFC 9457), in the caller's language. */
export function answerProblem(
  error: FastifyError | Problem | Error,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const language = request.caller?.language ?? languageFrom(request.headers['accept-language'])
  const problem = problemOf(error, request, language)
  const say = (key: string, values: Record<string, string | number> = {}) =>
    text(language, `problem.${key}` as TextKey, values as never)
  // A field's message is the key of a sentence, or the sentence itself.
  const explain = (message: string) =>
    isTextKey(language, `problem.${message}`) ? say(message, problem.values) : message
  if (problem.retryAfter !== null) reply.header('retry-after', problem.retryAfter)
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send({
      type: `urn:amends:problem:${problem.key}`,
      title: say(`kind.${problem.kind}`),
      status: problem.status,
      detail: say(problem.key, problem.values),
      ...problem.members,
      ...(problem.fields.length > 0 && {
        errors: problem.fields.map((each) => ({ ...each, message: explain(each.message) })),
      }),
    })
}

/** What an error means to the caller; what is ours to mend goes to the log. */
export function problemOf(error: FastifyError | Problem | Error, request: FastifyRequest, language: Language): Problem {
  const problem = toProblem(error, language)
  const url = request.routeOptions?.url ?? ''
  if (problem.kind === 'internal') log.error('request failed', { url, error })
  if (problem.key === 'database_away') log.warn('the database does not answer', { url, reason: error.message })
  return problem
}

function toProblem(error: FastifyError | Problem | Error, language: Language): Problem {
  if (error instanceof Problem) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.flatMap((issue) => {
      const path = issue.instancePath.replace(/^\//, '').replaceAll('/', '.')
      const { keys } = issue.params as { keys?: string[] }
      const places = keys
        ? keys.map((key) => (path ? `${path}.${key}` : key))
        : [path || error.validationContext || 'body']
      return places.map((field) => ({ field, message: explainIssue(language, issue) }))
    })
    const named = fields.map((each) => `${each.field}: ${each.message}`).join('; ')
    return new Problem('invalid', 'fields_invalid', { fields: named }, { fields })
  }
  if (isResponseSerializationError(error)) return new Problem('internal', 'internal', {}, { cause: error })
  const { statusCode = 0, code = '' } = error as Partial<FastifyError>
  if (statusCode >= 400 && statusCode < 500) return unreadable(statusCode, code, error.message)
  if (isDatabaseAway(error)) return new Problem('unavailable', 'database_away', {}, { cause: error })
  return new Problem('internal', 'internal', {}, { cause: error })
}

/** What the web server refused before it came to us. */
function unreadable(status: number, code: string, reason: string): Problem {
  if (status === 413) return new Problem('too_large', 'too_large')
  if (status === 415) return new Problem('unsupported', 'not_json')
  if (status === 406) return new Problem('unsupported', 'not_multipart')
  if (status === 414) return new Problem('not_found', 'address_unknown')
  if (code === 'FST_ERR_BAD_URL') return new Problem('invalid', 'address_unreadable')
  const isNoJson = code === 'FST_ERR_CTP_EMPTY_JSON_BODY' || code === 'FST_ERR_CTP_INVALID_JSON_BODY'
  if (!isNoJson) return new Problem('invalid', 'request_unreadable', { reason })
  return new Problem('invalid', 'json_unreadable', {}, { fields: [{ field: 'body', message: 'json_unreadable' }] })
}
