import { isTextKey, type Language, text } from '../texts/index.ts'

/** What a schema found wrong, as fastify-type-provider-zod passes it on: the code of zod's issue, its message and the rest. */
export type SchemaIssue = { keyword?: string; message?: string; params?: Record<string, unknown> }

/**
 * What is wrong with a field and what would be right, as a sentence for the person who filled it in. A schema may name its
 * own sentence: `z.string().regex(…, 'field.code')` says `problem.field.code`.
 */
export function explainIssue(language: Language, { keyword, message = '', params = {} }: SchemaIssue): string {
  const named = `problem.${message}`
  if (isTextKey(language, named)) return text(language, named)
  if (keyword === 'unrecognized_keys') return text(language, 'problem.field.unknown')
  if (keyword === 'too_small') return explainTooSmall(language, params)
  if (keyword === 'too_big') return explainTooBig(language, params)
  if (keyword === 'invalid_type' && message.endsWith('undefined')) return text(language, 'problem.field.needed')
  if (keyword === 'invalid_format' && params.format === 'email') return text(language, 'problem.field.email')
  if (keyword === 'invalid_value' || params.format === 'uuid') return text(language, 'problem.field.choose')
  return text(language, 'problem.field.other')
}

function explainTooSmall(language: Language, { origin, minimum, inclusive }: Record<string, unknown>): string {
  const least = Number(minimum)
  if (origin === 'number' || origin === 'int') {
    return text(language, inclusive === false ? 'problem.field.more_than' : 'problem.field.least', { number: least })
  }
  if (least <= 1) return text(language, 'problem.field.needed')
  return text(language, origin === 'string' ? 'problem.field.too_short' : 'problem.field.too_few', { minimum: least })
}

function explainTooBig(language: Language, { origin, maximum }: Record<string, unknown>): string {
  const most = Number(maximum)
  if (origin === 'number' || origin === 'int') return text(language, 'problem.field.most', { number: most })
  return text(language, origin === 'string' ? 'problem.field.too_long' : 'problem.field.too_many', { maximum: most })
}
