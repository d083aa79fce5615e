import { isStopWord } from '../../language/stop-words.ts'
import { wholeWords } from '../../language/whole-words.ts'
import { blaming } from './blaming.ts'

/** Words that put a person where a cause belongs: the name of somebody who works here, or blame. */
type PersonFound = { kind: 'name' | 'blame'; words: string }

const blame = wholeWords(blaming)
const word = /\p{L}[\p{L}’'-]*/gu
/** Two letters are an initial or a preposition. */
const shortestName = 3

/**
 * Where a why speaks of a person: a sign that one must ask further (field.md §2: a slip that one person made, another will make;
 * what made it possible?). It only points things out: names are also words, so a person may say that none is meant.
 * @param text the why
 * @param names of those who work here, as they are written
 * @example personIn('Anna forgot to scan it', ['Anna Petrova'])  // [{ kind: 'name', words: 'Anna' }]
 * @example personIn('Халатность оператора', [])  // [{ kind: 'blame', words: 'Халатность' }]
 * @returns what was found, in no order of weight, each words once
 */
export function personIn(text: string, names: readonly string[]): PersonFound[] {
  const blamed = [...text.matchAll(blame)].map(([words]): PersonFound => ({ kind: 'blame', words }))
  return [...namesIn(text, names).map((words): PersonFound => ({ kind: 'name', words })), ...blamed].filter(
    ({ words }, place, all) => all.findIndex((each) => each.words === words) === place,
  )
}

/** Capitalised words that are part of a name, in any case of it: Петрова, Петровой. */
function namesIn(text: string, names: readonly string[]): string[] {
  const known = new Set(names.flatMap((name) => (name.match(word) ?? []).map(plain)).filter(isTelling))
  const bases = [...known]
    .filter((name) => /\p{Script=Cyrillic}/u.test(name))
    .map((name) => name.replace(lastEnding, ''))
  const isName = (each: string) => known.has(each) || bases.some((base) => isFormOf(each, base))
  return [...text.matchAll(word)]
    .map(([each]) => each)
    .filter((each) => {
      const lower = plain(each)
      return /^\p{Lu}/u.test(each) && isTelling(lower) && isName(lower)
    })
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/['’]s$/, '')
const isTelling = (name: string): boolean => name.length >= shortestName && !isStopWord(name)

/** What stands at the end of a Russian name in the nominative, and in its other cases. */
const lastEnding = /(?:ий|ый|ой|ая|[аяйь])$/
const caseEnding = /^(?:[аеиоуыьюяй]|[оеы]й|ий|[оеыи]ю|[оеыи]м|[ое]го|[ое]му|[ыи]х|ая|ую|ею)?$/
const isFormOf = (word: string, base: string): boolean =>
  base.length >= shortestName && word.startsWith(base) && caseEnding.test(word.slice(base.length))
