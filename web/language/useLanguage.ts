import { createContext, use, useMemo } from 'react'
import * as dates from '../../src/platform/texts/dates.ts'
import { directionOf, type Language } from '../../src/platform/texts/languages.ts'
import * as numbers from '../../src/platform/texts/numbers.ts'
import { type TextKey, type TextValues, text } from '../../src/platform/texts/text.ts'
import { isMirrored, mirrored } from './mirrored.ts'

type LanguageChoice = { language: Language; setLanguage: (language: Language) => Promise<void> }

export const LanguageContext = createContext<LanguageChoice | null>(null)

/** The language on screen, its direction, and the switch. */
export function useLanguage() {
  const choice = use(LanguageContext)
  if (!choice) throw new Error('useLanguage needs a LanguageProvider above it')
  return { ...choice, direction: isMirrored ? ('rtl' as const) : directionOf(choice.language) }
}

/** A sentence of texts/ in the language on screen. */
export type Translate = (key: TextKey, values?: TextValues) => string

/**
 * The function that speaks the language on screen.
 * @example const t = useText(); t('table.rows', { count: 3 })
 */
export function useText(): Translate {
  const { language } = useLanguage()
  return useMemo(() => {
    const say: Translate = (key, values) => text(language, key, values)
    return isMirrored ? (key, values) => mirrored(say(key, values)) : say
  }, [language])
}

/**
 * Numbers and dates as the language on screen writes them, in the time zone of this browser.
 * @example const format = useFormat(); format.share(0.41)  // '41%'
 */
export function useFormat() {
  const { language } = useLanguage()
  return useMemo(
    () => ({
      number: (value: number, options?: Intl.NumberFormatOptions) => numbers.formatNumber(language, value, options),
      count: (count: { count: number; isCapped: boolean }) => numbers.formatCount(language, count),
      share: (share: number) => numbers.formatShare(language, share),
      shareInterval: (low: number, high: number) => numbers.formatShareInterval(language, low, high),
      money: (amount: number, currency: string) => numbers.formatMoney(language, amount, currency),
      date: (moment: dates.Moment) => dates.formatDate(language, moment),
      dateTime: (moment: dates.Moment) => dates.formatDateTime(language, moment),
      time: (moment: dates.Moment) => dates.formatTime(language, moment),
      day: (moment: dates.Moment, now: Date) => dates.formatDay(language, moment, now),
      relative: (moment: dates.Moment, now: Date) => dates.formatRelative(language, moment, now),
      duration: (seconds: number) => dates.formatDuration(language, seconds),
    }),
    [language],
  )
}
