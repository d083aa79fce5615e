/**
 * Texts for the server and for tests: every language is loaded. The browser imports text.ts instead and loads the catalogue of
 * the language on screen, so that nobody downloads the others.
 */
import english from '../../../texts/en.json' with { type: 'json' }
import russian from '../../../texts/ru.json' with { type: 'json' }
import type { Language } from './languages.ts'
import { addCatalogue, type Catalogue } from './text.ts'

const catalogues: Record<Language, Catalogue> = { en: english, ru: russian }
for (const [language, catalogue] of Object.entries(catalogues)) addCatalogue(language as Language, catalogue)

export * from './dates.ts'
export * from './languages.ts'
export * from './numbers.ts'
export { isTextKey, type TextKey, type TextValues, text } from './text.ts'
