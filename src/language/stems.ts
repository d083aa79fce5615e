import { wordsIn } from './likeness.ts'
import { isStopWord } from './stop-words.ts'

const englishEndings = ['ingly', 'edly', 'ings', 'ing', 'ied', 'ies', 'ed', 'es', 'ly', 's']
const russianEndings =
  'иями ями ами ого его ому ему ыми ими ться тся ешь ете ала али ило или ов ев ам ям ах ях ой ей ом ем ым им ую юю ая яя ое ее ые ие ый ий ия ии ию ал ил ть а я о е ы и у ю ь й'.split(
    ' ',
  )
const shortestStem = 3
/** Of apply and reply the end is no ending. */
const shortestBeforeLy = 5

/**
 * The stem of a word in lower case, English or Russian: light, so that forms of a word are one and different words stay two.
 * @example stemOf('charged')  // 'charg', as of charges and charging
 * @example stemOf('доставку')  // 'доставк', as of доставки and доставка
 */
export function stemOf(word: string): string {
  const endings = /\p{Script=Cyrillic}/u.test(word) ? russianEndings : englishEndings
  const ending = endings.find(
    (each) => word.endsWith(each) && word.length - each.length >= (each === 'ly' ? shortestBeforeLy : shortestStem),
  )
  const stem = ending && !(ending === 's' && word.endsWith('ss')) ? word.slice(0, -ending.length) : word
  // charge and charged, apply and applied.
  return stem.length > shortestStem ? stem.replace(/[ey]$/, '') : stem
}

/** A theme that a text speaks of: one stem or two that stand beside each other, and the words as they were written. */
export type Theme = { key: string; written: string }

/** Words that say something: long enough, no number, and none that is in every text. */
const isTelling = (word: string): boolean => word.length >= 3 && !/\d/.test(word) && !isStopWord(word)

/**
 * What a text speaks of, each theme once: stems of telling words, and pairs of them that stand beside each other.
 * @example themesIn('The late fee')  // keys: 'lat', 'fee', 'lat fee'
 */
export function themesIn(text: string): Theme[] {
  const themes = new Map<string, string>()
  let before: Theme | null = null
  for (const word of wordsIn(text)) {
    if (!isTelling(word)) {
      before = null
      continue
    }
    const theme = { key: stemOf(word), written: word }
    if (!themes.has(theme.key)) themes.set(theme.key, word)
    if (before && before.key !== theme.key) {
      const pair = `${before.key} ${theme.key}`
      if (!themes.has(pair)) themes.set(pair, `${before.written} ${word}`)
    }
    before = theme
  }
  return [...themes].map(([key, written]) => ({ key, written }))
}
