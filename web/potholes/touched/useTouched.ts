import { useQuery } from '@tanstack/react-query'
import { type AnswerOf, call } from '../../api/client.ts'
import { ask } from '../../api/ask.ts'
import { queries } from '../../queries.ts'
import type { Days } from '../../ui/period/periods.ts'
import type { Pothole } from '../parts.tsx'

export type Touched = AnswerOf<'readTouched'>
export type Place = Touched['places'][number]

/** What a pothole touches, with the complaints of some days; asked for once the days are known. */
export function useTouched(pothole: Pothole, days: Days | null) {
  return useQuery({
    ...ask('readTouched', { params: { id: pothole.id }, query: days ?? { from: '', to: '' } }),
    enabled: days !== null,
  })
}

/** Asks anew for what changes when somebody names what a pothole touches, or looks at a place. */
export const touchedChanged = () =>
  Promise.all(
    ['readTouched', 'readPothole', 'listPotholes', 'readPotholeEvents'].map((each) =>
      queries.invalidateQueries({ queryKey: [each] }),
    ),
  )

/** Names what a pothole touches, instead of what was named before. @throws ApiProblem */
export async function nameTouched(pothole: Pothole, named: { promiseIds: string[]; stepIds: string[] }): Promise<void> {
  try {
    await call('nameTouched', { params: { id: pothole.id }, body: named, ifMatch: pothole.version })
  } finally {
    await touchedChanged()
  }
}
