/** Words in, words out: which language a text is in, and how it is shown in little room. Knows no complaint. */
export { type DetectedLanguage, detectLanguage } from './detect.ts'
export { excerpt } from './excerpt.ts'
