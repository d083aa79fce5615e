import { scaleLinear } from 'd3-scale'
import { useId } from 'react'
import { directionOf } from '../platform/texts/languages.ts'
import { formatNumber, formatShare, formatShareInterval } from '../platform/texts/numbers.ts'
import { text } from '../platform/texts/text.ts'
import { Canvas, type DrawingProps, fillOf, letters, Open, placesFor, Words } from './drawing.tsx'
import { fit, widthOf } from './lettering.ts'
import { axisEnd, fewestCases, type Share, type SharesFacts, shareSentence, withoutEstimate } from './shares.ts'
import { SharesLegend } from './SharesLegend.tsx'

export type SharesDrawingProps = DrawingProps & SharesFacts & { title: string; description: string }

const bar = 16
const band = 7
const legendHeight = 26
const axisHeight = 22

/**
 * Shares as bars from nought, each with the whisker of its interval, how many cases it rests on and, under the bar, the range
 * that others published. The same on the server and on the screen; it measures nothing.
 */
export function SharesDrawing(props: SharesDrawingProps) {
  const { shares, n, width, palette, language, title, description } = props
  const id = useId()
  const layout = layoutOf(props)
  const isTooFew = n < fewestCases
  const rowsEnd = isTooFew ? 40 : shares.length * layout.rowHeight + 4
  const height = isTooFew ? rowsEnd : rowsEnd + axisHeight + legendHeight * layout.legendLines
  const hasLinks = shares.some(({ href }) => href !== undefined)
  return (
    <Canvas {...{ id, width, height, title, description, hasLinks, palette, language }}>
      {isTooFew ? (
        <Words x={layout.places.at(0)} y={24} fill={palette.quiet}>
          {text(language, 'chart.too_few', { n })}
        </Words>
      ) : (
        <>
          <Axis {...props} layout={layout} end={rowsEnd} />
          {shares.map((share, row) => (
            <Row key={share.key} {...props} id={id} layout={layout} share={share} top={row * layout.rowHeight} />
          ))}
          <SharesLegend
            {...props}
            id={id}
            top={rowsEnd + axisHeight}
            places={layout.places}
            lines={layout.legendLines}
          />
        </>
      )}
    </Canvas>
  )
}

type Layout = ReturnType<typeof layoutOf>

/** Wide: label, bar and figures beside each other. Narrow: label and figures above the bar. */
function layoutOf({ shares, width, language, publishedBy }: SharesDrawingProps) {
  const isNarrow = width < 480
  const figures = Math.max(...shares.map((share) => widthOf(figuresOf(language, share).join('  '), letters.usual)), 60)
  const label = Math.min(width * 0.3, Math.max(...shares.map((share) => widthOf(share.label, letters.usual))) + 12)
  const begin = isNarrow ? 0 : label
  const end = isNarrow ? width - 8 : width - figures - 12
  const hasBand = shares.some(({ published }) => published)
  const barTop = isNarrow ? 38 : hasBand ? 6 : 12
  return {
    isNarrow,
    places: placesFor(directionOf(language), width),
    begin,
    end,
    barTop,
    rowHeight: (isNarrow ? 58 : 40) + (isNarrow && hasBand ? 10 : 0),
    legendLines: isNarrow && publishedBy ? 2 : 1,
    scale: scaleLinear([0, axisEnd(shares)], [begin, end]),
  }
}

/** The share and its interval, as they stand beside the bar. */
function figuresOf(language: SharesDrawingProps['language'], share: Share): [share: string, interval: string] {
  const { estimate } = share
  if (!estimate) return [withoutEstimate(language, share), '']
  return [formatShare(language, estimate.share), formatShareInterval(language, estimate.low, estimate.high)]
}

type RowProps = SharesDrawingProps & { id: string; layout: Layout; share: Share; top: number }

function Row({ id, layout, share, top, ...props }: RowProps) {
  const { palette, language, width } = props
  const { places, begin, barTop, isNarrow, rowHeight } = layout
  const labelLines = fit(share.label, {
    width: isNarrow ? width - 120 : begin - 12,
    fontSize: letters.usual,
    maxLines: isNarrow ? 1 : 2,
  })
  const firstLine = isNarrow ? top + 15 : top + barTop + bar / 2 + 4.5 - (labelLines.length - 1) * 8
  return (
    <Open href={share.href} sentence={shareSentence(language, share, props)}>
      <rect x={0} y={top} width={width} height={rowHeight} fill={palette.ground} fillOpacity={0} />
      {labelLines.map((line, place) => (
        <Words key={line} x={places.at(0)} y={firstLine + place * 16} fill={palette.ink} weight={500}>
          {line}
        </Words>
      ))}
      <Figures {...props} share={share} layout={layout} top={top} />
      {share.estimate ? (
        <Bar {...props} id={id} share={share} layout={layout} y={top + barTop} />
      ) : (
        <NoBar {...props} id={id} share={share} layout={layout} y={top + barTop} />
      )}
      {share.published && (
        <rect
          {...bandOf(share.published, layout)}
          y={top + barTop + bar + 3}
          height={band}
          fill={palette.ground}
          stroke={palette.band}
          strokeWidth={1.4}
          strokeDasharray="3 2"
        />
      )}
    </Open>
  )
}

/** Nothing known: a hatched bar of no length. Too few cases: a dashed line, for it could be anywhere. */
function NoBar({
  id,
  share,
  layout,
  y,
  palette,
}: SharesDrawingProps & { id: string; share: Share; layout: Layout; y: number }) {
  const { places, begin, end } = layout
  const edge = { stroke: palette.tones.unknown.mark, strokeDasharray: '3 3' }
  if (share.isTooFew) return <path d={`M${places.at(begin)} ${y + bar / 2}H${places.at(end)}`} fill="none" {...edge} />
  return (
    <rect
      x={places.left(begin, end - begin)}
      y={y}
      width={end - begin}
      height={bar}
      fill={fillOf(id, 'unknown')}
      {...edge}
    />
  )
}

/** Where a published range lies; a single figure is as wide as can be seen. */
function bandOf(
  { low, high }: NonNullable<Share['published']>,
  { places, scale }: Layout,
): { x: number; width: number } {
  const width = Math.max(5, scale(high) - scale(low))
  return { x: places.left((scale(low) + scale(high) - width) / 2, width), width }
}

function Figures({
  share,
  layout,
  top,
  n,
  palette,
  language,
  width,
}: SharesDrawingProps & { share: Share; layout: Layout; top: number }) {
  const { places, isNarrow, end, barTop } = layout
  const [value, interval] = figuresOf(language, share)
  const count = text(language, 'chart.count_of', {
    count: formatNumber(language, share.count),
    n: formatNumber(language, n),
  })
  if (isNarrow) {
    return (
      <>
        <Words x={places.at(width)} y={top + 15} fill={palette.ink} weight={650} anchor="end">
          {value}
        </Words>
        <Words x={places.at(0)} y={top + 31} fill={palette.quiet} size={letters.small}>
          {[interval, count].filter(Boolean).join(' · ')}
        </Words>
      </>
    )
  }
  const x = end + 12
  const line = top + barTop + bar / 2 - 2
  return (
    <>
      <Words x={places.at(x)} y={line} fill={palette.ink} weight={650}>
        {value}
      </Words>
      <Words x={places.at(x + widthOf(value, letters.usual) + 8)} y={line} fill={palette.quiet} size={letters.small}>
        {interval}
      </Words>
      <Words x={places.at(x)} y={line + 15} fill={palette.quiet} size={letters.small}>
        {count}
      </Words>
    </>
  )
}

function Bar({
  id,
  share,
  layout,
  y,
  palette,
}: SharesDrawingProps & { id: string; share: Share; layout: Layout; y: number }) {
  const { places, begin, scale } = layout
  const { share: value, low, high } = share.estimate as NonNullable<Share['estimate']>
  const middle = y + bar / 2
  const whisker = [
    `M${places.at(scale(low))} ${middle}H${places.at(scale(high))}`,
    `M${places.at(scale(low))} ${middle - 4.5}v9M${places.at(scale(high))} ${middle - 4.5}v9`,
  ].join('')
  return (
    <>
      <rect
        x={places.left(begin, scale(value) - begin)}
        y={y}
        width={Math.max(0, scale(value) - begin)}
        height={bar}
        fill={fillOf(id, share.tone)}
        stroke={palette.tones[share.tone].mark}
        strokeWidth={0.8}
      />
      {/* A rim of the ground's colour lets the whisker be seen on its own bar. */}
      <path d={whisker} fill="none" stroke={palette.ground} strokeWidth={4} strokeLinecap="square" />
      <path d={whisker} fill="none" stroke={palette.ink} strokeWidth={1.6} />
    </>
  )
}

function Axis({ layout, end, palette, language, width }: SharesDrawingProps & { layout: Layout; end: number }) {
  const { places, scale, begin } = layout
  // As many figures as have room under the bars.
  const ticks = Math.min(5, Math.max(2, Math.floor((layout.end - begin) / 60)))
  return (
    <g aria-hidden>
      {scale.ticks(ticks).map((tick) => {
        const x = scale(tick)
        const anchor = tick === 0 ? 'start' : x > width - 16 ? 'end' : 'middle'
        return (
          <g key={tick}>
            <path d={`M${places.at(x)} 0V${end}`} stroke={tick === 0 ? palette.quiet : palette.line} strokeWidth={1} />
            <Words
              x={places.at(anchor === 'end' ? width : x)}
              y={end + 14}
              fill={palette.quiet}
              size={letters.small}
              anchor={anchor}
            >
              {formatNumber(language, tick, { style: 'percent' })}
            </Words>
          </g>
        )
      })}
    </g>
  )
}
