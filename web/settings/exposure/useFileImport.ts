import { useState } from 'react'
import type { AnswerOf } from '../../api/client.ts'
import { upload } from '../../api/upload.ts'
import { useText } from '../../language/useLanguage.ts'
import { explain } from '../../ui/explain.ts'
import { notify } from '../../ui/notices.tsx'
import { refreshExposures } from './refresh.ts'

export type Looked = AnswerOf<'importExposures'>

const send = (file: File, store: 'true' | 'false') =>
  upload('importExposures', { query: { store } }, file, {
    onProgress: () => {},
    signal: new AbortController().signal,
  })

/** A file of exposures on its way: chosen and looked at, then stored. What was rejected stays until the next file. */
export function useFileImport() {
  const t = useText()
  const [file, setFile] = useState<File | null>(null)
  const [looked, setLooked] = useState<Looked | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true)
    setFailure(null)
    try {
      await work()
    } catch (error) {
      setFailure(explain(error, t))
    } finally {
      setBusy(false)
    }
  }
  const choose = (chosen: File | null) => {
    if (!chosen) return
    setFile(chosen)
    setLooked(null)
    void attempt(async () => setLooked(await send(chosen, 'false')))
  }
  const store = () =>
    void attempt(async () => {
      if (!file) return
      const stored = await send(file, 'true')
      await refreshExposures()
      notify({ words: t('exposure.stored', { count: stored.rows.length }) })
      setLooked(stored.rejected.length > 0 ? stored : null)
    })
  const leave = () => {
    setFile(null)
    setLooked(null)
    setFailure(null)
  }
  return { file, looked, failure, isBusy, choose, store, leave }
}
