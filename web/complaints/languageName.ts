import { type Language, localeOf } from '../../src/platform/texts/languages.ts'

/** What a language is called in the language on screen: its code when it has no name, null when it is not known. */
export function nameOfLanguage(language: Language, code: string): string | null {
  if (code === 'und') return null
  try {
    return new Intl.DisplayNames(localeOf(language), { type: 'language' }).of(code) ?? code
  } catch {
    return code
  }
}
