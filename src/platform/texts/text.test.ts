import { expect, test } from 'vitest'
import { chooseLanguage, directionOf, isTextKey, languageFrom, text } from './index.ts'

test('a count is written with the separators and the plural of its language', () => {
  expect(text('en', 'table.all', { count: 1 })).toBe('That is all: 1 row')
  expect(text('en', 'table.all', { count: 1200 })).toBe('That is all: 1,200 rows')
  expect(text('ru', 'table.all', { count: 3 })).toBe('Это всё: 3 строки')
  expect(text('ru', 'table.all', { count: 1200 })).toBe('Это всё: 1\u00a0200 строк')
})

test('a forgotten value is an error that names the placeholder', () => {
  expect(() => text('en', 'table.all')).toThrow(/count/)
})

test('a key made at run time can be asked for before it is used', () => {
  expect(isTextKey('en', 'app.name')).toBe(true)
  expect(isTextKey('en', 'toString')).toBe(false)
})

test.each([
  { preferences: ['fr-CA', 'ru-RU', 'en'], language: 'ru' },
  { preferences: ['EN-us'], language: 'en' },
  { preferences: ['toString', ''], language: 'en' },
  { preferences: [], language: 'en' },
])('of $preferences we offer $language', ({ preferences, language }) => {
  expect(chooseLanguage(preferences)).toBe(language)
})

test.each([
  { header: 'de;q=0.9, ru;q=0.8, en;q=0.5', language: 'ru' },
  { header: 'en;q=0.3,ru-RU', language: 'ru' },
  { header: 'ru;q=0, en', language: 'en' },
  { header: 'ru;q=soon', language: 'en' },
  { header: undefined, language: 'en' },
])('a request that accepts "$header" is answered in $language', ({ header, language }) => {
  expect(languageFrom(header)).toBe(language)
})

test('both languages are written from left to right', () => {
  expect([directionOf('en'), directionOf('ru')]).toEqual(['ltr', 'ltr'])
})
