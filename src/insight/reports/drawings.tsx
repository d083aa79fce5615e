import type { z } from 'zod'
import type { Share } from '../../causes/contract.ts'
import type { ForecastFacts } from '../../charts/forecast.ts'
import { ForecastDrawing } from '../../charts/ForecastDrawing.tsx'
import type { IntervalsFacts } from '../../charts/intervals.ts'
import { IntervalsDrawing } from '../../charts/IntervalsDrawing.tsx'
import { lightPalette, type Tone } from '../../charts/palette.ts'
import type { Share as DrawnShare } from '../../charts/shares.ts'
import { SharesDrawing } from '../../charts/SharesDrawing.tsx'
import type { Language } from '../../platform/texts/index.ts'
import type { ReportSection } from './document.ts'

type Drawing = NonNullable<ReportSection['drawing']>
type Words = { language: Language; title: string }

// Beside a drawing stand the sentences of its section, so that its own description is its title.
const sheet = ({ language, title }: Words) => ({ language, title, description: title, palette: lightPalette })

/** Named shares of one whole as bars with their intervals. */
export function drawShares(words: Words, rows: { name: string; share: z.infer<typeof Share>; tone?: Tone }[]): Drawing {
  const shares = rows.map(({ name, share: found, tone = 'first' }): DrawnShare => {
    const { count, share, interval, tooFew } = found
    const estimate = share === null || interval === null || tooFew ? null : { share, ...interval }
    return { key: name, label: name, count, estimate, isTooFew: tooFew && share !== null, tone }
  })
  return drawBars(words, shares, rows[0]?.share.n ?? 0)
}

/** The same of shares that are worked out already. */
export function drawBars(words: Words, shares: DrawnShare[], n: number): Drawing {
  return (width) => <SharesDrawing {...sheet(words)} width={width} shares={shares} n={n} />
}

/** Estimates of places with their intervals. */
export function drawIntervals(words: Words, facts: IntervalsFacts): Drawing {
  return (width) => <IntervalsDrawing {...sheet(words)} width={width} {...facts} />
}

/** Days that were counted, and those that are expected. */
export function drawForecast(words: Words, facts: ForecastFacts): Drawing {
  return (width) => <ForecastDrawing {...sheet(words)} width={width} {...facts} />
}
