/** Words in, words out: which language a text is in, and how it is shown in little room. Knows no complaint. */
export { type DetectedLanguage, detectLanguage } from './detect.ts'
export { excerpt } from './excerpt.ts'
export { wordsIn } from './likeness.ts'
export { themesIn } from './stems.ts'
export { type TellingWord, tellingWords, usualForm } from './telling-words.ts'
