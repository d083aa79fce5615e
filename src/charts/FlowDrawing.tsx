import { useId } from 'react'
import { directionOf } from '../platform/texts/languages.ts'
import { formatNumber } from '../platform/texts/numbers.ts'
import { text } from '../platform/texts/text.ts'
import { Canvas, type DrawingProps, letters, Open, placesFor, Words } from './drawing.tsx'
import { arrowSentence, type DrawnArrow, drawnOf, type FlowFacts, type FlowPlace } from './flow.ts'
import { fit, widthOf } from './lettering.ts'

export type FlowDrawingProps = DrawingProps & FlowFacts & { title: string; description: string }

const boxHeight = 46
const rowHeight = 78
const top = 30

/**
 * Places below each other and arrows between them, as wide as they are often: passed on beyond the boxes, sent back before them,
 * dashed. Told apart by side and dashes, so that grey is enough. The same on the server and on the screen.
 */
export function FlowDrawing(props: FlowDrawingProps) {
  const { width, palette, language, title, description } = props
  const id = useId()
  const { places, arrows } = drawnOf(props)
  const height = top + places.length * rowHeight
  const hasLinks = [...places, ...arrows].some(({ href }) => href !== undefined)
  const layout = layoutOf(props, arrows)
  return (
    <Canvas {...{ id, width, height, title, description, hasLinks, palette, language }}>
      <Sides {...props} layout={layout} />
      {arrows.map((arrow) => (
        <Arrow key={`${arrow.from}>${arrow.to}`} {...props} layout={layout} arrow={arrow} />
      ))}
      {places.map((place, row) => (
        <Box key={place.key} {...props} layout={layout} place={place} row={row} />
      ))}
      {arrows.map((arrow) => (
        <Count key={`${arrow.from}>${arrow.to}`} {...props} layout={layout} arrow={arrow} />
      ))}
    </Canvas>
  )
}

type Layout = ReturnType<typeof layoutOf>

/** The boxes stand in the middle; what is sent back has a little less room than what is passed on. */
function layoutOf({ width, language }: FlowDrawingProps, arrows: DrawnArrow[]) {
  const boxWidth = Math.min(300, width * (width < 480 ? 0.42 : 0.46))
  const farthest = Math.max(1, ...arrows.map(({ fromRow, toRow }) => Math.abs(toRow - fromRow)))
  const start = (width - boxWidth) / 2
  return {
    places: placesFor(directionOf(language), width),
    boxWidth,
    start,
    end: start + boxWidth,
    room: start,
    farthest,
  }
}

const middleOf = (row: number): number => top + row * rowHeight + boxHeight / 2

function Sides({ layout, palette, language, width }: FlowDrawingProps & { layout: Layout }) {
  const { places } = layout
  return (
    <g aria-hidden>
      <Words x={places.at(0)} y={14} fill={palette.quiet} size={letters.small}>
        {`↑ ${text(language, 'chart.flow.sent_back')}`}
      </Words>
      <Words x={places.at(width)} y={14} fill={palette.quiet} size={letters.small} anchor="end">
        {`${text(language, 'chart.flow.passed_on')} ↓`}
      </Words>
    </g>
  )
}

/** Where an arrow leaves, turns and ends, counted from where reading begins. Arrows of one row do not lie on each other. */
function courseOf({ fromRow, toRow, isBack }: DrawnArrow, { start, end, room, farthest }: Layout) {
  const most = Math.min(room + 8, 26 + 34 * farthest)
  const reach = farthest > 1 ? 44 + (most - 44) * ((Math.abs(toRow - fromRow) - 1) / (farthest - 1)) : 56
  const [edge, turn] = isBack ? [start, start - reach] : [end, end + reach]
  const shift = isBack ? -8 : 8
  return { edge, turn, y1: middleOf(fromRow) + shift, y2: middleOf(toRow) - shift }
}

function Arrow({
  arrow,
  layout,
  palette,
  language,
  ...facts
}: FlowDrawingProps & { layout: Layout; arrow: DrawnArrow }) {
  const { edge, turn, y1, y2 } = courseOf(arrow, layout)
  const at = layout.places.at
  const head = 7 + arrow.width / 2
  const outward = arrow.isBack ? -1 : 1
  const neck = edge + outward * head
  const { mark } = arrow.isBack ? palette.tones.second : palette.tones.first
  return (
    <Open href={arrow.href} sentence={arrowSentence(language, facts, arrow)}>
      <path
        d={`M${at(edge)} ${y1}C${at(turn)} ${y1} ${at(turn)} ${y2} ${at(neck)} ${y2}`}
        fill="none"
        stroke={mark}
        strokeWidth={arrow.width}
        strokeDasharray={arrow.isBack ? '7 4' : undefined}
        strokeOpacity={0.85}
      />
      <path d={`M${at(edge)} ${y2}L${at(neck)} ${y2 - head * 0.75}L${at(neck)} ${y2 + head * 0.75}Z`} fill={mark} />
    </Open>
  )
}

/** How often, at the turn of the arrow, on a ground of its own. */
function Count({ arrow, layout, palette, language }: FlowDrawingProps & { layout: Layout; arrow: DrawnArrow }) {
  const { edge, turn, y1, y2 } = courseOf(arrow, layout)
  const words = formatNumber(language, arrow.count)
  const wide = widthOf(words, letters.small) + 8
  const x = layout.places.at(edge + 0.75 * (turn - edge))
  const y = (y1 + y2) / 2
  return (
    <g aria-hidden pointerEvents="none">
      <rect x={x - wide / 2} y={y - 9} width={wide} height={18} rx={4} fill={palette.ground} stroke={palette.line} />
      <Words x={x} y={y + 4} fill={palette.ink} size={letters.small} weight={600} anchor="middle">
        {words}
      </Words>
    </g>
  )
}

function Box({ place, row, layout, palette }: FlowDrawingProps & { layout: Layout; place: FlowPlace; row: number }) {
  const { places, start, boxWidth } = layout
  const y = top + row * rowHeight
  const room = { width: boxWidth - 20, maxLines: 1 }
  const x = places.at(start + 10)
  return (
    <Open href={place.href} sentence={`${place.name}: ${place.note}`}>
      <rect
        x={places.left(start, boxWidth)}
        y={y}
        width={boxWidth}
        height={boxHeight}
        rx={6}
        fill={palette.ground}
        stroke={palette.quiet}
      />
      <Words x={x} y={y + 19} fill={palette.ink} weight={620}>
        {fit(place.name, { ...room, fontSize: letters.usual })[0] ?? ''}
      </Words>
      <Words x={x} y={y + 36} fill={palette.quiet} size={letters.small}>
        {fit(place.note, { ...room, fontSize: letters.small })[0] ?? ''}
      </Words>
    </Open>
  )
}
