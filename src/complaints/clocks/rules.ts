import { z } from 'zod'
import type { Calendar } from '../../calendar/calendar.ts'
import { endOfTerm, Term } from '../../calendar/terms.ts'
import { type Arrival, applies, Conditions } from '../routing/rules.ts'

export const stageKinds = ['acknowledge', 'next_update', 'interim', 'decide', 'regulator'] as const
export const StageKind = z.enum(stageKinds)
export type StageKind = z.infer<typeof StageKind>

const Said = z.object({ en: z.string().trim().min(1).max(500), ru: z.string().trim().min(1).max(500) })

/** One time limit of a regime. A chance (not a duty) reminds nobody: by then an easier way is still open. */
export const Stage = z.object({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'field.code'),
  kind: StageKind,
  term: Term,
  isDuty: z.boolean().default(true),
  /** What must be done or said by then, where the kind does not say enough. */
  words: Said.nullish(),
})
export type Stage = z.infer<typeof Stage>

export const RegimeConditions = Conditions.omit({ workingHours: true, mostOpen: true })

/** A regime: to which complaints it applies, from when its stages count, and what it wants said. */
export const RegimeDefinition = z.object({
  /** Every condition that is given must hold; none: it applies to all. */
  conditions: RegimeConditions,
  /** When the complaint reached us, or when it was written down here. */
  countsFrom: z.enum(['received', 'recorded']),
  stages: z
    .array(Stage)
    .min(1)
    .max(12)
    .refine((stages) => new Set(stages.map(({ key }) => key)).size === stages.length, 'field.stage_twice'),
  /** Where the customer can turn outside. */
  signpost: Said.nullish(),
  retentionYears: z.number().int().min(1).max(100).nullish(),
  source: z.string().trim().max(500).nullish(),
  /** The day on which somebody last held it against its source. */
  verifiedOn: z.iso.date().nullish(),
})
export type RegimeDefinition = z.infer<typeof RegimeDefinition>

export type Regime = { id: string; definition: RegimeDefinition; calendar: Calendar }

/** What the clocks of a complaint are worked out from. */
export type Timed = { receivedAt: Date; recordedAt: Date; arrival: Arrival }
/** `kind` is never next_update: that clock is the complaint's own due time, which people move. */
export type ClockRow = { regimeId: string; stage: string; kind: StageKind; dueAt: Date; isDuty: boolean }

/** The regimes that apply to a complaint. */
export const regimesFor = (regimes: Regime[], { arrival, recordedAt }: Timed): Regime[] =>
  regimes.filter(({ definition }) => applies(definition.conditions, arrival, recordedAt))

/** The clocks of a complaint: every stage of every regime that applies, but for next updates. */
export function clocksOf(regimes: Regime[], timed: Timed): ClockRow[] {
  return regimesFor(regimes, timed).flatMap(({ id, definition, calendar }) => {
    const start = definition.countsFrom === 'received' ? timed.receivedAt : timed.recordedAt
    return definition.stages
      .filter(({ kind }) => kind !== 'next_update')
      .map(({ key, kind, term, isDuty }) => ({
        regimeId: id,
        stage: key,
        kind,
        dueAt: endOfTerm(term, start, calendar),
        isDuty,
      }))
  })
}

/** By when a customer who hears from us at `from` hears again, by the strictest regime; null when none says. */
export function nextUpdateOf(regimes: Regime[], timed: Timed, from: Date): Date | null {
  const ends = regimesFor(regimes, timed).flatMap(({ definition, calendar }) =>
    definition.stages
      .filter(({ kind }) => kind === 'next_update')
      .map(({ term }) => endOfTerm(term, from, calendar).getTime()),
  )
  return ends.length > 0 ? new Date(Math.min(...ends)) : null
}

/** The earliest due time of duties that are still to be met; null when there is none. */
export function earliestDue(clocks: { dueAt: Date; isDuty: boolean; metAt?: Date | null }[]): Date | null {
  const times = clocks.filter(({ isDuty, metAt }) => isDuty && !metAt).map(({ dueAt }) => dueAt.getTime())
  return times.length > 0 ? new Date(Math.min(...times)) : null
}

type Happened = { kind: string; detail?: Record<string, unknown> | undefined }
export type StartedClock = ClockRow & { metAt: Date | null; metBy: string | null }

/**
 * Whoever complains this way hears at once that it has reached us: from the person they speak to, or on the page. What was
 * imported was acknowledged, or not, where it comes from.
 */
export const acknowledgesItself = ['phone', 'in_person', 'chat', 'web_form'] as const
/** Events by which the customer knows that it has reached us; what comes out of another complaint was acknowledged there. */
export const acknowledgedBy = ['answered', 'letter_sent', 'split_from', 'follows_up'] as const

/**
 * Which kinds of clock an event ends. A letter or an answer acknowledges; a proposed solution, a decision or the end of the
 * complaint decides. What else was done in time (an interim answer with its reasons, a report) a person says.
 */
export function endedBy({ kind, detail }: Happened): StageKind[] {
  const channels: readonly unknown[] = acknowledgesItself
  if (kind === 'received') return channels.includes(detail?.channel) || detail?.import_id ? ['acknowledge'] : []
  if (kind === 'closed') return ['acknowledge', 'interim', 'decide', 'regulator']
  if (kind === 'solution_proposed' || kind === 'decided') return ['acknowledge', 'interim', 'decide']
  if (kind === 'letter_sent' && detail?.letter === 'decision') return ['acknowledge', 'interim', 'decide']
  return (acknowledgedBy as readonly string[]).includes(kind) ? ['acknowledge'] : []
}

/** The clocks of a complaint to which this has happened already. */
export const startClocks = (clocks: ClockRow[], events: readonly (Happened & { at: Date })[]): StartedClock[] =>
  clocks.map((clock) => {
    const end = events.find((event) => endedBy(event).includes(clock.kind))
    return { ...clock, metAt: end?.at ?? null, metBy: end?.kind ?? null }
  })

/** Events after which clocks that the end of the complaint, or a solution that was none, had stopped run on. */
export const resumedBy: Record<string, readonly string[]> = {
  reopened: ['closed', 'solution_proposed', 'decided'],
  merge_undone: ['closed'],
  said_not_solved: ['solution_proposed'],
  wanted_decider: ['solution_proposed'],
}

/** Events after which other regimes may apply. */
export const reconsideredAfter = new Set(['reclassified', 'field_set', 'field_cleared'])
