import { z } from 'zod'
import type { ImportProblem, ImportProblemKey } from '../problems.ts'
import { Mapping } from './mapping.ts'
import { nearest } from './nearest.ts'

export type ParsedMapping =
  | { mapping: Mapping; problems?: undefined }
  | { problems: ImportProblem[]; mapping?: undefined }

/** Checks a mapping that a person wrote: every mistake with its place and what may stand there. @param json text or parsed */
export function parseMapping(json: unknown): ParsedMapping {
  let written = json
  if (typeof json === 'string') {
    try {
      written = JSON.parse(json)
    } catch (error) {
      return { problems: [{ field: '', key: 'mapping_not_json', values: { reason: (error as Error).message } }] }
    }
  }
  const parsed = Mapping.safeParse(written)
  if (parsed.success) return { mapping: parsed.data }
  return { problems: parsed.error.issues.flatMap((issue) => problemsOf(issue, [], written)) }
}

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

function problemsOf(issue: Issue, above: Path, written: unknown): ImportProblem[] {
  const path = [...above, ...issue.path]
  const field = path.map(String).join('.')
  const problem = (key: ImportProblemKey, values: ImportProblem['values'] = {}): ImportProblem[] => [
    { field, key, values },
  ]
  if (valueAt(written, path) === undefined) return problem('mapping_missing')
  const { code } = issue
  if (code === 'unrecognized_keys') return issue.keys.map((part) => unknownPart(part, path, written))
  if (code === 'invalid_type') return problem('mapping_wrong_kind', { expected: issue.expected })
  if (code === 'invalid_value') return problem('mapping_choice', { allowed: issue.values.map(String).join(', ') })
  if (code === 'invalid_union') return unionProblems(issue, path, written)
  if (code === 'custom')
    return problem(issue.params?.key as ImportProblemKey, { value: String(valueAt(written, path)) })
  return problem('mapping_size')
}

/** Of the ways in which a part may be written, the one that fits its kind says what is wrong. */
function unionProblems(issue: z.core.$ZodIssueInvalidUnion, path: Path, written: unknown): ImportProblem[] {
  const field = path.map(String).join('.')
  if (issue.errors.length === 0) {
    const { options = [] } = issue as { options?: readonly unknown[] }
    return [{ field, key: 'mapping_choice', values: { allowed: options.map(String).join(', ') } }]
  }
  const isOfKind = (issues: readonly Issue[]) =>
    !issues.some(({ code, path: inside }) => code === 'invalid_type' && inside.length === 0)
  const fitting = issue.errors.find(isOfKind)
  if (fitting) return fitting.flatMap((inner) => problemsOf(inner, path, written))
  return [{ field, key: 'mapping_wrong_kind', values: { expected: 'string' } }]
}

function unknownPart(part: string, path: Path, written: unknown): ImportProblem {
  const allowed = partsAt(Mapping, path, written)
  const field = [...path.map(String), part].join('.')
  return { field, key: 'mapping_unknown_part', values: { part, allowed: nearest(part, allowed) ?? allowed.join(', ') } }
}

/** The names that may stand at a place of a mapping. */
function partsAt(schema: unknown, path: Path, value: unknown): string[] {
  if (schema instanceof z.ZodOptional) return partsAt(schema.unwrap(), path, value)
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const { kind } = value as { kind: string }
    return partsAt(
      schema.options.find((option) => kindOf(option) === kind),
      path,
      value,
    )
  }
  const [step, ...rest] = path
  if (schema instanceof z.ZodObject) {
    return step === undefined
      ? Object.keys(schema.shape)
      : partsAt(schema.shape[String(step)], rest, valueAt(value, [step]))
  }
  return schema instanceof z.ZodArray && step !== undefined ? partsAt(schema.element, rest, valueAt(value, [step])) : []
}

function kindOf(option: unknown): unknown {
  return option instanceof z.ZodObject && option.shape.kind instanceof z.ZodLiteral
    ? option.shape.kind.value
    : undefined
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inside, step) => (inside as Record<PropertyKey, unknown> | null | undefined)?.[step],
    value,
  )
}
