import { useRef } from 'react'
import { ApiProblem, call } from '../../api/client.ts'
import { newKey } from '../../api/newKey.ts'
import { useText } from '../../language/useLanguage.ts'
import { tellWriting } from '../../live/writing.ts'
import { putOff } from '../../outbox/outbox.ts'
import { useMe } from '../../session/useSession.ts'
import { notify } from '../../ui/notices.tsx'
import { useAct } from '../act.ts'
import { hasUnsent, sendAll } from '../attachments/uploads.ts'
import type { Complaint } from '../people.ts'
import { useSendReply } from '../reply/useSendReply.ts'
import { useKeptText } from '../useKeptText.ts'
import { attempted, type Draft, draftsOf, messageOf, readDraft, writeDraft } from './draft.ts'

/** The message being written, how it changes, and how it is stored, or put off where the server cannot be reached. */
export function useMessage(complaint: Complaint) {
  const { reference } = complaint
  const t = useText()
  const me = useMe()
  const isSaving = useRef(false)
  const { act, isBusy, failure } = useAct()
  const sendReply = useSendReply(complaint)
  const [kept, keepText] = useKeptText(draftsOf(me.id) + reference)
  const draft = readDraft(kept)
  const change = (part: Partial<Draft>) => {
    keepText(writeDraft({ ...draft, ...part }))
    if (part.text !== undefined) tellWriting(reference, part.text.trim() !== '')
  }
  const empty = () => {
    keepText('')
    tellWriting(reference, false)
  }
  const store = async (tried: ReturnType<typeof attempted>) => {
    const message = { kind: 'message' as const, reference, body: messageOf(tried) }
    const { key } = tried.attempt
    const stored = await storeMessage(message, key).catch((error) => {
      // Not reached: it waits where it is safe, and is sent once, under the same key. Files cannot wait like this.
      if (!isUnreached(error) || hasUnsent(reference) || !putOff(me.id, { ...message, key, at: Date.now() }))
        throw error
      return null
    })
    if (stored) sendAll(reference, { reference, message: stored.id })
    empty()
    notify({ words: t(stored ? 'write.saved' : 'outbox.put_off') })
  }
  const save = async () => {
    // The state of the button comes a moment too late for a double click.
    if (draft.text.trim() === '') return sendAll(reference, { reference })
    if (isSaving.current) return
    isSaving.current = true
    const tried = attempted(draft, newKey())
    keepText(writeDraft(tried))
    await act(() => (draft.direction === 'reply' ? sendReply(tried, empty) : store(tried)))
    isSaving.current = false
  }
  return { draft, change, save, isBusy, failure }
}

const isUnreached = (error: unknown): boolean => error instanceof ApiProblem && error.status === 0

function storeMessage({ reference, body }: { reference: string; body: ReturnType<typeof messageOf> }, key: string) {
  return call('addMessage', { params: { reference }, headers: { 'idempotency-key': key }, body })
}
