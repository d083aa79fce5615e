import { useLanguage } from '../../language/useLanguage.ts'
import { ChartFrame, type ChartWords } from './ChartFrame.tsx'
import { type ParetoFacts, paretoTable } from '../../../src/charts/pareto.ts'
import { ParetoDrawing } from '../../../src/charts/ParetoDrawing.tsx'

/** What there is most of, first; each row opens its cases. For a letter or a PDF, use `ParetoDrawing` itself. */
export function ParetoChart({ title, description, note, headingLevel, ...facts }: ChartWords & ParetoFacts) {
  const { language } = useLanguage()
  return (
    <ChartFrame
      {...{ title, description, note, headingLevel }}
      table={paretoTable(language, facts)}
      draw={(props) => <ParetoDrawing {...facts} {...props} title={title} description={description} />}
    />
  )
}
