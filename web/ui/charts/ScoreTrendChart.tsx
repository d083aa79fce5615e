import { useLanguage } from '../../language/useLanguage.ts'
import { ChartFrame, type ChartWords } from './ChartFrame.tsx'
import { type ScoreTrendFacts, scoreTable } from '../../../src/charts/score-trend.ts'
import { ScoreTrendDrawing } from '../../../src/charts/ScoreTrendDrawing.tsx'

/** A score over time with what of it is noise. For a letter or a PDF, use `ScoreTrendDrawing` itself. */
export function ScoreTrendChart({ title, description, note, headingLevel, ...facts }: ChartWords & ScoreTrendFacts) {
  const { language } = useLanguage()
  return (
    <ChartFrame
      {...{ title, description, note, headingLevel }}
      table={scoreTable(language, facts)}
      draw={(props) => <ScoreTrendDrawing {...facts} {...props} title={title} description={description} />}
    />
  )
}
