import { scaleLinear, scalePoint } from 'd3-scale'
import { area, line } from 'd3-shape'
import { useId } from 'react'
import { directionOf } from '../platform/texts/languages.ts'
import { Canvas, type DrawingProps, letters, Open, placesFor, Words } from './drawing.tsx'
import { widthOf } from './lettering.ts'
import { type ScorePoint, type ScoreTrendFacts, scoreSentence, scoreTick, scoreWords } from './score-trend.ts'

type ScoreTrendDrawingProps = DrawingProps & ScoreTrendFacts & { title: string; description: string }

const axisHeight = 24

/**
 * A score by period as points on a line, in the band of what chance alone makes. A period outside it is a square with a ring
 * instead of a dot, so that it is told apart in grey. The same on the server and on the screen.
 */
export function ScoreTrendDrawing(props: ScoreTrendDrawingProps) {
  const { points, width, palette, language, title, description } = props
  const id = useId()
  const height = width < 480 ? 200 : 230
  const layout = layoutOf(props, height)
  return (
    <Canvas {...{ id, width, height, title, description, hasLinks: false, palette, language }}>
      <Noise {...props} layout={layout} />
      <Axes {...props} layout={layout} />
      <Line {...props} layout={layout} />
      {points.map((point) => (
        <Mark key={`${point.at} ${point.label ?? ''}`} {...props} layout={layout} point={point} />
      ))}
    </Canvas>
  )
}

type Layout = ReturnType<typeof layoutOf>
type Part = ScoreTrendDrawingProps & { layout: Layout }

const keyOf = ({ at, label }: ScorePoint) => `${at} ${label ?? ''}`

function layoutOf({ points, range, show, width, language }: ScoreTrendDrawingProps, height: number) {
  const values = scaleLinear([range.low, range.high], [height - axisHeight, 10])
  const ticks = values.ticks(4)
  const begin = Math.max(...ticks.map((tick) => widthOf(scoreWords(language, show, tick), letters.small))) + 10
  const times = scalePoint(points.map(keyOf), [begin, width]).padding(0.6)
  const places = placesFor(directionOf(language), width)
  return {
    values,
    ticks,
    begin,
    floor: height - axisHeight,
    at: (point: ScorePoint) => times(keyOf(point)) ?? begin,
    places,
    times,
  }
}

/** The band of what chance makes, wider where fewer answered, and the value of all together. */
function Noise({ points, centre, palette, width, layout }: Part) {
  const { at, values, places, begin } = layout
  const draw = area<ScorePoint>()
    .defined(({ limits }) => limits !== null)
    .x((point) => places.at(at(point)))
    .y0(({ limits }) => values(limits?.low ?? 0))
    .y1(({ limits }) => values(limits?.high ?? 0))
  return (
    <g aria-hidden>
      <path
        d={draw(points) ?? undefined}
        fill={palette.band}
        fillOpacity={0.22}
        stroke={palette.band}
        strokeDasharray="2 3"
      />
      {centre !== null && (
        <path
          d={`M${places.at(begin)} ${values(centre)}H${places.at(width)}`}
          stroke={palette.quiet}
          strokeDasharray="5 4"
        />
      )}
    </g>
  )
}

function Axes({ points, show, palette, language, width, layout }: Part) {
  const { places, ticks, values, begin, floor, at, times } = layout
  const names = points.map((point) => scoreTick(language, point))
  const widest = Math.max(0, ...names.map((name) => widthOf(name, letters.small))) + 12
  const step = Math.max(1, Math.ceil(widest / Math.max(1, times.step())))
  return (
    <g aria-hidden>
      {ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${places.at(begin)} ${values(tick)}H${places.at(width)}`} stroke={palette.line} />
          <Words x={places.at(begin - 6)} y={values(tick) + 4} fill={palette.quiet} size={letters.small} anchor="end">
            {scoreWords(language, show, tick)}
          </Words>
        </g>
      ))}
      {points.map((point, place) =>
        (points.length - 1 - place) % step === 0 ? (
          <Words
            key={keyOf(point)}
            x={places.at(Math.min(Math.max(at(point), begin + widest / 2 - 6), width - widest / 2 + 4))}
            y={floor + 18}
            fill={palette.quiet}
            size={letters.small}
            anchor="middle"
          >
            {names[place] ?? ''}
          </Words>
        ) : null,
      )}
    </g>
  )
}

/** Broken where nobody answered. */
function Line({ points, palette, layout }: Part) {
  const draw = line<ScorePoint>()
    .defined(({ value }) => value !== null)
    .x((point) => layout.places.at(layout.at(point)))
    .y(({ value }) => layout.values(value ?? 0))
  return (
    <path aria-hidden d={draw(points) ?? undefined} fill="none" stroke={palette.tones.first.fill} strokeWidth={1.8} />
  )
}

function Mark({ layout, point, palette, language, ...facts }: Part & { point: ScorePoint }) {
  if (point.value === null) return null
  const [x, y] = [layout.places.at(layout.at(point)), layout.values(point.value)]
  return (
    <Open sentence={scoreSentence(language, point, facts)}>
      {point.signal ? (
        <>
          <circle cx={x} cy={y} r={9} fill="none" stroke={palette.ink} strokeWidth={1.6} />
          <rect x={x - 4.5} y={y - 4.5} width={9} height={9} fill={palette.ink} />
        </>
      ) : (
        <circle cx={x} cy={y} r={4} fill={palette.tones.first.fill} stroke={palette.ground} strokeWidth={1.5} />
      )}
    </Open>
  )
}
