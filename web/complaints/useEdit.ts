import { useQueryClient } from '@tanstack/react-query'
import { ask } from '../api/ask.ts'
import { call } from '../api/client.ts'
import { useText } from '../language/useLanguage.ts'
import { chooseVersion } from '../merge/asking.ts'
import { editSafely, type FieldWords, type Outcome } from '../merge/edit.ts'
import type { Values } from '../merge/rules.ts'
import { useMe } from '../session/useSession.ts'
import type { Complaint } from './people.ts'

/** What of a complaint is changed in place, by the names of the API. */
export const valuesOf = ({ product, issue, step, nextUpdateDue }: Complaint): Values => ({
  productId: product?.id ?? null,
  issueId: issue?.id ?? null,
  stepId: step?.id ?? null,
  nextUpdateDue,
})

/** Keeps outcomes apart that are said differently; null where nothing was stored. */
const saidOf = {
  saved: null,
  joined: 'merge.joined',
  chosen: null,
  theirs: 'merge.kept_theirs',
  put_off: null,
} as const

/**
 * Changes fields of a complaint as the person saw it. When others were quicker, their changes are kept too; for the same field
 * the person is asked.
 * @returns the outcome, a sentence about what others did, where there is one to say, and the complaint as it was stored: what
 *   taking it back must be based on
 * @throws ApiProblem
 */
export function useEdit() {
  const t = useText()
  const me = useMe()
  const queries = useQueryClient()
  return async (
    seen: Complaint,
    mine: Values,
    words: FieldWords,
  ): Promise<{ outcome: Outcome; aside: string | null; stored: Complaint }> => {
    const { reference } = seen
    let stored = seen
    const params = { reference }
    const read = async () => {
      const [now, timeline] = await Promise.all([
        queries.fetchQuery({ ...ask('readComplaint', { params }), staleTime: 0 }),
        queries.fetchQuery({ ...ask('readTimeline', { params }), staleTime: 0 }),
      ])
      const others = timeline.filter(({ seq, actor }) => seq > seen.version && actor.name && actor.name !== me.name)
      return { version: now.version, values: valuesOf(now), by: others.at(-1)?.actor.name ?? null }
    }
    const outcome = await editSafely({
      seen: { version: seen.version, values: valuesOf(seen) },
      mine,
      words,
      send: async (changes, version) => {
        stored = await call('classifyComplaint', { params, ifMatch: version, body: changes })
      },
      read,
      choose: chooseVersion,
    })
    const said = saidOf[outcome]
    return { outcome, aside: said && t(said), stored }
  }
}
