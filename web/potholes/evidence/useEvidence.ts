import { call } from '../../api/client.ts'
import type { AnswerOf } from '../../api/client.ts'
import { useAct } from '../../complaints/act.ts'
import { useText } from '../../language/useLanguage.ts'
import { explain } from '../../ui/explain.ts'
import { notify } from '../../ui/notices.tsx'

type Answered = AnswerOf<'answerEvidence'>
/** As many as the API takes at once. */
const mostAtOnce = 500

/** Says of complaints whether they show a pothole, and tells what came of it. */
export function useEvidence(potholeId: string) {
  const t = useText()
  const { act, isBusy } = useAct()
  const params = { id: potholeId }
  const tell = (results: Answered[]) => {
    const done = results.reduce((sum, each) => sum + each.done, 0)
    const refused = results.flatMap((each) => each.refused)
    const other = refused.find(({ pothole }) => pothole)?.pothole?.name ?? ''
    const said = [
      t('evidence.done', { count: done }),
      ...(refused.length > 0
        ? [t('evidence.refused', { count: refused.length, other, why: refused[0]?.why ?? 'other' })]
        : []),
    ]
    notify({ words: said.join(' '), ...(refused.length > 0 && { tone: 'failed' as const }) })
  }
  const run = (work: () => Promise<Answered[]>) =>
    act(async () =>
      tell(
        await work().catch((error) => {
          notify({ words: explain(error, t), tone: 'failed' })
          throw error
        }),
      ),
    )
  return {
    isBusy,
    pick: (references: string[]) =>
      run(async () => {
        const results: Answered[] = []
        for (let at = 0; at < references.length; at += mostAtOnce)
          results.push(
            await call('pickEvidence', { params, body: { complaints: references.slice(at, at + mostAtOnce) } }),
          )
        return results
      }),
    answer: (answer: 'accepted' | 'rejected', complaints: string[]) =>
      run(async () => [await call('answerEvidence', { params, body: { answer, complaints } })]),
    /** All that wait, some hundred at a time, until none is left. */
    answerAll: (answer: 'accepted' | 'rejected') =>
      run(async () => {
        const results: Answered[] = []
        for (let left = Number.POSITIVE_INFINITY; left > 0; ) {
          const next = await call('answerEvidence', { params, body: { answer, all: true } })
          results.push(next)
          if (next.left >= left) break
          left = next.left
        }
        return results
      }),
  }
}
