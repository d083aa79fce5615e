import { type Language } from './languages.ts'
import { compile } from './text.ts'

type Element = ReturnType<ReturnType<typeof compile>['getAst']>[number]

/** One place in a sentence that waits for a value; `forms` are the branches of a plural or a choice. */
export type Placeholder = { name: string; kind: 'word' | 'number' | 'date' | 'choice' | 'plural'; forms: string[] }

// The numbers of @formatjs/icu-messageformat-parser's TYPE enumeration, which is not exported at run time.
const kinds: Record<number, Placeholder['kind']> = {
  1: 'word',
  2: 'number',
  3: 'date',
  4: 'date',
  5: 'choice',
  6: 'plural',
}

/**
 * The placeholders of an ICU message, those inside branches included; one used twice is listed twice.
 * @throws SyntaxError when the message does not parse
 * @example argumentsOf('en', '{name} has {count, number}')  // name: word, count: number
 */
export function argumentsOf(language: Language, pattern: string): Placeholder[] {
  return compile(language, pattern).getAst().flatMap(placeholdersIn)
}

function placeholdersIn(element: Element): Placeholder[] {
  const kind = kinds[element.type]
  if (!kind || !('value' in element)) return []
  const options = 'options' in element ? element.options : {}
  const inside = Object.values(options).flatMap((option) => option.value.flatMap(placeholdersIn))
  return [{ name: element.value, kind, forms: Object.keys(options) }, ...inside]
}
