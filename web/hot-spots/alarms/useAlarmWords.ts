import type { AnswerOf } from '../../api/client.ts'
import { nameIn } from '../../causes/openings.ts'
import { useFormat, useLanguage, useText } from '../../language/useLanguage.ts'

export type Alarm = AnswerOf<'listAlarms'>['items'][number]
type Series = Alarm['series']
type Strongest = Alarm['strongest']

/** The list of complaints, narrowed. */
export const complaintsAt = (where: Record<string, string>): string => `/complaints?${new URLSearchParams(where)}`

/** How alarms are spoken of in the language on screen. */
export function useAlarmWords() {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  /** A day as it is written, whatever the time zone of this browser. */
  const day = (of: string): string => format.date(`${of}T12:00:00`)
  const expected = (count: number): string => format.number(count, { maximumFractionDigits: 1 })
  /** What a series counts, with the kind of thing before its name. */
  const seriesName = ({ kind, name, of }: Series): string => {
    const own = nameIn(language, name)
    if (own === null) return t(`alarm.kind.${kind}`)
    if (kind === 'words') return t('alarm.series_words', { name: own })
    return t('alarm.series', { kind: of?.[language] ?? t(`alarm.kind.${kind}`), name: own })
  }
  const when = ({ unit, starts }: Strongest): string =>
    t(unit === 'day' ? 'alarm.on_day' : 'alarm.in_week', { date: day(starts) })
  const counted = (found: Strongest): string =>
    t('alarm.counted', { observed: found.observed, expected: expected(found.expected), when: when(found) })
  return { day, expected, seriesName, counted }
}
