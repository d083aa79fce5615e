import { max } from 'd3-array'
import { scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import { useId } from 'react'
import { formatShortDay } from '../platform/texts/dates.ts'
import { directionOf } from '../platform/texts/languages.ts'
import { formatNumber, formatShare } from '../platform/texts/numbers.ts'
import { text } from '../platform/texts/text.ts'
import { Canvas, type DrawingProps, letters, placesFor, Words } from './drawing.tsx'
import type { ExpectedDay, ForecastFacts } from './forecast.ts'
import { widthOf } from './lettering.ts'

export type ForecastDrawingProps = DrawingProps & ForecastFacts & { title: string; description: string }

const legendLine = 20
const axisHeight = 22
const gap = 18

/**
 * What was counted day by day as a line, and after the last day what is expected: dashed, in the band in which it should lie. The same on
 * the server and on the screen.
 */
export function ForecastDrawing(props: ForecastDrawingProps) {
  const { width, palette, language, title, description } = props
  const id = useId()
  const entries = legendOf(props)
  const rows = 1 + Math.max(0, ...entries.map(({ row }) => row))
  const height = (width < 480 ? 190 : 230) + rows * legendLine
  const layout = layoutOf(props, height - rows * legendLine)
  return (
    <Canvas {...{ id, width, height, title, description, hasLinks: false, palette, language }}>
      <CountAxis {...props} layout={layout} />
      <Expected {...props} layout={layout} />
      <Counted {...props} layout={layout} />
      <DayAxis {...props} layout={layout} />
      <Legend {...props} layout={layout} entries={entries} y={height - rows * legendLine + 14} />
    </Canvas>
  )
}

type Layout = ReturnType<typeof layoutOf>
type PartProps = ForecastDrawingProps & { layout: Layout }

function layoutOf({ past, future, width, language }: ForecastDrawingProps, bottom: number) {
  const highest = Math.max(
    max(past, ({ count }) => count) ?? 0,
    max(future, ({ high, other }) => Math.max(high, other ?? 0)) ?? 0,
    1,
  )
  const y = scaleLinear([0, highest], [bottom - axisHeight, 10]).nice(4)
  const ticks = y.ticks(4).filter(Number.isInteger)
  const begin = Math.max(...ticks.map((tick) => widthOf(formatNumber(language, tick), letters.small))) + 10
  const last = Math.max(1, past.length + future.length - 1)
  const x = scaleLinear([0, last], [begin + 4, width - 8])
  return { places: placesFor(directionOf(language), width), begin, x, y, ticks, last }
}

function CountAxis({ layout: { places, begin, y, ticks }, palette, language, width }: PartProps) {
  return (
    <g aria-hidden>
      {ticks.map((tick) => (
        <g key={tick}>
          <path
            d={`M${places.at(begin)} ${y(tick)}H${places.at(width)}`}
            stroke={tick === 0 ? palette.quiet : palette.line}
          />
          <Words x={places.at(begin - 6)} y={y(tick) + 4} fill={palette.quiet} size={letters.small} anchor="end">
            {formatNumber(language, tick)}
          </Words>
        </g>
      ))}
    </g>
  )
}

function Counted({ layout: { places, x, y }, past, palette }: PartProps) {
  const draw = line<{ count: number }>()
    .x((_day, place) => places.at(x(place)))
    .y(({ count }) => y(count))
  return (
    <path
      d={draw(past) ?? undefined}
      fill="none"
      stroke={palette.tones.first.mark}
      strokeWidth={past.length > 120 ? 1.2 : 1.8}
      strokeLinejoin="round"
      aria-hidden
    />
  )
}

function Expected({ layout: { places, x, y }, past, future, other, palette }: PartProps) {
  if (future.length === 0) return null
  const at = (place: number) => places.at(x(past.length + place))
  const band = area<ExpectedDay>()
    .x((_day, place) => at(place))
    .y0(({ low }) => y(low))
    .y1(({ high }) => y(high))
  const path = (of: (day: ExpectedDay) => number | null) =>
    line<ExpectedDay>()
      .defined((day) => of(day) !== null)
      .x((_day, place) => at(place))
      .y((day) => y(of(day) ?? 0))(future) ?? undefined
  const now = places.at(x(past.length - 0.5))
  return (
    <g aria-hidden fill="none">
      <path d={band(future) ?? undefined} fill={palette.tones.first.fill} fillOpacity={0.18} />
      <path d={path(({ mean }) => mean)} stroke={palette.ink} strokeWidth={1.8} strokeDasharray="5 4" />
      {other && (
        <path
          d={path((day) => day.other ?? null)}
          stroke={palette.tones.second.mark}
          strokeWidth={2}
          strokeDasharray="1.5 4"
        />
      )}
      <path d={`M${now} ${y.range()[1] ?? 0}V${y(0)}`} stroke={palette.quiet} strokeDasharray="2 3" />
    </g>
  )
}

/** As many days as have room, evenly. */
function DayAxis({ layout: { places, x, y, last }, past, future, palette, language }: PartProps) {
  const days = [...past, ...future].map(({ day }) => day)
  const name = (day: string) => formatShortDay(language, `${day}T00:00:00Z`, 'UTC')
  const widest = Math.max(0, ...days.map((day) => widthOf(name(day), letters.small))) + 16
  const step = Math.max(1, Math.ceil((widest * last) / (x(last) - x(0))))
  return (
    <g aria-hidden>
      {days.map((day, place) => {
        if (place % step !== 0 || x(place) + widest / 2 > x(last) + 8) return null
        return (
          <Words
            key={day}
            x={places.at(Math.max(x(place), widest / 2))}
            y={y(0) + 16}
            fill={palette.quiet}
            size={letters.small}
            anchor="middle"
          >
            {name(day)}
          </Words>
        )
      })}
    </g>
  )
}

type Entry = { kind: 'counted' | 'expected' | 'band' | 'other'; words: string; x: number; row: number }

/** What each line is, in as many rows as they need. */
function legendOf({ counted, expected, other, future, width, language }: ForecastDrawingProps): Entry[] {
  const band = text(language, 'chart.interval', { confidence: formatShare(language, 0.95) })
  const kinds: { kind: Entry['kind']; words: string }[] = [
    { kind: 'counted', words: counted },
    ...(future.length > 0
      ? [{ kind: 'expected', words: expected } as const, { kind: 'band', words: band } as const]
      : []),
    ...(future.length > 0 && other ? [{ kind: 'other', words: other } as const] : []),
  ]
  let [x, row] = [0, 0]
  return kinds.map((each) => {
    const wide = 30 + widthOf(each.words, letters.small)
    if (x > 0 && x + wide > width) [x, row] = [0, row + 1]
    const entry = { ...each, x, row }
    x += wide + gap
    return entry
  })
}

const dashes = { counted: undefined, expected: '5 4', band: undefined, other: '1.5 4' }

function Legend({ layout: { places }, entries, y, palette }: PartProps & { entries: Entry[]; y: number }) {
  const strokes = {
    counted: palette.tones.first.mark,
    expected: palette.ink,
    band: 'none',
    other: palette.tones.second.mark,
  }
  return (
    <g aria-hidden>
      {entries.map(({ kind, words, x, row }) => {
        const level = y + row * legendLine
        return (
          <g key={kind}>
            {kind === 'band' ? (
              <rect
                x={places.left(x, 22)}
                y={level - 10}
                width={22}
                height={11}
                fill={palette.tones.first.fill}
                fillOpacity={0.18}
              />
            ) : (
              <path
                d={`M${places.at(x)} ${level - 4}H${places.at(x + 22)}`}
                stroke={strokes[kind]}
                strokeWidth={2}
                strokeDasharray={dashes[kind]}
              />
            )}
            <Words x={places.at(x + 30)} y={level} fill={palette.quiet} size={letters.small}>
              {words}
            </Words>
          </g>
        )
      })}
    </g>
  )
}
