import type { AnswerOf } from '../api/client.ts'
import { type Language, localeOf } from '../../src/platform/texts/languages.ts'
import { formatDate } from '../../src/platform/texts/dates.ts'
import type { ReportPage } from '../../src/insight/reports/contract.ts'
import type { TextKey } from '../../src/platform/texts/text.ts'
import type { useText } from '../language/useLanguage.ts'

export type SavedReport = AnswerOf<'listSavedReports'>[number]
export type Schedule = NonNullable<SavedReport['schedule']>
type Say = ReturnType<typeof useText>

/** What each page is called. */
export const pageNames: Record<ReportPage, TextKey> = {
  causes: 'nav.causes',
  'inside-out': 'nav.inside_out',
  'hot-spots': 'nav.hot_spots',
  barriers: 'nav.barriers',
  workload: 'nav.workload',
  'silent-customers': 'nav.silent_customers',
}

/** The name of a day of the week, 1 for Monday. */
export const weekdayName = (language: Language, weekday: number): string =>
  // 5 January 1970 was a Monday.
  new Intl.DateTimeFormat(localeOf(language), { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(1970, 0, 4 + weekday)),
  )

/** When a report is sent: "Every week, Monday, at 08:00 (Europe/London)". */
export function scheduleWords(
  t: Say,
  language: Language,
  { schedule, timeZone }: { schedule: Schedule; timeZone: string },
): string {
  const at = { at: schedule.at, zone: timeZone }
  if (schedule.every === 'week')
    return t('saved.when.week', { ...at, day: weekdayName(language, schedule.weekday ?? 1) })
  return schedule.every === 'month'
    ? t('saved.when.month', { ...at, day: schedule.dayOfMonth ?? 1 })
    : t('saved.when.day', at)
}

/** The days a report is about: which they are counted back from today, and which that would be. */
export function periodWords(t: Say, language: Language, { period, days }: SavedReport): string {
  const day = (date: string) => formatDate(language, `${date}T00:00:00Z`, 'UTC')
  const shown = t('saved.days', { from: day(days.from), to: day(days.to) })
  return period.kind === 'fixed'
    ? shown
    : t('saved.period_now', { period: t(`saved.period.${period.kind}`), days: shown })
}

/** The page of a saved report, over the days it would be about today. */
export function pageAddress({ page, days, narrowing }: SavedReport): string {
  return `/${page}?${new URLSearchParams({ ...narrowing, ...days })}`
}
