import { clearLead, cyrillicLanguage } from './cyrillic.ts'
import { guessByNgrams } from './ngrams.ts'
import { leadingScript, type Script } from './scripts.ts'

/** `language` is an ISO 639-1 code, or `und` (ISO 639-2) when it cannot be told; `certain` means more than a guess. */
export type DetectedLanguage = { language: string; certain: boolean }

/** Scripts that one language alone uses, as far as complaints go. */
const soleLanguage: Partial<Record<Script, string>> = {
  greek: 'el',
  armenian: 'hy',
  hebrew: 'he',
  bengali: 'bn',
  gurmukhi: 'pa',
  gujarati: 'gu',
  tamil: 'ta',
  telugu: 'te',
  kannada: 'kn',
  malayalam: 'ml',
  thai: 'th',
  lao: 'lo',
  georgian: 'ka',
  ethiopic: 'am',
  kana: 'ja',
  han: 'zh',
  hangul: 'ko',
}

const unknown: DetectedLanguage = { language: 'und', certain: false }

/**
 * The language a text is written in.
 *
 * In: any text; the first 800 characters count. Links, addresses, @names, #tags and words with digits do not. Out: a
 * language and whether it is certain. Fewer than 3 letters give `und`; so do, in scripts that many languages share,
 * fewer than 8 letters or a single word, because guesses there were wrong more often than one in four.
 *
 * The script decides first (it told all Cyrillic samples apart where letter groups alone failed on short Russian), then
 * the letters typical of a Cyrillic language, then letter groups. Safe to call for every row of an import.
 */
export function detectLanguage(text: string): DetectedLanguage {
  const words = proseWords(text)
  const prose = words.join(' ')
  const leading = leadingScript(prose)
  if (!leading || leading.letters < 3) return unknown
  const { script, letters } = leading
  const sole = soleLanguage[script]
  if (sole) return { language: sole, certain: letters >= 4 }
  if (script === 'cyrillic') return cyrillicLanguage(prose, letters)
  if (letters < 8 || words.length < 2) return unknown
  const guess = guessByNgrams(prose)
  if (!guess) return unknown
  return { language: guess.language, certain: guess.plausible && letters >= 12 && guess.lead >= clearLead }
}

/** The words of a text that belong to its language: no links, addresses, names of accounts, numbers or bare signs. */
function proseWords(text: string): string[] {
  return text
    .slice(0, 800)
    .split(/\s+/)
    .filter((word) => /\p{L}/u.test(word) && !/[@\d]|^#|:\/\/|^www\./i.test(word))
}
