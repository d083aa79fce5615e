import { excerpt } from './excerpt.ts'
import type { StoryLine } from './story.ts'

/** So many lines, and so many bytes of words, are sent at first: the page stays under 30 kB however long a story is. */
const mostLines = 20
const mostBytes = 9000
const cutCharacters = 200

/** The newest of a story, and whether anything was left out of it. */
export type FirstView = { lines: StoryLine[]; isWhole: boolean }

/** What of a story is sent before the customer asks for the whole: its newest lines, and the beginnings of long words. */
export function firstView(story: StoryLine[]): FirstView {
  const lines = story.slice(-mostLines)
  const bytes = lines.reduce((sum, { words }) => sum + Buffer.byteLength(words ?? ''), 0)
  if (bytes <= mostBytes) return { lines, isWhole: lines.length === story.length }
  return {
    lines: lines.map((line) => ({ ...line, words: line.words && excerpt(line.words, cutCharacters) })),
    isWhole: false,
  }
}
