/** The languages people may read Amends in. Adding one: its catalogue in texts/, a line here and one in catalogues. */
const languages = {
  en: { name: 'English', locale: 'en-GB', dir: 'ltr' },
  ru: { name: 'Русский', locale: 'ru-RU', dir: 'ltr' },
} as const

export type Language = keyof typeof languages
export type Direction = 'ltr' | 'rtl'

/** Every language, in the order in which a person is offered them. */
export const allLanguages = Object.keys(languages) as Language[]

export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && Object.hasOwn(languages, value)
}

/** What the language calls itself: the name to show in a language switch, whatever the language of the page. */
export function languageName(language: Language): string {
  return languages[language].name
}

/** The BCP 47 locale to give to `Intl`; British for English, because "2 Mar 2026" is read one way everywhere. */
export function localeOf(language: Language): string {
  return languages[language].locale
}

/** Writing direction for `<html dir>`. */
export function directionOf(language: Language): Direction {
  return languages[language].dir
}

/**
 * The first of a person's preferences (BCP 47 tags, best first, as in `navigator.languages`) that we speak; else English.
 * @example chooseLanguage(['fr-CA', 'ru-RU', 'en'])  // 'ru'
 */
export function chooseLanguage(preferences: readonly string[]): Language {
  for (const preference of preferences) {
    const primary = preference.split('-', 1)[0]?.toLowerCase()
    if (isLanguage(primary)) return primary
  }
  return 'en'
}

/**
 * The language for a request, from its `Accept-Language` header (RFC 9110 §12.5.4); preferences weighted 0 are refusals.
 * @example languageFrom('de;q=0.9, ru;q=0.8, en;q=0.5')  // 'ru'
 */
export function languageFrom(header: string | undefined): Language {
  const weighted = (header ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().split(';')
    const quality = parameters.find((parameter) => parameter.trim().startsWith('q='))
    return { tag, weight: quality ? Number(quality.trim().slice(2)) : 1 }
  })
  const wanted = weighted.filter(({ weight }) => weight > 0).sort((one, other) => other.weight - one.weight)
  return chooseLanguage(wanted.map(({ tag }) => tag))
}
