import type { Language } from '../platform/texts/languages.ts'
import { text } from '../platform/texts/text.ts'
import { fit, widthOf } from './lettering.ts'
import { type ChartTable, wordCell } from './table.ts'

/** What leads to the problem, the last of a chain first: where it ends, and what lies between. */
type FishboneCause = { key: string; words: string; chain: string[] }
export type FishboneBone = {
  key: string
  label: string
  /** What is not known to its end yet: dashed. */
  isOpen: boolean
  causes: FishboneCause[]
}
export type FishboneFacts = { problem: string; bones: FishboneBone[] }

const lineHeight = 15
const letterSize = 13
const labelHeight = 28
/** Narrower than this, words on a bone are cut after every second one; then bones lie below each other. */
const narrowest = 150
const mostLines = 5

export type LaidCause = FishboneCause & {
  lines: string[] /** Where the line under the words lies, from the top. */
  y: number
}
export type LaidBone = Omit<FishboneBone, 'causes'> & {
  isAbove: boolean
  /** Where it begins and where it meets the spine, from the side where reading begins. */
  start: number
  end: number
  labelY: number
  causes: LaidCause[]
}
export type LaidFishbone = {
  isNarrow: boolean
  height: number
  spine: number
  head: { start: number; width: number; lines: string[] }
  bones: LaidBone[]
}

const linesOf = (words: string, width: number, maxLines = mostLines): string[] =>
  fit(words, { width, fontSize: letterSize, maxLines })
const heightOf = (lines: string[]): number => lines.length * lineHeight + 14

/**
 * Where everything of a fishbone lies, at a width: the problem at the head, the bones in turn above and below the spine; below
 * each other where there is no room for that.
 */
export function layFishbone({ problem, bones }: FishboneFacts, width: number): LaidFishbone {
  const shown = bones.filter(({ causes }) => causes.length > 0)
  const headWidth = Math.min(190, width * 0.26)
  const columns = Math.max(1, Math.ceil(shown.length / 2))
  const column = (width - headWidth - 8) / columns
  if (column < narrowest) return layNarrow({ problem, bones: shown }, width)
  const laid = shown.map((bone, place) => {
    const start = Math.floor(place / 2) * column + 2
    const lines = bone.causes.map(({ words }) => linesOf(words, column - slant - 18))
    const high = labelHeight + lines.reduce((sum, each) => sum + heightOf(each), 0) + 10
    return { bone, lines, high, isAbove: place % 2 === 0, start, end: start + column - 12 }
  })
  const highest = (above: boolean) =>
    Math.max(
      above || laid.length > 1 ? 40 : 12,
      ...laid.filter(({ isAbove }) => isAbove === above).map(({ high }) => high),
    )
  const head = linesOf(problem, headWidth - 20, 9)
  const headHalf = (head.length * lineHeight + 20) / 2
  const [up, down] = [Math.max(headHalf, highest(true)), Math.max(headHalf, highest(false))]
  return {
    isNarrow: false,
    height: up + down + 2,
    spine: up + 1,
    head: { start: width - headWidth, width: headWidth - 1, lines: head },
    bones: laid.map(({ bone, lines, high, isAbove, start, end }) => {
      const top = isAbove ? up + 1 - high : up + 1
      const first = isAbove ? top + labelHeight : top + 10
      const labelY = isAbove ? top + 14 : top + high - 8
      return { ...bone, isAbove, start, end, labelY, causes: layCauses(bone.causes, lines, first) }
    }),
  }
}

/** How far a bone leans away from the head, over its whole length. */
export const slant = 34

function layCauses(causes: FishboneCause[], lines: string[][], top: number): LaidCause[] {
  let y = top
  return causes.map((cause, place) => {
    const own = lines[place] ?? []
    y += heightOf(own)
    return { ...cause, lines: own, y: y - 8 }
  })
}

function layNarrow({ problem, bones }: FishboneFacts, width: number): LaidFishbone {
  const head = linesOf(problem, width - 22, 6)
  const spine = head.length * lineHeight + 22
  let top = spine + 6
  const laid = bones.map((bone): LaidBone => {
    const lines = bone.causes.map(({ words }) => linesOf(words, width - 40, 8))
    const causes = layCauses(bone.causes, lines, top + labelHeight)
    const labelY = top + 19
    top = (causes.at(-1)?.y ?? top) + 14
    return {
      ...bone,
      isAbove: false,
      start: 12,
      end: Math.min(width, 34 + widthOf(bone.label, letterSize)),
      labelY,
      causes,
    }
  })
  return { isNarrow: true, height: top, spine, head: { start: 0, width: width - 1, lines: head }, bones: laid }
}

/** One cause with what lies between it and the problem, as a sentence. */
export function causeSentence(language: Language, { label }: FishboneBone | LaidBone, cause: FishboneCause): string {
  return text(language, 'chart.fishbone.cause', { bone: label, chain: [...cause.chain, cause.words].join(' → ') })
}

/** All causes, bone by bone. */
export function fishboneTable(language: Language, { bones }: FishboneFacts): ChartTable {
  const headers = ['bone', 'ends', 'chain'] as const
  return {
    columns: headers.map((header) => ({ header: text(language, `chart.fishbone.${header}`), isNumber: false })),
    rows: bones.flatMap(({ label, causes }) =>
      causes.map(({ key, words, chain }) => ({
        key,
        cells: [wordCell(label), wordCell(words), wordCell(chain.join(' → '))],
      })),
    ),
  }
}
