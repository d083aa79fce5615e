import { IntlMessageFormat } from 'intl-messageformat'
import type english from '../../../texts/en.json'
import { numberFormat, pluralRules, dateFormat } from './intl.ts'
import { type Language, localeOf } from './languages.ts'

/** The name of a sentence in the catalogues, for example `complaint.owner`. */
export type TextKey = keyof typeof english
/** All sentences of one language, in ICU MessageFormat. */
export type Catalogue = Record<TextKey, string>
/** What goes into the placeholders of a sentence. Dates go in as words (see dates.ts): only the caller knows the reader's time zone. */
export type TextValues = Record<string, string | number | bigint | boolean>

const catalogues = new Map<Language, Catalogue>()
const compiled = new Map<Language, Map<TextKey, IntlMessageFormat>>()

/** Makes a language available to `text`. The server does it for all (index.ts), the browser for the one on screen. */
export function addCatalogue(language: Language, catalogue: Catalogue): void {
  catalogues.set(language, catalogue)
  compiled.set(language, new Map())
}

/** Whether a key made at run time (say, from the name of a problem) has a sentence. */
export function isTextKey(language: Language, key: string): key is TextKey {
  return Object.hasOwn(catalogueOf(language), key)
}

/**
 * The sentence `key` in `language` with `values` in its placeholders.
 * @throws Error when the language was not added, the sentence does not exist or a placeholder got no value
 * @example text('en', 'table.all', { count: 1200 })  // 'That is all: 1,200 rows'
 */
export function text(language: Language, key: TextKey, values?: TextValues): string {
  const pattern = catalogueOf(language)[key]
  if (pattern === undefined) throw new Error(`No sentence "${key}" in texts/${language}.json`)
  if (!/[{}'#]/.test(pattern)) return pattern
  return messageOf(language, key, pattern).format<string>(values) as string
}

function catalogueOf(language: Language): Catalogue {
  const catalogue = catalogues.get(language)
  if (!catalogue) throw new Error(`The texts of "${language}" are not loaded: call addCatalogue first`)
  return catalogue
}

function messageOf(language: Language, key: TextKey, pattern: string): IntlMessageFormat {
  const messages = compiled.get(language) as Map<TextKey, IntlMessageFormat>
  let message = messages.get(key)
  if (!message) messages.set(key, (message = compile(language, pattern)))
  return message
}

/** Compiles an ICU message. Tags are plain characters: a sentence holds no markup. @throws SyntaxError when it does not parse */
export function compile(language: Language, pattern: string): IntlMessageFormat {
  return new IntlMessageFormat(pattern, localeOf(language), undefined, { ignoreTag: true, formatters })
}

const formatters = {
  getNumberFormat: (locale?: string | string[], options?: object) => numberFormat(String(locale), options ?? {}),
  getDateTimeFormat: (locale?: string | string[], options?: object) => dateFormat(String(locale), options ?? {}),
  getPluralRules: (locale?: string | string[], options?: object) => pluralRules(String(locale), options ?? {}),
}
