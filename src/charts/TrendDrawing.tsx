import { max } from 'd3-array'
import { scaleBand, scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { useId } from 'react'
import { directionOf } from '../platform/texts/languages.ts'
import { formatNumber } from '../platform/texts/numbers.ts'
import { Canvas, type DrawingProps, fillOf, letters, Open, placesFor, Words } from './drawing.tsx'
import { widthOf } from './lettering.ts'
import { tickName, type TrendFacts, type TrendPoint, trendSentence } from './trend.ts'

export type TrendDrawingProps = DrawingProps & TrendFacts & { title: string; description: string }

const legendHeight = 24
const axisHeight = 22

/**
 * Counts by week or month as columns, and the period before as a dashed line behind them. What is not over yet is hatched, what is
 * not known is an empty dashed frame. The same on the server and on the screen.
 */
export function TrendDrawing(props: TrendDrawingProps) {
  const { points, width, palette, language, title, description } = props
  const id = useId()
  const height = width < 480 ? 220 : 260
  const layout = layoutOf(props, height)
  const hasLinks = points.some(({ href }) => href !== undefined)
  return (
    <Canvas {...{ id, width, height, title, description, hasLinks, palette, language }}>
      <CountAxis {...props} layout={layout} />
      {points.map((point) => (
        <Column key={point.start} {...props} id={id} layout={layout} point={point} />
      ))}
      <Ghost {...props} layout={layout} />
      <TimeAxis {...props} layout={layout} />
      <TrendLegend {...props} id={id} layout={layout} y={height - 8} />
    </Canvas>
  )
}

type Layout = ReturnType<typeof layoutOf>

function layoutOf({ points, width, language }: TrendDrawingProps, height: number) {
  const highest = max(points, ({ count, previous }) => Math.max(count ?? 0, previous ?? 0)) ?? 0
  const counts = scaleLinear([0, Math.max(1, highest)], [height - axisHeight - legendHeight, 10]).nice(4)
  const ticks = counts.ticks(4).filter(Number.isInteger)
  const begin = Math.max(...ticks.map((tick) => widthOf(formatNumber(language, tick), letters.small))) + 10
  const times = scaleBand(
    points.map(({ start }) => start),
    [begin, width],
  )
    .paddingInner(0.25)
    .paddingOuter(0.1)
  return { places: placesFor(directionOf(language), width), counts, ticks, begin, times, floor: counts(0) }
}

function CountAxis({ layout, palette, language, width }: TrendDrawingProps & { layout: Layout }) {
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

function Column({
  id,
  layout,
  point,
  palette,
  language,
  ...facts
}: TrendDrawingProps & { id: string; layout: Layout; point: TrendPoint }) {
  const { places, counts, times, floor } = layout
  const [x, wide] = [times(point.start) as number, times.bandwidth()]
  const top = counts(point.count ?? 0)
  const isPlain = point.count !== null && !point.isUnfinished
  return (
    <Open href={point.href} sentence={trendSentence(language, point, facts)}>
      <rect x={places.left(x, wide)} y={0} width={wide} height={floor} fill={palette.ground} fillOpacity={0} />
      {point.count === null ? (
        <rect
          x={places.left(x, wide)}
          y={floor - 24}
          width={wide}
          height={24}
          fill="none"
          stroke={palette.tones.unknown.mark}
          strokeDasharray="2 2"
        />
      ) : (
        <rect
          x={places.left(x, wide)}
          y={top}
          width={wide}
          height={floor - top}
          fill={isPlain ? palette.tones.first.fill : fillOf(id, 'unknown')}
          stroke={palette.tones.first.mark}
          strokeWidth={isPlain ? 0 : 1.2}
          strokeDasharray={isPlain ? undefined : '3 2'}
        />
      )}
    </Open>
  )
}

/** The period before. Its line is broken where nothing is known. */
function Ghost({ layout, points, previousLabel, palette }: TrendDrawingProps & { layout: Layout }) {
  if (!previousLabel) return null
  const { places, counts, times } = layout
  const draw = line<TrendPoint>()
    .defined(({ previous }) => previous != null)
    .x(({ start }) => places.at((times(start) as number) + times.bandwidth() / 2))
    .y(({ previous }) => counts(previous ?? 0))
  const path = draw(points) ?? undefined
  return (
    <g aria-hidden fill="none" pointerEvents="none">
      <path d={path} stroke={palette.ground} strokeWidth={4} strokeLinejoin="round" />
      <path d={path} stroke={palette.ink} strokeWidth={1.6} strokeDasharray="5 4" strokeLinejoin="round" />
    </g>
  )
}

/** As many names as have room, counted back from the latest. */
function TimeAxis({ layout, points, unit, palette, language }: TrendDrawingProps & { layout: Layout }) {
  const { places, times, floor } = layout
  const names = points.map(({ start }) => tickName(language, unit, start))
  const widest = Math.max(0, ...names.map((name) => widthOf(name, letters.small))) + 12
  const step = Math.max(1, Math.ceil(widest / times.step()))
  return (
    <g aria-hidden>
      {points.map(({ start }, place) => {
        if ((points.length - 1 - place) % step !== 0) return null
        const middle = (times(start) as number) + times.bandwidth() / 2
        const half = widest / 2 - 4
        const isLast = place === points.length - 1
        const x = Math.min(Math.max(middle, half), times.range()[1] - half)
        return (
          <Words
            key={start}
            x={places.at(isLast ? x : middle)}
            y={floor + 16}
            fill={palette.quiet}
            size={letters.small}
            anchor="middle"
          >
            {names[place] ?? ''}
          </Words>
        )
      })}
    </g>
  )
}

function TrendLegend({
  layout,
  y,
  counted,
  previousLabel,
  palette,
}: TrendDrawingProps & { id: string; layout: Layout; y: number }) {
  const { places, begin } = layout
  const second = begin + 22 + widthOf(counted, letters.small) + 20
  return (
    <g aria-hidden>
      <rect x={places.left(begin, 14)} y={y - 10} width={14} height={11} fill={palette.tones.first.fill} />
      <Words x={places.at(begin + 22)} y={y} fill={palette.quiet} size={letters.small}>
        {counted}
      </Words>
      {previousLabel && (
        <>
          <path
            d={`M${places.at(second)} ${y - 4}H${places.at(second + 26)}`}
            stroke={palette.ink}
            strokeWidth={1.6}
            strokeDasharray="5 4"
          />
          <Words x={places.at(second + 34)} y={y} fill={palette.quiet} size={letters.small}>
            {previousLabel}
          </Words>
        </>
      )}
    </g>
  )
}
