import type { FieldProblem } from '../../platform/problem.ts'
import type { RuleFilters } from '../counting/contract.ts'
import type { Fix, FixTerms } from './contract.ts'

/** A baseline is at least so many days, first and last counted: shorter ones say nothing of the service. */
export const fewestBaselineDays = 28

const numberOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000

/** Days from the first to the last, both counted. */
export const daysIn = ({ from, to }: { from: string; to: string }): number => numberOf(to) - numberOf(from) + 1

/**
 * The names under which a release and a stage that waits for it meet: small letters, single spaces, and no `v` before a number.
 * @example releaseKey(' V2.4.1 ')  // '2.4.1'
 */
export const releaseKey = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .replace(/^v(?=\d)/, '')

/** The target within a place: the filters of both; where both say the same kind of thing, the place is the narrower. */
export function within(target: RuleFilters, place: RuleFilters): RuleFilters {
  const field = target.field && place.field ? { field: `${target.field}&${place.field}` } : {}
  const q = target.q && place.q ? { q: `${target.q} ${place.q}` } : {}
  return { ...target, ...place, ...field, ...q }
}

/** Terms that can be agreed: nothing is missing. */
export type WholeTerms = FixTerms & {
  doneById: string
  target: RuleFilters
  expectedRatio: number
  expectedBy: string
  baseline: { from: string; to: string }
  stages: { place: string; filters: RuleFilters | null; plannedOn: string; releasedAs: string | null }[]
}

const field = (name: string, message: string): FieldProblem => ({ field: name, message })
const needed = (name: string, isThere: boolean): FieldProblem[] => (isThere ? [] : [field(name, 'field.needed')])

/**
 * What keeps terms from being agreed, field by field; nothing when they can be.
 * @param today  the day of the agreement, UTC: what was live before it was not agreed before
 */
export function missingIn(terms: FixTerms, today: string): FieldProblem[] {
  const { change, doneById, target, expectedRatio, stages } = terms
  return [
    ...needed('change', change !== ''),
    ...needed('doneById', doneById !== null),
    ...needed('target', target !== null),
    ...needed('expectedRatio', expectedRatio !== null),
    ...needed('stages', stages.length > 0),
    ...stages.flatMap((_, index) => wrongInStage(terms, index, today)),
    ...wrongWindow(terms.baseline, today),
    ...wrongEnd(terms),
    ...terms.controls.flatMap((_, index) => wrongInControl(terms, index)),
  ]
}

/** @see missingIn */
export const isWhole = (terms: FixTerms, today: string): terms is WholeTerms => missingIn(terms, today).length === 0

function wrongInStage({ stages }: FixTerms, index: number, today: string): FieldProblem[] {
  const stage = stages[index]
  if (!stage) return []
  const at = `stages.${index}`
  const key = stage.releasedAs ? releaseKey(stage.releasedAs) : null
  const isTaken =
    key !== null && stages.slice(0, index).some(({ releasedAs }) => releasedAs && releaseKey(releasedAs) === key)
  return [
    ...needed(`${at}.place`, stage.place !== ''),
    ...needed(`${at}.plannedOn`, stage.plannedOn !== null),
    ...(stage.plannedOn !== null && stage.plannedOn < today ? [field(`${at}.plannedOn`, 'fix_planned_past')] : []),
    ...(isTaken ? [field(`${at}.releasedAs`, 'fix_release_twice')] : []),
  ]
}

function wrongWindow(baseline: FixTerms['baseline'], today: string): FieldProblem[] {
  if (!baseline) return [field('baseline', 'field.needed')]
  if (baseline.to < baseline.from) return [field('baseline', 'period_backwards')]
  if (baseline.to >= today) return [field('baseline', 'fix_baseline_late')]
  return daysIn(baseline) < fewestBaselineDays ? [field('baseline', 'fix_baseline_short')] : []
}

function wrongEnd({ expectedBy, stages }: FixTerms): FieldProblem[] {
  if (expectedBy === null) return [field('expectedBy', 'field.needed')]
  const first = firstPlanned(stages)
  return first !== null && expectedBy <= first ? [field('expectedBy', 'fix_expected_early')] : []
}

const sameFilters = (one: RuleFilters, other: RuleFilters): boolean => {
  const written = (filters: RuleFilters) =>
    JSON.stringify(Object.entries(filters).toSorted(([a], [b]) => a.localeCompare(b)))
  return written(one) === written(other)
}

function wrongInControl({ controls, target }: FixTerms, index: number): FieldProblem[] {
  const control = controls[index]
  if (!control) return []
  const before = [...(target ? [target] : []), ...controls.slice(0, index).map(({ filters }) => filters)]
  return before.some((filters) => sameFilters(filters, control.filters))
    ? [field(`controls.${index}.filters`, 'fix_control_twice')]
    : []
}

/** The first day on which any stage is planned; null when none has a day. */
export function firstPlanned(stages: readonly { plannedOn: string | null }[]): string | null {
  const days = stages.flatMap(({ plannedOn }) => plannedOn ?? [])
  return days.reduce<string | null>((first, day) => (first === null || day < first ? day : first), null)
}

/** How far an agreed fix is. */
export function fixStateOf({
  stages,
  isDropped,
}: {
  stages: { liveOn: string | null }[]
  isDropped: boolean
}): Fix['state'] {
  if (isDropped) return 'dropped'
  const live = stages.filter(({ liveOn }) => liveOn !== null).length
  if (live === 0) return 'waiting'
  return live === stages.length ? 'live' : 'rolling_out'
}
