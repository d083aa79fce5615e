import { guessByNgrams } from './ngrams.ts'

/** Letters of each Cyrillic alphabet, tightest first: the first that fits is the likeliest. Russian is asked before. */
const alphabets = Object.entries({
  sr: 'абвгдђежзијклљмнњопрстћуфхцчџш',
  mk: 'абвгдѓежзѕијклљмнњопрстќуфхцчџш',
  be: 'абвгдеёжзійклмнопрстуўфхцчшыьэюя',
  uk: 'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя',
  uz: 'абвгдеёжзийклмнопрстуфхцчшъэюяўқғҳ',
  tg: 'абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя',
  mn: 'абвгдеёжзийклмноөпрстуүфхцчшщъыьэюя',
  ky: 'абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя',
  tt: 'аәбвгдеёжҗзийклмнңоөпрстуүфхһцчшщъыьэюя',
  kk: 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя',
}).map(([language, letters]) => ({ language, letters: new Set(letters) }))
const russian = new Set('абвгдеёжзийклмнопрстуфхцчшщъыьэюя')
const slavic = new Set(['ru', 'uk', 'bg', 'be', 'sr'])
const eastSlavic = new Set(['ru', 'be'])

/** Frequent words, written with Russian's letters, that mean something in one of these languages only. */
const ownWords = {
  ru: 'что как к во со мне меня моей мои нет уже если только очень когда его почему больше сегодня тоже потому',
  uk: 'що це був було вже якщо дуже чи або коли чому мого щоб',
  bg: 'се са ще че съм ми го който която които това тези къде още няма беше бяха вече защо',
  sr: 'су од зашто кад био сте ово',
  be: 'што гэта дзе каб мае маё пасля ужо яшчэ мяне',
}
const languageOfWord = new Map(
  Object.entries(ownWords).flatMap(([language, words]) => words.split(' ').map((word) => [word, language] as const)),
)

/** Below this many letters another language than Russian needs letters of its own to be believed. */
const enoughToGuess = 20
/** By how much a guess must lead the next to be believed; measured (docs/decisions/language-detection.md). */
export const clearLead = 0.04

/**
 * Which language a Cyrillic text is in, by its letters first: Ukrainian і ї є ґ, Belarusian ў, Serbian ј љ њ, Kazakh
 * ә қ ғ, … Where all letters are Russian too, ы э ё beside и or щ make it Russian and ъ before a consonant Bulgarian; then
 * frequent words decide, then letter groups, and Russian is the answer of last resort.
 *
 * In: text and its number of Cyrillic letters. Out: an ISO 639-1 code or `und`, and whether it is more than a guess.
 */
export function cyrillicLanguage(text: string, letters: number): { language: string; certain: boolean } {
  const low = text.toLowerCase()
  const enough = letters >= enoughToGuess
  if (!fits(low, letters, russian)) {
    const found = alphabets.find((alphabet) => fits(low, letters, alphabet.letters))
    return { language: found?.language ?? 'und', certain: found !== undefined && enough }
  }
  const onlyEast = /[ыэё]/.test(low)
  if (onlyEast && /[ищ]/.test(low)) return { language: 'ru', certain: true }
  if (/ъ[бвгджзклмнпрстфхцчш]/.test(low)) return { language: 'bg', certain: enough }
  const byWords = languageByWords(low)
  if (byWords) return { language: byWords, certain: enough }
  const guess = enough ? guessByNgrams(low, onlyEast ? eastSlavic : slavic) : null
  if (!guess) return { language: 'ru', certain: false }
  const clear = guess.language === 'ru' || guess.lead >= clearLead
  return clear ? { language: guess.language, certain: guess.plausible } : { language: 'ru', certain: false }
}

/** The language that has the most of its own words in a text; null when none has or two have equally many. */
function languageByWords(text: string): string | null {
  const counts = new Map<string, number>()
  for (const [word] of text.matchAll(/\p{L}+/gu)) {
    const language = languageOfWord.get(word)
    if (language) counts.set(language, (counts.get(language) ?? 0) + 1)
  }
  const [first, second] = [...counts].sort(([, one], [, other]) => other - one)
  return first && first[1] > (second?.[1] ?? 0) ? first[0] : null
}

/** Whether an alphabet has practically all letters of a text; one in fifty may be a slip or a foreign name. */
function fits(text: string, letters: number, alphabet: ReadonlySet<string>): boolean {
  let foreign = 0
  for (const letter of text) if (letter >= 'Ѐ' && letter <= 'ԯ' && !alphabet.has(letter)) foreign += 1
  return foreign * 50 <= letters
}
