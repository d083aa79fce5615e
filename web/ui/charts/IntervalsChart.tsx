import { useLanguage } from '../../language/useLanguage.ts'
import { ChartFrame, type ChartWords } from './ChartFrame.tsx'
import { type IntervalsFacts, intervalsTable } from '../../../src/charts/intervals.ts'
import { IntervalsDrawing } from '../../../src/charts/IntervalsDrawing.tsx'

/** Estimates of many places with their whiskers, beside what holds for all. For a letter or a PDF, use `IntervalsDrawing` itself. */
export function IntervalsChart({ title, description, note, headingLevel, ...facts }: ChartWords & IntervalsFacts) {
  const { language } = useLanguage()
  return (
    <ChartFrame
      {...{ title, description, note, headingLevel }}
      table={intervalsTable(language, facts)}
      draw={(props) => <IntervalsDrawing {...facts} {...props} title={title} description={description} />}
    />
  )
}
