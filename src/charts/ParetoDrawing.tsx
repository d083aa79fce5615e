import { scaleLinear } from 'd3-scale'
import { useId } from 'react'
import { directionOf } from '../platform/texts/languages.ts'
import { formatNumber, formatShare } from '../platform/texts/numbers.ts'
import { text } from '../platform/texts/text.ts'
import { Canvas, type DrawingProps, fillOf, letters, Open, placesFor, Words } from './drawing.tsx'
import { Legend, legendRows } from './Legend.tsx'
import { fit, widthOf } from './lettering.ts'
import type { Palette } from './palette.ts'
import {
  kindsIn,
  type ParetoFacts,
  type ParetoRow,
  paretoRows,
  paretoSentence,
  previousOf,
  rateWords,
  totalOf,
} from './pareto.ts'
import { fewestCases } from './shares.ts'

export type ParetoDrawingProps = DrawingProps & ParetoFacts & { title: string; description: string }

const bar = 16

/**
 * What there is most of, first: bars of counts, divided by kind when kinds are given, with the rate where exposure is known and the
 * share that this row and those above it make up. Each row opens its cases. The same on the server and on the screen.
 */
export function ParetoDrawing(props: ParetoDrawingProps) {
  const { width, palette, language, title, description } = props
  const kinds = kindsIn(language, props)
  const id = useId()
  const rows = paretoRows(props)
  const layout = layoutOf(props, rows)
  const isTooFew = totalOf(props) < fewestCases
  const end = isTooFew ? 40 : layout.top + rows.length * layout.rowHeight
  const legendEnd = end + legendRows(kinds, width) * 22 + 6
  const height = isTooFew ? end : legendEnd + (props.previousLabel ? 22 : 0)
  const hasLinks = rows.some(({ href }) => href !== undefined)
  return (
    <Canvas {...{ id, width, height, title, description, hasLinks, palette, language }}>
      {isTooFew ? (
        <Words x={layout.places.at(0)} y={24} fill={palette.quiet}>
          {text(language, 'chart.too_few', { n: totalOf(props) })}
        </Words>
      ) : (
        <>
          {!layout.isNarrow && <Heads {...props} layout={layout} />}
          {rows.map((row, place) => (
            <Row key={row.key} {...props} id={id} layout={layout} row={row} y={layout.top + place * layout.rowHeight} />
          ))}
          <Legend {...{ id, kinds, width, palette }} places={layout.places} top={end + 6} />
          <PreviousLegend {...props} layout={layout} top={legendEnd} />
        </>
      )}
    </Canvas>
  )
}

type Layout = ReturnType<typeof layoutOf>

const line = 4

/** How long the bar was in the period before: a thin bar under it. */
function PreviousBar({ x, y, width, palette }: { x: number; y: number; width: number; palette: Palette }) {
  return <rect x={x} y={y} width={width} height={line} fill={palette.band} />
}

function PreviousLegend({ previousLabel, layout, top, palette }: ParetoDrawingProps & { layout: Layout; top: number }) {
  if (!previousLabel) return null
  const { places } = layout
  return (
    <g aria-hidden>
      <PreviousBar x={places.left(0, 16)} y={top + 7} width={16} palette={palette} />
      <Words x={places.at(22)} y={top + 13} fill={palette.quiet} size={letters.small}>
        {previousLabel}
      </Words>
    </g>
  )
}

/** Wide: label, bar, rate and sum in columns. Narrow: everything but the bar above the bar. */
function layoutOf(props: ParetoDrawingProps, rows: ParetoRow[]) {
  const { width, language, ratePer } = props
  const most = Math.max(1, ...rows.map((row) => farthest(row, props)))
  const isNarrow = width < 480
  const labels = Math.max(60, ...rows.map(({ label }) => widthOf(label, letters.usual))) + 14
  const rates = ratePer
    ? Math.max(
        widthOf(ratePer, letters.small),
        ...rows.map((row) => widthOf(rateWords(language, row), letters.usual)),
      ) + 20
    : 0
  const sums = widthOf(text(language, 'chart.cumulative'), letters.small) + 12
  const begin = isNarrow ? 0 : Math.min(labels, width * 0.3)
  const end = isNarrow ? width : width - rates - sums
  const counts = isNarrow ? 0 : widthOf(formatNumber(language, rows[0]?.count ?? 0), letters.usual) + 12
  return {
    isNarrow,
    places: placesFor(directionOf(language), width),
    begin,
    end,
    rates: end + rates,
    top: isNarrow ? 0 : 26,
    rowHeight: isNarrow ? (ratePer ? 58 : 44) + (props.previousLabel ? 8 : 0) : 32,
    scale: scaleLinear([0, most], [begin, end - counts]),
  }
}

/** The end of the bar or of the one under it, whichever lies farther. */
const farthest = (row: ParetoRow, facts: ParetoFacts): number => Math.max(row.count, previousOf(row, facts) ?? 0)

function Heads({ layout, palette, language, ratePer, width }: ParetoDrawingProps & { layout: Layout }) {
  const { places, begin, rates } = layout
  const head = { y: 13, fill: palette.quiet, size: letters.small }
  return (
    <g aria-hidden>
      <Words x={places.at(begin)} {...head}>
        {text(language, 'chart.count')}
      </Words>
      {ratePer && (
        <Words x={places.at(rates)} {...head} anchor="end">
          {ratePer}
        </Words>
      )}
      <Words x={places.at(width)} {...head} anchor="end">
        {text(language, 'chart.cumulative')}
      </Words>
      <path d={`M0 21H${width}`} stroke={palette.line} />
    </g>
  )
}

type RowProps = ParetoDrawingProps & { id: string; layout: Layout; row: ParetoRow; y: number }

function Row({ id, layout, row, y, ...props }: RowProps) {
  const { places, isNarrow, begin, rowHeight } = layout
  const { palette, width } = props
  const previous = previousOf(row, props)
  const barTop = isNarrow ? y + rowHeight - bar - 10 : y + (rowHeight - bar) / 2 - (previous === null ? 0 : 3)
  const labelLines = fit(row.label, {
    width: isNarrow ? width - 96 : begin - 14,
    fontSize: letters.usual,
    maxLines: isNarrow ? 1 : 2,
  })
  const firstLine = isNarrow ? y + 14 : y + rowHeight / 2 + 4.5 - (labelLines.length - 1) * 7.5
  return (
    <Open href={row.href} sentence={paretoSentence(props.language, row, props)}>
      <rect x={0} y={y} width={width} height={rowHeight} fill={palette.ground} fillOpacity={0} />
      {labelLines.map((line, place) => (
        <Words key={line} x={places.at(0)} y={firstLine + place * 15} fill={palette.ink} weight={500}>
          {line}
        </Words>
      ))}
      {row.segments.map(({ key, tone, from, to }) => (
        <rect
          key={key}
          x={places.left(layout.scale(from), layout.scale(to) - layout.scale(from))}
          y={barTop}
          width={layout.scale(to) - layout.scale(from)}
          height={bar}
          fill={fillOf(id, tone)}
          stroke={palette.tones[tone].mark}
          strokeWidth={0.8}
        />
      ))}
      {previous !== null && previous > 0 && (
        <PreviousBar
          x={places.left(begin, layout.scale(previous) - begin)}
          y={barTop + bar + 2}
          width={layout.scale(previous) - begin}
          palette={palette}
        />
      )}
      <Figures {...props} layout={layout} row={row} y={y} />
    </Open>
  )
}

function Figures({ layout, row, y, palette, language, width, ratePer }: Omit<RowProps, 'id'>) {
  const { places, isNarrow, scale, rates, rowHeight } = layout
  const count = formatNumber(language, row.count)
  const cumulative = formatShare(language, row.cumulative)
  if (isNarrow) {
    return (
      <>
        <Words x={places.at(width)} y={y + 14} fill={palette.ink} weight={650} anchor="end">
          {`${count} · Σ ${cumulative}`}
        </Words>
        {ratePer && (
          <Words x={places.at(0)} y={y + 29} fill={palette.quiet} size={letters.small}>
            {`${rateWords(language, row)} ${ratePer}`}
          </Words>
        )}
      </>
    )
  }
  const line = y + rowHeight / 2 + 4.5
  return (
    <>
      <Words x={places.at(scale(row.count) + 8)} y={line} fill={palette.ink} weight={650}>
        {count}
      </Words>
      {ratePer && (
        <Words x={places.at(rates)} y={line} fill={palette.ink} anchor="end">
          {rateWords(language, row)}
        </Words>
      )}
      <Words x={places.at(width)} y={line} fill={palette.quiet} anchor="end">
        {cumulative}
      </Words>
    </>
  )
}
