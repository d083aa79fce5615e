import { scaleLinear } from 'd3-scale'
import { area, curveStepAfter, line } from 'd3-shape'
import { useId } from 'react'
import { directionOf } from '../platform/texts/languages.ts'
import { formatNumber, formatShare } from '../platform/texts/numbers.ts'
import { text } from '../platform/texts/text.ts'
import { Canvas, type DrawingProps, letters, placesFor, Words } from './drawing.tsx'
import { widthOf } from './lettering.ts'
import { type RemainingFacts, remainingLine, type RemainingStep } from './remaining.ts'

export type RemainingDrawingProps = DrawingProps & RemainingFacts & { title: string; description: string }

const legendLine = 22
const axisHeight = 22
const shares = [0, 0.25, 0.5, 0.75, 1]

/**
 * What share is left as the days go by: a falling stair in its band, and where half is left. The same on the server and on the
 * screen.
 */
export function RemainingDrawing(props: RemainingDrawingProps) {
  const { width, palette, language, title, description } = props
  const id = useId()
  const isNarrow = width < 480
  const legendHeight = legendLine * (isNarrow ? 2 : 1) + 4
  const height = (isNarrow ? 194 : 234) + legendHeight
  const layout = layoutOf(props, height - legendHeight)
  return (
    <Canvas {...{ id, width, height, title, description, hasLinks: false, palette, language }}>
      <ShareAxis {...props} layout={layout} />
      <Stair {...props} layout={layout} />
      <Half {...props} layout={layout} />
      <DayAxis {...props} layout={layout} />
      <RemainingLegend {...props} layout={layout} y={height - legendHeight + 18} isNarrow={isNarrow} />
    </Canvas>
  )
}

type Layout = ReturnType<typeof layoutOf>
type PartProps = RemainingDrawingProps & { layout: Layout }

function layoutOf({ end, width, language }: RemainingDrawingProps, bottom: number) {
  const begin = widthOf(formatShare(language, 1), letters.small) + 10
  const y = scaleLinear([0, 1], [bottom - axisHeight, 10])
  // The last number under the axis is written around its place.
  const x = scaleLinear([0, Math.max(1, end)], [begin, width - 14])
  return { places: placesFor(directionOf(language), width), begin, x, y, floor: y(0) }
}

function ShareAxis({ layout: { places, begin, y }, palette, language, width }: PartProps) {
  return (
    <g aria-hidden>
      {shares.map((share) => (
        <g key={share}>
          <path
            d={`M${places.at(begin)} ${y(share)}H${places.at(width)}`}
            stroke={share === 0 ? palette.quiet : palette.line}
          />
          <Words x={places.at(begin - 6)} y={y(share) + 4} fill={palette.quiet} size={letters.small} anchor="end">
            {formatShare(language, share)}
          </Words>
        </g>
      ))}
    </g>
  )
}

function Stair({ layout: { places, x, y }, palette, ...facts }: PartProps) {
  const points = remainingLine(facts)
  const band = area<RemainingStep>()
    .curve(curveStepAfter)
    .x(({ days }) => places.at(x(days)))
    .y0(({ low }) => y(low))
    .y1(({ high }) => y(high))
  const stair = line<RemainingStep>()
    .curve(curveStepAfter)
    .x(({ days }) => places.at(x(days)))
    .y(({ share }) => y(share))
  return (
    <g aria-hidden>
      <path d={band(points) ?? undefined} fill={palette.tones.first.fill} fillOpacity={0.18} />
      <path d={stair(points) ?? undefined} fill="none" stroke={palette.tones.first.mark} strokeWidth={2} />
    </g>
  )
}

function Half({ layout: { places, begin, x, y, floor }, half, end, palette }: PartProps) {
  if (half === null || half > end) return null
  const d = `M${places.at(begin)} ${y(0.5)}H${places.at(x(half))}V${floor}`
  return <path d={d} fill="none" stroke={palette.ink} strokeDasharray="4 3" aria-hidden />
}

function DayAxis({ layout: { places, x, floor }, palette, language }: PartProps) {
  const ticks = x.ticks(6).filter(Number.isInteger)
  return (
    <g aria-hidden>
      {ticks.map((days) => (
        <Words
          key={days}
          x={places.at(x(days))}
          y={floor + 16}
          fill={palette.quiet}
          size={letters.small}
          anchor="middle"
        >
          {formatNumber(language, days)}
        </Words>
      ))}
    </g>
  )
}

type LegendProps = PartProps & { y: number; isNarrow: boolean }

function RemainingLegend({ layout: { places, begin }, y, isNarrow, counted, palette, language }: LegendProps) {
  const band = text(language, 'chart.interval', { confidence: formatShare(language, 0.95) })
  const words = { fill: palette.quiet, size: letters.small }
  const second = begin + 28 + widthOf(counted, letters.small) + 14
  const third = isNarrow ? begin : second + 24 + widthOf(band, letters.small) + 14
  return (
    <g aria-hidden>
      <path
        d={`M${places.at(begin)} ${y - 4}H${places.at(begin + 20)}`}
        stroke={palette.tones.first.mark}
        strokeWidth={2}
      />
      <Words x={places.at(begin + 28)} y={y} {...words}>
        {counted}
      </Words>
      <rect
        x={places.left(second, 16)}
        y={y - 10}
        width={16}
        height={11}
        fill={palette.tones.first.fill}
        fillOpacity={0.18}
      />
      <Words x={places.at(second + 24)} y={y} {...words}>
        {band}
      </Words>
      <Words x={places.at(third)} y={isNarrow ? y + legendLine : y} {...words}>
        {text(language, 'chart.axis_days')}
      </Words>
    </g>
  )
}
