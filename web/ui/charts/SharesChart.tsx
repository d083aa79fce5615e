import { useLanguage } from '../../language/useLanguage.ts'
import { ChartFrame, type ChartWords } from './ChartFrame.tsx'
import { type SharesFacts, sharesTable } from '../../../src/charts/shares.ts'
import { SharesDrawing } from '../../../src/charts/SharesDrawing.tsx'

/** Shares with their uncertainty, beside what others published. For a letter or a PDF, use `SharesDrawing` itself. */
export function SharesChart({ title, description, note, headingLevel, ...facts }: ChartWords & SharesFacts) {
  const { language } = useLanguage()
  return (
    <ChartFrame
      {...{ title, description, note, headingLevel }}
      table={sharesTable(language, facts)}
      draw={(props) => <SharesDrawing {...facts} {...props} title={title} description={description} />}
    />
  )
}
