import { formatShare } from '../platform/texts/numbers.ts'
import { text } from '../platform/texts/text.ts'
import { letters, Words } from './drawing.tsx'
import type { IntervalsDrawingProps } from './IntervalsDrawing.tsx'
import { valueIn } from './intervals.ts'
import { fit, widthOf } from './lettering.ts'

const lineHeight = 22
const swatch = 36

type Entry = { mark: 'whisker' | 'ring' | 'line'; words: string; x: number; row: number }

/** What has to be explained, each where it has room. */
function entriesOf(props: IntervalsDrawingProps): Entry[] {
  const { language, estimateLabel, readingLabel, reference, confidence = 0.95, width } = props
  const interval = text(language, 'chart.interval', { confidence: formatShare(language, confidence) })
  const marks: Pick<Entry, 'mark' | 'words'>[] = [{ mark: 'whisker', words: `${estimateLabel} · ${interval}` }]
  if (readingLabel) marks.push({ mark: 'ring', words: readingLabel })
  if (reference) marks.push({ mark: 'line', words: `${reference.label}: ${valueIn(language, reference.value, props)}` })
  let x = 0
  let row = 0
  return marks.map(({ mark, words }) => {
    const wide = swatch + widthOf(words, letters.small) + 22
    if (x > 0 && x + wide > width) {
      x = 0
      row += 1
    }
    const entry = { mark, words, x, row }
    x += wide
    return entry
  })
}

/** How high the legend is. */
export function intervalsLegendHeight(props: IntervalsDrawingProps): number {
  return ((entriesOf(props).at(-1)?.row ?? 0) + 1) * lineHeight + 4
}

/** Says what the dot, the whisker, the ring and the line across are. */
export function IntervalsLegend(props: IntervalsDrawingProps & { top: number; at: (distance: number) => number }) {
  const { top, at, palette, width } = props
  return (
    <g aria-hidden>
      {entriesOf(props).map(({ mark, words, x, row }) => {
        const y = top + row * lineHeight + 13
        const [from, middle, to] = [at(x + 1), at(x + 14), at(x + 27)]
        return (
          <g key={mark}>
            {mark === 'whisker' && (
              <>
                <path
                  d={`M${from} ${y}H${to}M${from} ${y - 5}v10M${to} ${y - 5}v10`}
                  stroke={palette.ink}
                  strokeWidth={1.6}
                />
                <circle cx={middle} cy={y} r={5} fill={palette.tones.first.fill} />
              </>
            )}
            {mark === 'ring' && (
              <circle cx={middle} cy={y} r={4.5} fill={palette.ground} stroke={palette.ink} strokeWidth={1.4} />
            )}
            {mark === 'line' && (
              <path
                d={`M${middle} ${y - 8}v16`}
                stroke={palette.tones.second.mark}
                strokeWidth={1.6}
                strokeDasharray="5 3"
              />
            )}
            <Words x={at(x + swatch)} y={y + 4} fill={palette.quiet} size={letters.small}>
              {fit(words, { width: width - x - swatch, fontSize: letters.small, maxLines: 1 })[0] ?? ''}
            </Words>
          </g>
        )
      })}
    </g>
  )
}
