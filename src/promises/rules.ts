import { tooFewToSay, wilson } from '../stats/index.ts'

/** Where a promise to all customers stands written. */
export const promiseKinds = ['advert', 'policy', 'contract', 'service_level', 'other'] as const

/** What makes a promise one that nobody can be held to. */
export const findings = ['no_indicator', 'no_threshold', 'no_remedy', 'no_owner', 'owner_left', 'never_read'] as const
export type Finding = (typeof findings)[number]

type Said = {
  indicator: string | null
  /** Share of cases in which it must be kept, 0 to 1. */
  threshold: number | null
  remedy: string | null
  owner: { active: boolean } | null
}

/**
 * What a promise lacks (ISO 10001: each is to have an indicator, a threshold, a remedy and somebody who answers for it). One
 * that has ended lacks nothing any more.
 * @param readings  how many times it was looked whether it was kept
 */
export function findingsOf(said: Said, { state, readings }: { state: PromiseState; readings: number }): Finding[] {
  if (state === 'ended') return []
  const lacks: Record<Finding, boolean> = {
    no_indicator: said.indicator === null,
    no_threshold: said.indicator !== null && said.threshold === null,
    no_remedy: said.remedy === null,
    no_owner: said.owner === null,
    owner_left: said.owner !== null && !said.owner.active,
    never_read: state === 'in_force' && said.indicator !== null && readings === 0,
  }
  return findings.filter((finding) => lacks[finding])
}

export const promiseStates = ['future', 'in_force', 'ended'] as const
export type PromiseState = (typeof promiseStates)[number]

/** Whether a promise holds on a day; the last day belongs to it. @param today  as `2026-03-01` */
export function promiseState(
  { validFrom, validTo }: { validFrom: string; validTo: string | null },
  today: string,
): PromiseState {
  if (today < validFrom) return 'future'
  return validTo !== null && today > validTo ? 'ended' : 'in_force'
}

export const keptVerdicts = ['kept', 'not_kept', 'unclear', 'too_few', 'no_threshold'] as const
export type KeptVerdict = (typeof keptVerdicts)[number]
export type Kept = { share: number | null; low: number | null; high: number | null; verdict: KeptVerdict }

/**
 * Whether a promise was kept in a period: the share of cases with Wilson's 95 % interval against the share in which it must be
 * kept. Only an interval that lies wholly on one side of the threshold says so; below five cases nothing does.
 * @example keptOf({ cases: 60, kept: 9 }, 0.95)  // 0.15 (0.080974 to 0.261146), not_kept
 */
export function keptOf({ cases, kept }: { cases: number; kept: number }, threshold: number | null): Kept {
  const found = wilson({ successes: kept, n: cases })
  if (!found || tooFewToSay(cases)) return { share: null, low: null, high: null, verdict: 'too_few' }
  const { share, low, high } = found
  const verdict =
    threshold === null ? 'no_threshold' : low >= threshold ? 'kept' : high < threshold ? 'not_kept' : 'unclear'
  return { share, low, high, verdict }
}
