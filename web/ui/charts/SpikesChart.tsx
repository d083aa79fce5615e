import { useLanguage } from '../../language/useLanguage.ts'
import { ChartFrame, type ChartWords } from './ChartFrame.tsx'
import { type SpikeFacts, spikeTable } from '../../../src/charts/spikes.ts'
import { SpikesDrawing } from '../../../src/charts/SpikesDrawing.tsx'

/** Counts with what was to be expected and what is above the threshold. For a letter or a PDF, use `SpikesDrawing` itself. */
export function SpikesChart({ title, description, note, headingLevel, ...facts }: ChartWords & SpikeFacts) {
  const { language } = useLanguage()
  return (
    <ChartFrame
      {...{ title, description, note, headingLevel }}
      table={spikeTable(language, facts)}
      draw={(props) => <SpikesDrawing {...facts} {...props} title={title} description={description} />}
    />
  )
}
