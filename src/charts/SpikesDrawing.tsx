import { max } from 'd3-array'
import { scaleBand, scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import { useId } from 'react'
import { directionOf } from '../platform/texts/languages.ts'
import { formatNumber } from '../platform/texts/numbers.ts'
import { text } from '../platform/texts/text.ts'
import { Canvas, type DrawingProps, fillOf, letters, Open, placesFor, Words } from './drawing.tsx'
import { widthOf } from './lettering.ts'
import { type SpikeFacts, type SpikePoint, spikeSentence, spikeTick } from './spikes.ts'

export type SpikesDrawingProps = DrawingProps & SpikeFacts & { title: string; description: string }

const legendHeight = 24
const axisHeight = 22

/**
 * Counts by day or week as columns; behind them the band from what was to be expected to the threshold, where it was worked out;
 * what is above it dark and striped, with a sign on top, so that it is found in grey as well.
 */
export function SpikesDrawing(props: SpikesDrawingProps) {
  const { points, width, palette, language, title, description, unit } = props
  const id = useId()
  const height = width < 480 ? 230 : 280
  const layout = layoutOf(props, height)
  const hasLinks = points.some(({ href }) => href !== undefined)
  return (
    <Canvas {...{ id, width, height, title, description, hasLinks, palette, language }}>
      <CountAxis {...props} layout={layout} />
      <Band {...props} layout={layout} />
      {points.map((point) => (
        <Open key={point.start} href={point.href} sentence={spikeSentence(language, point, unit)}>
          <Column {...props} id={id} layout={layout} point={point} />
        </Open>
      ))}
      <Lines {...props} layout={layout} />
      <TimeAxis {...props} layout={layout} />
      <SpikesLegend {...props} id={id} layout={layout} y={height - 8} />
    </Canvas>
  )
}

type Layout = ReturnType<typeof layoutOf>
type PartProps = SpikesDrawingProps & { layout: Layout }

function layoutOf({ points, width, language }: SpikesDrawingProps, height: number) {
  const highest = max(points, ({ count, threshold }) => Math.max(count, threshold ?? 0)) ?? 0
  const counts = scaleLinear([0, Math.max(1, highest)], [height - axisHeight - legendHeight, 16]).nice(4)
  const ticks = counts.ticks(4).filter(Number.isInteger)
  const begin = Math.max(...ticks.map((tick) => widthOf(formatNumber(language, tick), letters.small))) + 10
  const times = scaleBand(
    points.map(({ start }) => start),
    [begin, width],
  )
    .paddingInner(points.length > 60 ? 0.1 : 0.25)
    .paddingOuter(0.1)
  const places = placesFor(directionOf(language), width)
  const middle = ({ start }: SpikePoint) => places.at((times(start) ?? 0) + times.bandwidth() / 2)
  return { places, counts, ticks, begin, times, middle, floor: counts(0) }
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

/** From what was to be expected up to the threshold. */
function Band({ layout, points, palette }: PartProps) {
  const draw = area<SpikePoint>()
    .defined(({ threshold }) => threshold !== null)
    .x(layout.middle)
    .y0(({ expected }) => layout.counts(expected ?? 0))
    .y1(({ threshold }) => layout.counts(threshold ?? 0))
  return <path aria-hidden d={draw(points) ?? undefined} fill={palette.band} fillOpacity={0.28} />
}

function Column({ id, layout, point, palette }: PartProps & { id: string; point: SpikePoint }) {
  const { places, counts, times, floor, middle } = layout
  const [x, wide] = [times(point.start) ?? 0, times.bandwidth()]
  const top = counts(point.count)
  const sign = { x: middle(point), y: top - 4 }
  return (
    <>
      <rect x={places.left(x, wide)} y={0} width={wide} height={floor} fill={palette.ground} fillOpacity={0} />
      <rect
        x={places.left(x, wide)}
        y={top}
        width={wide}
        height={Math.max(0, floor - top)}
        fill={point.isMarked ? fillOf(id, 'second') : palette.tones.first.fill}
        stroke={point.isMarked ? palette.ink : 'none'}
        strokeWidth={point.isMarked ? 1.2 : 0}
      />
      {point.isMarked && <path d={`M${sign.x} ${sign.y}l-4 -7h8z`} fill={palette.ink} />}
    </>
  )
}

/** What was expected as a thin line, the threshold as a dashed one, both broken where nothing was worked out. */
function Lines({ layout, points, palette }: PartProps) {
  const draw = (value: (point: SpikePoint) => number | null) =>
    line<SpikePoint>()
      .defined((point) => value(point) !== null)
      .x(layout.middle)
      .y((point) => layout.counts(value(point) ?? 0))(points) ?? undefined
  return (
    <g aria-hidden fill="none" pointerEvents="none" strokeLinejoin="round">
      <path d={draw(({ threshold }) => threshold)} stroke={palette.ground} strokeWidth={4} />
      <path d={draw(({ threshold }) => threshold)} stroke={palette.ink} strokeWidth={1.6} strokeDasharray="5 4" />
      <path d={draw(({ expected }) => expected)} stroke={palette.ground} strokeWidth={3} />
      <path d={draw(({ expected }) => expected)} stroke={palette.ink} strokeWidth={1} />
    </g>
  )
}

/** As many names as have room, counted back from the latest. */
function TimeAxis({ layout, points, palette, language }: PartProps) {
  const { places, times, floor, begin } = layout
  const names = points.map(({ start }) => spikeTick(language, start))
  const widest = Math.max(0, ...names.map((name) => widthOf(name, letters.small))) + 14
  const half = widest / 2 - 5
  // The latest name is moved to stay inside, towards the one before it.
  const moved = Math.max(0, half - times.bandwidth() / 2)
  const step = Math.max(1, Math.ceil((widest + moved) / times.step()))
  return (
    <g aria-hidden>
      {points.map(({ start }, place) => {
        if ((points.length - 1 - place) % step !== 0) return null
        const middle = (times(start) ?? 0) + times.bandwidth() / 2
        const x = Math.min(Math.max(middle, begin + half), times.range()[1] - half)
        return (
          <Words key={start} x={places.at(x)} y={floor + 16} fill={palette.quiet} size={letters.small} anchor="middle">
            {names[place] ?? ''}
          </Words>
        )
      })}
    </g>
  )
}

function SpikesLegend({ id, layout, y, palette, language, width }: PartProps & { id: string; y: number }) {
  const { places } = layout
  const words = (['chart.above_threshold', 'chart.threshold', 'chart.expected'] as const).map((key) =>
    text(language, key),
  )
  const room = width < 480 ? 14 : 24
  const starts = words.map((_, place) =>
    words.slice(0, place).reduce((x, word) => x + 28 + widthOf(word, letters.small) + room, 0),
  )
  const signs = [
    <rect
      key="above"
      x={places.left(starts[0] ?? 0, 20)}
      y={y - 10}
      width={20}
      height={11}
      fill={fillOf(id, 'second')}
      stroke={palette.ink}
    />,
    <path
      key="threshold"
      d={`M${places.at(starts[1] ?? 0)} ${y - 4}H${places.at((starts[1] ?? 0) + 22)}`}
      stroke={palette.ink}
      strokeWidth={1.6}
      strokeDasharray="5 4"
    />,
    <path
      key="expected"
      d={`M${places.at(starts[2] ?? 0)} ${y - 4}H${places.at((starts[2] ?? 0) + 22)}`}
      stroke={palette.ink}
      strokeWidth={1}
    />,
  ]
  return (
    <g aria-hidden>
      {signs}
      {words.map((word, place) => (
        <Words key={word} x={places.at((starts[place] ?? 0) + 28)} y={y} fill={palette.quiet} size={letters.small}>
          {word}
        </Words>
      ))}
    </g>
  )
}
