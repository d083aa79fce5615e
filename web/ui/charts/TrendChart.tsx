import { useLanguage } from '../../language/useLanguage.ts'
import { ChartFrame, type ChartWords } from './ChartFrame.tsx'
import { type TrendFacts, trendTable } from '../../../src/charts/trend.ts'
import { TrendDrawing } from '../../../src/charts/TrendDrawing.tsx'

/** Counts by week or month, with the period before as a ghost. For a letter or a PDF, use `TrendDrawing` itself. */
export function TrendChart({ title, description, note, headingLevel, ...facts }: ChartWords & TrendFacts) {
  const { language } = useLanguage()
  return (
    <ChartFrame
      {...{ title, description, note, headingLevel }}
      table={trendTable(language, facts)}
      draw={(props) => <TrendDrawing {...facts} {...props} title={title} description={description} />}
    />
  )
}
