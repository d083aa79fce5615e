import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { addressOf, type AnswerOf, ApiProblem, call } from '../api/client.ts'
import { useText } from '../language/useLanguage.ts'
import { useMe } from '../session/useSession.ts'
import { announce } from '../ui/announce.ts'
import { useNews } from './bus.ts'
import { newKey } from '../api/newKey.ts'
import { onWriting } from './writing.ts'

export type Present = AnswerOf<'showPresence'>['others'][number]

/** Milliseconds between two signs that this page is looked at; after three missed ones the server takes it as left. */
const beat = 15_000
/** After the last key, how long somebody still writes. */
const pausesFor = 6_000

/** Says, while the page is looked at, that I am on this complaint. @returns who else is */
export function usePresence({ id, reference }: { id: string; reference: string }): Present[] {
  const me = useMe()
  const t = useText()
  const queries = useQueryClient()
  const [others, setOthers] = useState<{ of: string; people: Present[] }>({ of: id, people: [] })
  useNews((news) => {
    if (news.kind !== 'presence' || news.id !== id) return
    const people = (news.people as Present[]).filter((person) => person.id !== me.id)
    const known = others.of === id ? others.people : []
    const came = people.find((person) => !known.some((each) => each.id === person.id))
    if (came) announce(t('live.looks', { name: came.name }))
    setOthers({ of: id, people })
  })
  useEffect(() => {
    const show = (people: Present[]) => setOthers({ of: id, people })
    const gone = () => void queries.invalidateQueries({ queryKey: ['readComplaint', { params: { reference } }] })
    return bePresent(reference, show, gone)
  }, [id, reference, queries])
  return others.of === id ? others.people : []
}

/** @param gone called when the complaint may not be seen any more @returns what ends it */
function bePresent(reference: string, show: (others: Present[]) => void, gone: () => void): () => void {
  const visit = newKey()
  let isWriting = false
  let pausing: ReturnType<typeof setTimeout> | undefined
  const say = () => {
    if (document.hidden) return
    call('showPresence', { params: { reference }, body: { visit, writing: isWriting } }).then(
      ({ others }) => show(others),
      (error) => error instanceof ApiProblem && error.status === 404 && gone(),
    )
  }
  const write = (writing: boolean) => {
    clearTimeout(pausing)
    if (writing) pausing = setTimeout(() => write(false), pausesFor)
    if (writing === isWriting) return
    isWriting = writing
    say()
  }
  const leave = () => {
    const address = addressOf('endPresence', { params: { reference }, query: { visit } })
    // Outlives the page that is being closed.
    void fetch(address, { method: 'DELETE', keepalive: true, credentials: 'same-origin' }).catch(() => {})
  }
  const timer = setInterval(say, beat)
  const stopListening = onWriting(reference, write)
  document.addEventListener('visibilitychange', say)
  addEventListener('pagehide', leave)
  say()
  return () => {
    clearInterval(timer)
    clearTimeout(pausing)
    stopListening()
    document.removeEventListener('visibilitychange', say)
    removeEventListener('pagehide', leave)
    leave()
  }
}
