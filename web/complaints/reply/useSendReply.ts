import { call } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { useMe } from '../../session/useSession.ts'
import { explain } from '../../ui/explain.ts'
import { notify } from '../../ui/notices.tsx'
import { useAct } from '../act.ts'
import { hasUnsent, sendAll } from '../attachments/uploads.ts'
import { bringBack, type Draft } from '../page/draft.ts'
import type { Complaint } from '../people.ts'
import { promisedIn } from './promised.ts'

type Tried = Draft & { attempt: { key: string } }
const dayMilliseconds = 86_400_000

/**
 * Sends an answer by letter and offers to take it back while it waits to leave; then its words are in the box again.
 * @returns the function that sends; `onSent` runs when it is stored
 */
export function useSendReply({ reference, customer }: Complaint) {
  const t = useText()
  const me = useMe()
  const { act } = useAct()
  const undo = async (id: string, answer: Draft) => {
    let failure: unknown
    const isUndone = await act(async () => {
      await call('takeBackReply', { params: { reference, id } }).catch((error) => {
        failure = error
        throw error
      })
      bringBack(me.id, reference, answer)
    })
    notify(isUndone ? { words: t('reply.taken_back') } : { tone: 'failed', words: explain(failure, t) })
  }
  return async (answer: Tried, onSent: () => void) => {
    const { id } = await call('sendReply', {
      params: { reference },
      headers: { 'idempotency-key': answer.attempt.key },
      body: {
        text: answer.text,
        commitments: promisedIn(answer).map(({ text, dueAt }) => ({ text, dueAt: dueAt.toISOString() })),
        ...(answer.nextInDays && {
          nextUpdateDue: new Date(Date.now() + answer.nextInDays * dayMilliseconds).toISOString(),
        }),
      },
    })
    if (hasUnsent(reference)) sendAll(reference, { reference, message: id })
    onSent()
    const words = customer?.name ? t('reply.sent', { name: customer.name }) : t('reply.sent_somebody')
    notify({ words, onUndo: () => void undo(id, answer) })
  }
}
