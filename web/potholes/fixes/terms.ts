import type { AnswerOf } from '../../api/client.ts'
import { queries } from '../../queries.ts'

export type Draft = AnswerOf<'listFixes'>['drafts'][number]
export type Fix = AnswerOf<'readFix'>
export type Terms = Draft['terms']
export type Stage = Terms['stages'][number]
export type Outlook = AnswerOf<'readFixOutlook'>

export const noStage: Stage = { place: '', filters: null, plannedOn: null, releasedAs: null }

/** What a new fix begins with. @param everywhere  the name of the one stage that most fixes have */
export const noTerms = (everywhere: string): Terms => ({
  name: '',
  change: '',
  place: null,
  doneById: null,
  cost: null,
  target: null,
  expectedRatio: null,
  expectedBy: null,
  baseline: null,
  stages: [{ ...noStage, place: everywhere }],
  controls: [],
})

/** The first day on which any stage is planned. */
export const firstDay = ({ stages }: Terms): string | null =>
  stages
    .flatMap(({ plannedOn }) => plannedOn ?? [])
    .reduce<string | null>((first, day) => (first === null || day < first ? day : first), null)

/** What shows a fix is asked again: it, the pothole's state and history, and releases. */
export async function refreshFixes(): Promise<void> {
  const asked = ['listFixes', 'readPothole', 'listPotholes', 'readPotholeEvents', 'listReleases', 'readVerdict']
  await Promise.all(asked.map((name) => queries.invalidateQueries({ queryKey: [name] })))
}
