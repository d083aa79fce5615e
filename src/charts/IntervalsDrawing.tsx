import { scaleLinear } from 'd3-scale'
import { useId } from 'react'
import { directionOf } from '../platform/texts/languages.ts'
import { text } from '../platform/texts/text.ts'
import { Canvas, type DrawingProps, letters, Open, placesFor, Words } from './drawing.tsx'
import { IntervalsLegend, intervalsLegendHeight } from './IntervalsLegend.tsx'
import {
  axisOf,
  type IntervalPlace,
  type IntervalsFacts,
  intervalIn,
  intervalSentence,
  valueIn,
  withoutEstimateIn,
} from './intervals.ts'
import { fit, widthOf } from './lettering.ts'

export type IntervalsDrawingProps = DrawingProps & IntervalsFacts & { title: string; description: string }

const axisHeight = 24

/**
 * One row a place: a dot for the estimate, a whisker for its interval, a ring for another reading, and one line across for what all
 * are compared with. The same on the server and on the screen; it measures nothing.
 */
export function IntervalsDrawing(props: IntervalsDrawingProps) {
  const { places: rows, width, palette, language, title, description } = props
  const id = useId()
  const layout = layoutOf(props)
  const rowsEnd = rows.length * layout.rowHeight + 4
  const height = rowsEnd + axisHeight + intervalsLegendHeight(props)
  const hasLinks = rows.some(({ href }) => href !== undefined)
  return (
    <Canvas {...{ id, width, height, title, description, hasLinks, palette, language }}>
      <Axis {...props} layout={layout} end={rowsEnd} />
      {rows.map((place, row) => (
        <Row key={place.key} {...props} layout={layout} place={place} top={row * layout.rowHeight} />
      ))}
      <IntervalsLegend {...props} top={rowsEnd + axisHeight} at={layout.at} />
    </Canvas>
  )
}

type Layout = ReturnType<typeof layoutOf>
type PartProps = IntervalsDrawingProps & { layout: Layout }

/** Wide: label, whisker and figures beside each other. Narrow: label and figures above the whisker. */
function layoutOf(props: IntervalsDrawingProps) {
  const { places, width, language } = props
  const isNarrow = width < 480
  const figures = Math.max(70, ...places.map((place) => widthOf(figuresOf(props, place).join('  '), letters.usual)))
  const labels = Math.max(60, ...places.map(({ label }) => widthOf(label, letters.usual)))
  const begin = isNarrow ? 6 : Math.min(width * 0.3, labels) + 16
  const end = isNarrow ? width - 10 : width - figures - 16
  const { at } = placesFor(directionOf(language), width)
  return {
    isNarrow,
    at,
    begin,
    end,
    rowHeight: isNarrow ? 62 : 40,
    scale: scaleLinear(axisOf(props), [begin, end]).nice(5),
  }
}

/** The estimate and its interval, as they stand beside the whisker. */
function figuresOf(facts: IntervalsDrawingProps, place: IntervalPlace): [value: string, interval: string] {
  const { language } = facts
  const { estimate } = place
  if (!estimate) return [withoutEstimateIn(language, place), '']
  return [valueIn(language, estimate.value, facts), intervalIn(language, estimate, facts)]
}

type RowProps = PartProps & { place: IntervalPlace; top: number }

function Row(props: RowProps) {
  const { layout, place, top, palette, language, width } = props
  const { at, begin, isNarrow, rowHeight } = layout
  const lines = fit(place.label, {
    width: isNarrow ? width - 90 : begin - 16,
    fontSize: letters.usual,
    maxLines: isNarrow ? 1 : 2,
  })
  const firstLine = isNarrow ? top + 16 : top + rowHeight / 2 + 4.5 - (lines.length - 1) * 8
  return (
    <Open href={place.href} sentence={intervalSentence(language, place, props)}>
      <rect x={0} y={top} width={width} height={rowHeight} fill={palette.ground} fillOpacity={0} />
      {lines.map((line, row) => (
        <Words key={line} x={at(0)} y={firstLine + row * 16} fill={palette.ink} weight={500}>
          {line}
        </Words>
      ))}
      <Figures {...props} />
      <Whisker {...props} y={isNarrow ? top + 48 : top + rowHeight / 2} />
    </Open>
  )
}

function Whisker({ layout, place, y, palette, readingLabel }: RowProps & { y: number }) {
  const { at, begin, end, scale } = layout
  const { estimate, reading } = place
  if (!estimate) {
    const edge = { stroke: palette.tones.unknown.mark, strokeDasharray: '3 3' }
    return <path d={`M${at(begin)} ${y}H${at(end)}`} fill="none" {...edge} />
  }
  const [low, high] = [at(scale(estimate.low)), at(scale(estimate.high))]
  return (
    <>
      <path
        d={`M${low} ${y}H${high}M${low} ${y - 5}v10M${high} ${y - 5}v10`}
        fill="none"
        stroke={palette.ink}
        strokeWidth={1.6}
      />
      {readingLabel && typeof reading === 'number' && (
        <circle cx={at(scale(reading))} cy={y} r={4.5} fill={palette.ground} stroke={palette.ink} strokeWidth={1.4} />
      )}
      <circle
        cx={at(scale(estimate.value))}
        cy={y}
        r={5}
        fill={palette.tones.first.fill}
        stroke={palette.ground}
        strokeWidth={1}
      />
    </>
  )
}

function Figures(props: RowProps) {
  const { layout, place, top, palette, language, width } = props
  const { at, end, isNarrow, rowHeight } = layout
  const [value, interval] = figuresOf(props, place)
  const cases = text(language, 'chart.cases', { count: place.count })
  if (isNarrow)
    return (
      <>
        <Words x={at(width)} y={top + 16} fill={palette.ink} weight={650} anchor="end">
          {value}
        </Words>
        <Words x={at(0)} y={top + 33} fill={palette.quiet} size={letters.small}>
          {[interval, cases].filter(Boolean).join(' · ')}
        </Words>
      </>
    )
  const line = top + rowHeight / 2 - 3
  return (
    <>
      <Words x={at(end + 16)} y={line} fill={palette.ink} weight={650}>
        {value}
      </Words>
      <Words x={at(end + 16 + widthOf(value, letters.usual) + 8)} y={line} fill={palette.quiet} size={letters.small}>
        {interval}
      </Words>
      <Words x={at(end + 16)} y={line + 15} fill={palette.quiet} size={letters.small}>
        {cases}
      </Words>
    </>
  )
}

function Axis({ layout, end, palette, language, reference, ...facts }: PartProps & { end: number }) {
  const { at, scale, begin } = layout
  const ticks = scale.ticks(Math.min(5, Math.max(2, Math.floor((layout.end - begin) / 60))))
  return (
    <g aria-hidden>
      {ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${at(scale(tick))} 0V${end}`} stroke={tick === 0 ? palette.quiet : palette.line} />
          <Words x={at(scale(tick))} y={end + 15} fill={palette.quiet} size={letters.small} anchor="middle">
            {valueIn(language, tick, facts)}
          </Words>
        </g>
      ))}
      {reference && (
        <path
          d={`M${at(scale(reference.value))} 0V${end}`}
          stroke={palette.tones.second.mark}
          strokeWidth={1.6}
          strokeDasharray="5 3"
        />
      )}
    </g>
  )
}
