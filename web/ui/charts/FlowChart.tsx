import { useLanguage } from '../../language/useLanguage.ts'
import { ChartFrame, type ChartWords } from './ChartFrame.tsx'
import { type FlowFacts, flowTable } from '../../../src/charts/flow.ts'
import { FlowDrawing } from '../../../src/charts/FlowDrawing.tsx'

/** What passes from place to place, and comes back. For a letter or a PDF, use `FlowDrawing` itself. */
export function FlowChart({ title, description, note, headingLevel, ...facts }: ChartWords & FlowFacts) {
  const { language } = useLanguage()
  return (
    <ChartFrame
      {...{ title, description, note, headingLevel }}
      table={flowTable(language, facts)}
      draw={(props) => <FlowDrawing {...facts} {...props} title={title} description={description} />}
    />
  )
}
