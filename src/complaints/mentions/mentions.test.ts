import { expect, test } from 'vitest'
import { mentionedIn } from './mentions.ts'

const people = ['Ann', 'Ann Lee', 'Wren Adeyemi', 'Демид'].map((name) => ({ id: name, name }))
const named = (text: string) => mentionedIn(text, people)

test.each<[string, string[]]>([
  ['@Wren Adeyemi, can you look?', ['Wren Adeyemi']],
  ['Ask @ann lee or @Ann.', ['Ann Lee', 'Ann']],
  ['@Демид, посмотри', ['Демид']],
  ['(@Ann)', ['Ann']],
  ['@Ann @Ann', ['Ann']],
  ['ann@example.com', []],
  ['@Anna', []],
  ['@nobody', []],
])('"%s" names %j', (text, ids) => {
  expect(named(text)).toEqual(ids)
})
