import { useLanguage } from '../../language/useLanguage.ts'
import { ChartFrame, type ChartWords } from './ChartFrame.tsx'
import { type ForecastFacts, forecastTable } from '../../../src/charts/forecast.ts'
import { ForecastDrawing } from '../../../src/charts/ForecastDrawing.tsx'

/** What was counted day by day, and what is expected next. For a letter or a PDF, use `ForecastDrawing` itself. */
export function ForecastChart({ title, description, note, headingLevel, ...facts }: ChartWords & ForecastFacts) {
  const { language } = useLanguage()
  return (
    <ChartFrame
      {...{ title, description, note, headingLevel }}
      table={forecastTable(language, facts)}
      draw={(props) => <ForecastDrawing {...facts} {...props} title={title} description={description} />}
    />
  )
}
