import { useLanguage } from '../../language/useLanguage.ts'
import { ChartFrame, type ChartWords } from './ChartFrame.tsx'
import { type RemainingFacts, remainingTable } from '../../../src/charts/remaining.ts'
import { RemainingDrawing } from '../../../src/charts/RemainingDrawing.tsx'

/** What share is left as the days go by. For a letter or a PDF, use `RemainingDrawing` itself. */
export function RemainingChart({ title, description, note, headingLevel, ...facts }: ChartWords & RemainingFacts) {
  const { language } = useLanguage()
  return (
    <ChartFrame
      {...{ title, description, note, headingLevel }}
      table={remainingTable(language, facts)}
      draw={(props) => <RemainingDrawing {...facts} {...props} title={title} description={description} />}
    />
  )
}
