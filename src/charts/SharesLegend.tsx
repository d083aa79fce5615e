import { formatShare } from '../platform/texts/numbers.ts'
import { text } from '../platform/texts/text.ts'
import { fillOf, letters, type placesFor, Words } from './drawing.tsx'
import { fit, widthOf } from './lettering.ts'
import type { SharesDrawingProps } from './SharesDrawing.tsx'

type SharesLegendProps = SharesDrawingProps & {
  id: string
  top: number
  places: ReturnType<typeof placesFor>
  lines: number
}

/** Says what the bar, the whisker and the dashed band are. */
export function SharesLegend({
  id,
  top,
  places,
  lines,
  palette,
  language,
  publishedBy,
  confidence = 0.95,
  shares,
  width,
}: SharesLegendProps) {
  const interval = text(language, 'chart.legend_interval', { confidence: formatShare(language, confidence) })
  const y = top + 14
  const second = lines > 1 ? { x: 0, y: y + 22 } : { x: 48 + widthOf(interval, letters.small) + 24, y }
  const whisker = `M${places.at(14)} ${y}H${places.at(38)}M${places.at(14)} ${y - 4.5}v9M${places.at(38)} ${y - 4.5}v9`
  return (
    <g aria-hidden>
      <rect x={places.left(0, 24)} y={y - 5} width={24} height={10} fill={fillOf(id, shares[0]?.tone ?? 'first')} />
      <path d={whisker} stroke={palette.ground} strokeWidth={4} strokeLinecap="square" />
      <path d={whisker} stroke={palette.ink} strokeWidth={1.6} />
      <Words x={places.at(48)} y={y + 4} fill={palette.quiet} size={letters.small}>
        {interval}
      </Words>
      {publishedBy && (
        <>
          <rect
            x={places.left(second.x, 26)}
            y={second.y - 3.5}
            width={26}
            height={7}
            fill={palette.ground}
            stroke={palette.band}
            strokeWidth={1.4}
            strokeDasharray="3 2"
          />
          <Words x={places.at(second.x + 34)} y={second.y + 4} fill={palette.quiet} size={letters.small}>
            {fit(publishedBy, { width: width - second.x - 34, fontSize: letters.small, maxLines: 1 })[0] ?? ''}
          </Words>
        </>
      )}
    </g>
  )
}
