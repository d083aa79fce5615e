/** The kinds of refusal, each with the HTTP status it is answered with. */
const statusOf = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_unknown: 405,
  conflict: 409,
  stale: 412,
  too_large: 413,
  unsupported: 415,
  unprocessable: 422,
  too_many: 429,
  internal: 500,
  unavailable: 503,
} as const

export type ProblemKind = keyof typeof statusOf

/** One field that was wrong: where, and the key of the sentence that says what to do. */
export type FieldProblem = { field: string; message: string }

type ProblemRest = {
  fields?: FieldProblem[]
  members?: Record<string, string | number>
  retryAfter?: number | null
  cause?: unknown
}

/**
 * The one error of the product. `key` names the sentence for the person (`problem.<key>` in texts/), with `values` for its
 * placeholders; `members` are told to programs beside the sentence; `cause` is for the log.
 * @example throw new Problem('not_found', 'complaint_not_found', { reference: 'AM-7Q2' })
 */
export class Problem extends Error {
  readonly kind: ProblemKind
  readonly key: string
  readonly values: Record<string, string | number>
  readonly fields: FieldProblem[]
  readonly members: Record<string, string | number>
  /** Seconds after which asking again makes sense. */
  readonly retryAfter: number | null

  constructor(
    kind: ProblemKind,
    key: string,
    values: Record<string, string | number> = {},
    { fields = [], members = {}, retryAfter = null, cause }: ProblemRest = {},
  ) {
    super(`${key} ${JSON.stringify(values)}`, { cause })
    this.name = 'Problem'
    this.kind = kind
    this.key = key
    this.values = values
    this.fields = fields
    this.members = members
    this.retryAfter = retryAfter
  }

  get status(): number {
    return statusOf[this.kind]
  }
}
