import { type VerdictFacts, verdictTable } from '../../../src/charts/verdict.ts'
import { VerdictDrawing } from '../../../src/charts/VerdictDrawing.tsx'
import { useLanguage } from '../../language/useLanguage.ts'
import { ChartFrame, type ChartWords } from './ChartFrame.tsx'

/** Before and after a fix, with what would have been. For a letter or a PDF, use `VerdictDrawing` itself. */
export function VerdictChart({ title, description, note, headingLevel, ...facts }: ChartWords & VerdictFacts) {
  const { language } = useLanguage()
  return (
    <ChartFrame
      {...{ title, description, note, headingLevel }}
      table={verdictTable(language, facts)}
      draw={(props) => <VerdictDrawing {...facts} {...props} title={title} description={description} />}
    />
  )
}
