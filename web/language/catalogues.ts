import { chooseLanguage, directionOf, isLanguage, type Language } from '../../src/platform/texts/languages.ts'
import { addCatalogue, type Catalogue } from '../../src/platform/texts/text.ts'
import { isMirrored } from './mirrored.ts'

/** The server's page for signing in reads and writes it too (src/people/sign-in). */
const cookie = 'amends_language'

const load: Record<Language, () => Promise<{ default: Catalogue }>> = {
  en: () => import('../../texts/en.json'),
  ru: () => import('../../texts/ru.json'),
}
const loaded = new Set<Language>()

/** The language this person chose here before, else the first of the browser's that we speak. */
export function firstLanguage(): Language {
  const chosen = document.cookie.match(new RegExp(`(?:^|; )${cookie}=(\\w+)`))?.[1]
  return isLanguage(chosen) ? chosen : chooseLanguage(navigator.languages)
}

/** Loads a catalogue once, then lets the page speak it. @throws TypeError when the network fails: the old language stays */
export async function loadLanguage(language: Language): Promise<void> {
  if (!loaded.has(language)) addCatalogue(language, (await load[language]()).default)
  loaded.add(language)
  document.documentElement.lang = language
  document.documentElement.dir = isMirrored ? 'rtl' : directionOf(language)
}

export function rememberLanguage(language: Language): void {
  document.cookie = `${cookie}=${language}; path=/; max-age=31536000; samesite=lax`
}
