import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { allLanguages, type Language, localeOf } from './languages.ts'
import { argumentsOf, type Placeholder } from './placeholders.ts'
import { compile } from './text.ts'

const sources = Object.fromEntries(
  allLanguages.map((language) => [language, readFileSync(`texts/${language}.json`, 'utf8')]),
) as Record<Language, string>
const catalogues = Object.fromEntries(
  allLanguages.map((language) => [language, JSON.parse(sources[language]) as Record<string, string>]),
) as Record<Language, Record<string, string>>
const keys = Object.keys(catalogues.en)

test.each(allLanguages)('no sentence of %s is written twice', (language) => {
  const written = [...sources[language].matchAll(/^\s*"([^"]+)"\s*:/gm)].map((match) => match[1] as string)
  expect(written.filter((key, at) => written.indexOf(key) !== at)).toEqual([])
})

test.each(allLanguages)('%s has the sentences of English, no more and no fewer', (language) => {
  expect(Object.keys(catalogues[language]).sort()).toEqual([...keys].sort())
})

test.each(allLanguages)('every sentence of %s parses and says something', (language) => {
  const broken = Object.entries(catalogues[language]).filter(([, pattern]) => !parses(language, pattern))
  expect(broken).toEqual([])
})

test.each(allLanguages)('the sentences of %s take the placeholders that English takes', (language) => {
  const different = keys.filter((key) => namesAndKinds(language, key).join() !== namesAndKinds('en', key).join())
  expect(different).toEqual([])
})

test.each(allLanguages)('plurals of %s have every form the language has', (language) => {
  const forms = new Intl.PluralRules(localeOf(language)).resolvedOptions().pluralCategories
  const lacking = keys.filter((key) =>
    placeholdersOf(language, key).some(
      ({ kind, forms: has }) => kind === 'plural' && forms.some((form) => !has.includes(form)),
    ),
  )
  expect(lacking).toEqual([])
})

test.each(allLanguages)(
  'no sentence of %s formats a date itself: it does not know the time zone of its reader',
  (language) => {
    const dated = keys.filter((key) => placeholdersOf(language, key).some(({ kind }) => kind === 'date'))
    expect(dated).toEqual([])
  },
)

function placeholdersOf(language: Language, key: string): Placeholder[] {
  return argumentsOf(language, catalogues[language][key] ?? '')
}

function namesAndKinds(language: Language, key: string): string[] {
  return [...new Set(placeholdersOf(language, key).map(({ name, kind }) => `${name}: ${kind}`))].sort()
}

function parses(language: Language, pattern: string): boolean {
  try {
    return pattern.trim() !== '' && compile(language, pattern) !== undefined
  } catch {
    return false
  }
}
