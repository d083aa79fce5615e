import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors, isResponseSerializationError } from 'fastify-type-provider-zod'
import { log } from '../log.ts'
import { Problem } from '../problem.ts'
import { languageFrom, type TextKey, text } from '../texts/index.ts'

/** Answers any error as problem details (RFC 9457), in the caller's language; what is ours to mend goes to the log. */
export function answerProblem(error: FastifyError | Problem | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error)
  if (problem.kind === 'internal') log.error('request failed', { url: request.routeOptions?.url ?? '', error })
  const language = request.caller?.language ?? languageFrom(request.headers['accept-language'])
  const say = (key: string, values: Record<string, string | number> = {}) => text(language, `problem.${key}` as TextKey, values as never)
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send({
      type: `urn:amends:problem:${problem.key}`,
      title: say(`kind.${problem.kind}`),
      status: problem.status,
      detail: say(problem.key, problem.values),
      ...(problem.fields.length > 0 && { errors: problem.fields }),
    })
}

function toProblem(error: FastifyError | Problem | Error): Problem {
  if (error instanceof Problem) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.map((issue) => ({
      field: issue.instancePath.replace(/^\//, '').replaceAll('/', '.') || error.validationContext || 'body',
      message: issue.message ?? '',
    }))
    const named = fields.map((each) => `${each.field}: ${each.message}`).join('; ')
    return new Problem('invalid', 'fields_invalid', { fields: named }, { fields })
  }
  if (isResponseSerializationError(error)) return new Problem('internal', 'internal', {}, { cause: error })
  const status = 'statusCode' in error ? error.statusCode : undefined
  if (status === 413) return new Problem('too_large', 'too_large')
  if (status === 429) return new Problem('too_many', 'too_many')
  if (status === 415) return new Problem('invalid', 'not_json')
  if (status !== undefined && status >= 400 && status < 500) return new Problem('invalid', 'request_unreadable', { reason: error.message })
  return new Problem('internal', 'internal', {}, { cause: error })
}
