import { useQueryClient } from '@tanstack/react-query'
import type { Operations } from '../../src/contracts.ts'
import type { Call } from '../../src/platform/http/contract.ts'
import { ask } from '../api/ask.ts'
import { call } from '../api/client.ts'
import { useText } from '../language/useLanguage.ts'
import { chooseVersion } from '../merge/asking.ts'
import { editSafely, type FieldWords, type Outcome } from '../merge/edit.ts'
import type { Values } from '../merge/rules.ts'
import { useMe } from '../session/useSession.ts'
import type { FieldValue } from './fields/fields.ts'
import type { Complaint } from './people.ts'

/** What of a complaint is changed in place, by the names of the API. */
const valuesOf = ({ product, issue, step, nextUpdateDue, fields }: Complaint): Values => ({
  productId: product?.id ?? null,
  issueId: issue?.id ?? null,
  stepId: step?.id ?? null,
  nextUpdateDue,
  ...Object.fromEntries(Object.entries(fields).map(([key, value]) => [ownField + key, value])),
})

/** Goes before the key of a field of the company's own, so that none is taken for one of ours. */
export const ownField = 'fields.'

/** The changes as the API takes them. */
function bodyOf(changes: Values): Call<Operations['classifyComplaint']>['body'] {
  const [own, ours] = [true, false].map((isOwn) =>
    Object.entries(changes).filter(([name]) => name.startsWith(ownField) === isOwn),
  ) as [[string, FieldValue | null][], [string, string | null][]]
  const fields = own.map(([name, value]) => [name.slice(ownField.length), value])
  return { ...Object.fromEntries(ours), ...(own.length > 0 && { fields: Object.fromEntries(fields) }) }
}

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
 * the person is asked (after `onQuestion`: whatever lies over the page must make way).
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
    onQuestion?: () => void,
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
        stored = await call('classifyComplaint', { params, ifMatch: version, body: bodyOf(changes) })
      },
      read,
      choose: (question) => {
        onQuestion?.()
        return chooseVersion(question)
      },
    })
    const said = saidOf[outcome]
    return { outcome, aside: said && t(said), stored }
  }
}
