import { fillOf, letters, type placesFor, Words } from './drawing.tsx'
import { widthOf } from './lettering.ts'
import type { Palette } from './palette.ts'
import type { Kind } from './pareto.ts'

const swatch = 22

/** How many lines the legend takes in this width. */
export function legendRows(kinds: Kind[], width: number): number {
  return kinds.length === 0 ? 0 : (placed(kinds, width).at(-1)?.row ?? 0) + 1
}

type LegendProps = {
  id: string
  kinds: Kind[]
  width: number
  top: number
  palette: Palette
  places: ReturnType<typeof placesFor>
}

/** What each pattern stands for. */
export function Legend({ id, kinds, width, top, palette, places }: LegendProps) {
  return (
    <g aria-hidden>
      {placed(kinds, width).map(({ kind, x, row }) => (
        <g key={kind.key}>
          <rect
            x={places.left(x, 16)}
            y={top + row * 22 + 3}
            width={16}
            height={11}
            fill={fillOf(id, kind.tone)}
            stroke={palette.tones[kind.tone].mark}
            strokeWidth={0.8}
          />
          <Words x={places.at(x + swatch)} y={top + row * 22 + 13} fill={palette.quiet} size={letters.small}>
            {kind.label}
          </Words>
        </g>
      ))}
    </g>
  )
}

function placed(kinds: Kind[], width: number) {
  let x = 0
  let row = 0
  return kinds.map((kind) => {
    const wide = swatch + widthOf(kind.label, letters.small)
    if (x > 0 && x + wide > width) {
      x = 0
      row += 1
    }
    const place = { kind, x, row }
    x += wide + 18
    return place
  })
}
