import { max } from 'd3-array'
import { scaleBand, scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import { useId } from 'react'
import { directionOf } from '../platform/texts/languages.ts'
import { formatNumber } from '../platform/texts/numbers.ts'
import { text } from '../platform/texts/text.ts'
import { Canvas, type DrawingProps, fillOf, letters, Open, placesFor, Words } from './drawing.tsx'
import { widthOf } from './lettering.ts'
import { dateOf, type VerdictFacts, type VerdictPoint, verdictSentence, verdictTick } from './verdict.ts'

export type VerdictDrawingProps = DrawingProps & VerdictFacts & { title: string; description: string }

const axisHeight = 22
const top = 24
const stripHeight = 58
const rowHeight = 20

/**
 * Before and after a fix: complaints as columns (dotted before, full after), a line on the day it went live, and dashed what would have
 * been without it with its interval. Below, on the same weeks, the comparison categories that the fix does not touch.
 */
export function VerdictDrawing(props: VerdictDrawingProps) {
  const { points, width, palette, language, title, description } = props
  const id = useId()
  const layout = layoutOf(props)
  return (
    <Canvas {...{ id, width, height: layout.height, title, description, hasLinks: false, palette, language }}>
      <CountAxis {...props} layout={layout} />
      <Band {...props} layout={layout} />
      {points.map((point) => (
        <Open key={point.from} sentence={verdictSentence(language, point, props.controlNames.length > 0)}>
          <Column {...props} id={id} layout={layout} point={point} />
        </Open>
      ))}
      <Expected {...props} layout={layout} />
      <Live {...props} layout={layout} />
      <TimeAxis {...props} layout={layout} />
      <Controls {...props} layout={layout} />
      <Legend {...props} id={id} layout={layout} />
    </Canvas>
  )
}

type Layout = ReturnType<typeof layoutOf>
type PartProps = VerdictDrawingProps & { layout: Layout }

function layoutOf({ points, width, language, controlNames }: VerdictDrawingProps) {
  const plot = width < 480 ? 170 : 220
  const highest = max(points, ({ n, expected }) => Math.max(n, expected?.high ?? 0)) ?? 0
  const counts = scaleLinear([0, Math.max(1, highest)], [top + plot, top]).nice(4)
  const ticks = counts.ticks(4).filter(Number.isInteger)
  const begin = Math.max(...ticks.map((tick) => widthOf(formatNumber(language, tick), letters.small))) + 10
  const times = scaleBand(
    points.map(({ from }) => from),
    [begin, width],
  )
    .paddingInner(points.length > 50 ? 0.1 : 0.25)
    .paddingOuter(0.1)
  const places = placesFor(directionOf(language), width)
  const floor = top + plot
  const strip = controlNames.length > 0 ? floor + axisHeight + 26 : null
  const end = strip === null ? floor + axisHeight : strip + stripHeight
  const legend = legendOf({ language, width })
  return {
    places,
    counts,
    ticks,
    begin,
    times,
    floor,
    strip,
    legend,
    legendTop: end + 20,
    height: end + 12 + rowHeight * (1 + Math.max(0, ...legend.map(({ row }) => row))),
    middle: ({ from }: VerdictPoint) => places.at((times(from) ?? 0) + times.bandwidth() / 2),
  }
}

const signs = ['chart.verdict_before', 'chart.verdict_after', 'chart.verdict_would'] as const

/** The signs one after the other, on as many rows as they need. */
function legendOf({ language, width }: Pick<VerdictDrawingProps, 'language' | 'width'>) {
  let [x, row] = [0, 0]
  return signs.map((key) => {
    const words = text(language, key)
    const long = 28 + widthOf(words, letters.small)
    if (x > 0 && x + long > width) [x, row] = [0, row + 1]
    const placed = { key, words, x, row }
    x += long + 22
    return placed
  })
}

function CountAxis({ layout, palette, language, width }: PartProps) {
  const { places, ticks, counts, begin } = layout
  return (
    <g aria-hidden>
      {ticks.map((tick) => (
        <g key={tick}>
          <path
            d={`M${places.at(begin)} ${counts(tick)}H${places.at(width)}`}
            stroke={tick === 0 ? palette.quiet : palette.line}
          />
          <Words x={places.at(begin - 6)} y={counts(tick) + 4} fill={palette.quiet} size={letters.small} anchor="end">
            {formatNumber(language, tick)}
          </Words>
        </g>
      ))}
    </g>
  )
}

/** The interval of what would have been. */
function Band({ layout, points, palette }: PartProps) {
  const draw = area<VerdictPoint>()
    .defined(({ expected, isAfter }) => isAfter && expected !== null)
    .x(layout.middle)
    .y0(({ expected }) => layout.counts(expected?.low ?? 0))
    .y1(({ expected }) => layout.counts(expected?.high ?? 0))
  return <path aria-hidden d={draw(points) ?? undefined} fill={palette.band} fillOpacity={0.28} />
}

function Column({ id, layout, point, palette }: PartProps & { id: string; point: VerdictPoint }) {
  const { places, counts, times, floor } = layout
  const [x, wide] = [times(point.from) ?? 0, times.bandwidth()]
  const y = counts(point.n)
  return (
    <>
      <rect x={places.left(x, wide)} y={top} width={wide} height={floor - top} fill={palette.ground} fillOpacity={0} />
      <rect
        x={places.left(x, wide)}
        y={y}
        width={wide}
        height={Math.max(0, floor - y)}
        fill={point.isAfter ? palette.tones.first.fill : fillOf(id, 'fourth')}
        fillOpacity={point.isAfter || point.isBaseline ? 1 : 0.55}
      />
    </>
  )
}

function Expected({ layout, points, palette }: PartProps) {
  const draw = line<VerdictPoint>()
    .defined(({ expected }) => expected !== null)
    .x(layout.middle)
    .y(({ expected }) => layout.counts(expected?.value ?? 0))
  const path = (isAfter: boolean) => draw(points.filter((point) => point.isAfter === isAfter)) ?? undefined
  return (
    <g aria-hidden fill="none" pointerEvents="none" strokeLinejoin="round">
      <path d={path(false)} stroke={palette.quiet} strokeWidth={1} strokeOpacity={0.8} />
      <path d={path(true)} stroke={palette.ground} strokeWidth={4.5} />
      <path d={path(true)} stroke={palette.ink} strokeWidth={2} strokeDasharray="6 4" />
    </g>
  )
}

/** The day it went live, through all that is drawn but not through the words between. */
function Live({ layout, points, palette, language, width }: PartProps) {
  const { places, times, floor, strip } = layout
  const first = points.find(({ isAfter }) => isAfter)
  if (!first) return null
  const gap = (times.step() - times.bandwidth()) / 2
  const x = (times(first.from) ?? 0) - gap
  const words = text(language, 'chart.verdict_live', { date: dateOf(language, dayBefore(first.from)) })
  const half = widthOf(words, letters.small) / 2
  const middle = Math.min(Math.max(x, half), width - half - 2)
  const below = strip === null ? '' : `M${places.at(x)} ${strip}V${strip + stripHeight}`
  return (
    <g aria-hidden pointerEvents="none">
      <path d={`M${places.at(x)} 17V${floor}${below}`} stroke={palette.ink} strokeWidth={1.4} />
      <Words x={places.at(middle)} y={12} fill={palette.ink} size={letters.small} weight={600} anchor="middle">
        {words}
      </Words>
    </g>
  )
}

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)

function TimeAxis({ layout, points, palette, language }: PartProps) {
  const { places, times, floor, begin } = layout
  const names = points.map(({ from }) => verdictTick(language, from, points))
  const widest = Math.max(0, ...names.map((name) => widthOf(name, letters.small))) + 14
  const step = Math.max(1, Math.ceil(widest / times.step()))
  return (
    <g aria-hidden>
      {points.map(({ from }, place) => {
        if ((points.length - 1 - place) % step !== 0) return null
        const half = widest / 2 - 5
        const middle = (times(from) ?? 0) + times.bandwidth() / 2
        const x = Math.min(Math.max(middle, begin + half), times.range()[1] - half)
        return (
          <Words key={from} x={places.at(x)} y={floor + 16} fill={palette.quiet} size={letters.small} anchor="middle">
            {names[place] ?? ''}
          </Words>
        )
      })}
    </g>
  )
}

/** The comparison categories: whether they stayed as they were. */
function Controls({ layout, points, controlNames, palette, language, width }: PartProps) {
  const { places, strip, begin, times } = layout
  if (strip === null) return null
  const highest = Math.max(1, max(points, ({ controls }) => controls) ?? 0)
  const heights = scaleLinear([0, highest], [0, stripHeight - 6])
  const label = text(language, 'chart.verdict_strip', { names: controlNames.join(', ') })
  return (
    <g aria-hidden>
      <Words x={places.at(begin)} y={strip - 6} fill={palette.quiet} size={letters.small}>
        {shortened(label, width - begin)}
      </Words>
      {points.map((point) => {
        const high = heights(point.controls)
        return (
          <rect
            key={point.from}
            x={places.left(times(point.from) ?? 0, times.bandwidth())}
            y={strip + stripHeight - high}
            width={times.bandwidth()}
            height={high}
            fill={palette.band}
            fillOpacity={0.75}
          />
        )
      })}
      <path d={`M${places.at(begin)} ${strip + stripHeight}H${places.at(width)}`} stroke={palette.quiet} />
      <Words x={places.at(begin - 6)} y={strip + 10} fill={palette.quiet} size={letters.small} anchor="end">
        {formatNumber(language, highest)}
      </Words>
    </g>
  )
}

function shortened(words: string, room: number): string {
  if (widthOf(words, letters.small) <= room) return words
  let kept = words
  while (kept.length > 1 && widthOf(`${kept}…`, letters.small) > room) kept = kept.slice(0, -1)
  return `${kept.trimEnd()}…`
}

function Legend({ id, layout, palette }: PartProps & { id: string }) {
  const { places, legend, legendTop } = layout
  return (
    <g aria-hidden>
      {legend.map(({ key, words, x, row }) => {
        const y = legendTop + row * rowHeight
        return (
          <g key={key}>
            {key === 'chart.verdict_would' ? (
              <>
                <rect x={places.left(x, 22)} y={y - 11} width={22} height={13} fill={palette.band} fillOpacity={0.28} />
                <path
                  d={`M${places.at(x)} ${y - 4}H${places.at(x + 22)}`}
                  stroke={palette.ink}
                  strokeWidth={2}
                  strokeDasharray="6 4"
                />
              </>
            ) : (
              <rect
                x={places.left(x, 20)}
                y={y - 10}
                width={20}
                height={11}
                fill={key === 'chart.verdict_after' ? palette.tones.first.fill : fillOf(id, 'fourth')}
              />
            )}
            <Words x={places.at(x + 28)} y={y} fill={palette.quiet} size={letters.small}>
              {words}
            </Words>
          </g>
        )
      })}
    </g>
  )
}
