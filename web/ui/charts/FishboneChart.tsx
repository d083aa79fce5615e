import { type FishboneFacts, fishboneTable } from '../../../src/charts/fishbone.ts'
import { FishboneDrawing } from '../../../src/charts/FishboneDrawing.tsx'
import { useLanguage } from '../../language/useLanguage.ts'
import { ChartFrame, type ChartWords } from './ChartFrame.tsx'

/** What leads to a problem, by what management can change. For a letter or a PDF, use `FishboneDrawing` itself. */
export function FishboneChart({ title, description, note, headingLevel, ...facts }: ChartWords & FishboneFacts) {
  const { language } = useLanguage()
  return (
    <ChartFrame
      {...{ title, description, note, headingLevel }}
      table={fishboneTable(language, facts)}
      draw={(props) => <FishboneDrawing {...facts} {...props} title={title} description={description} />}
    />
  )
}
