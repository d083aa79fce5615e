import type { TextKey } from '../../../src/platform/texts/text.ts'
import { useText } from '../../language/useLanguage.ts'
import type { Report } from './address.ts'

/** What a place is called: its team, management, or that no team is known. */
export function usePlaceNames(report: Report): (place: string) => string {
  const t = useText()
  const teams = new Map(report.places.map(({ place, name }) => [place, name]))
  return (place) => {
    if (place === 'management') return t('barriers.place.management')
    if (place === 'none') return t('barriers.place.none')
    return teams.get(place) ?? t('barriers.place.gone')
  }
}

type Barrier = Pick<Report['barriers'][number], 'place' | 'other'> & { kind: string }

const activities = [
  'hand_over',
  'escalate',
  'answer',
  'interim_answer',
  'propose',
  'ask_again',
  'customer_repeats',
  'classify',
  'reopen',
] as const

/** What was done again, in words. */
export function useActivityName(): (activity: string) => string {
  const t = useText()
  return (activity) => {
    const known = activities.find((each) => each === activity)
    return known ? t(`barriers.activity.${known}`) : activity
  }
}

const plain = [
  'case',
  'spread',
  'touched',
  'holding',
  'returned',
  'hurt',
  'wait',
  'ended',
  'contacts',
  'handoff',
  'held',
  'any',
] as const

/** What happened to customers, as a sentence that names teams and never a person. */
export function useBarrierName(report: Report): (barrier: Barrier) => string {
  const t = useText()
  const [nameOf, activityOf] = [usePlaceNames(report), useActivityName()]
  return ({ kind, place, other }) => {
    const values = { a: nameOf(place), b: nameOf(other) }
    if (kind === 'rework') return t('barriers.kind.rework', { ...values, activity: activityOf(other) })
    if (kind === 'promise') {
      const what = (['moved', 'broken', 'put_off'] as const).find((each) => each === other)
      return what ? t(`barriers.kind.promise_${what}`, values) : t('barriers.behind')
    }
    const told = ['pingpong', 'back', 'stuck', 'dead', 'escalated', 'wait_unasked'] as const
    const one = told.find((each) => each === kind)
    if (one) return t(`barriers.kind.${one}` satisfies TextKey, values)
    if (kind === 'handoff' && other !== '') return t('barriers.kind.handoff', values)
    if (plain.some((each) => each === kind) && place !== '' && kind !== 'contacts') return values.a
    return t('barriers.behind')
  }
}
