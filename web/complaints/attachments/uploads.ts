import { useCallback, useSyncExternalStore } from 'react'
import { newKey } from '../../api/newKey.ts'
import { ApiProblem } from '../../api/client.ts'
import { upload } from '../../api/upload.ts'
import { queries } from '../../queries.ts'
import { type Limits, type Unfit, unfitness } from './fitness.ts'

/** Where files go: to a complaint, or to a message of it. */
export type Target = { reference: string; message?: string | undefined }
export type Upload = {
  key: string
  /** Where it was chosen and is shown: a complaint's number, or the dialog that logs a new one. */
  place: string
  file: File
  state: 'waiting' | 'sending' | 'failed'
  /** What is on the server, from 0 to 1. */
  share: number
  target: Target | null
  /** The address of the picture on this device, for showing it before it is anywhere else. */
  preview: string | null
  /** Why it will not be taken, as it stands; it can only be left out. */
  unfit: Unfit | null
  failure: unknown
}

// Kept beside the pages, so that what is being sent goes on when its page is left.
let uploads: readonly Upload[] = []
const listeners = new Set<() => void>()
const stoppers = new Map<string, AbortController>()

function set(next: readonly Upload[]): void {
  const left = new Set(next.map(({ preview }) => preview))
  for (const { preview } of uploads) if (preview && !left.has(preview)) URL.revokeObjectURL(preview)
  uploads = next
  for (const listener of listeners) listener()
  if (uploads.some(({ state }) => state === 'sending')) window.addEventListener('beforeunload', warn)
  else window.removeEventListener('beforeunload', warn)
}

/** The browser asks before it leaves the page and what is being sent with it. */
const warn = (event: BeforeUnloadEvent) => event.preventDefault()

const change = (key: string, part: Partial<Upload>) =>
  set(uploads.map((each) => (each.key === key ? { ...each, ...part } : each)))

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The files of a place that are not stored yet. */
export function useUploads(place: string): readonly Upload[] {
  const all = useSyncExternalStore(
    subscribe,
    useCallback(() => uploads, []),
  )
  return all.filter((each) => each.place === place)
}

const previewOf = (file: File): string | null =>
  /^image\/(png|jpeg|gif|webp|avif)$/.test(file.type) ? URL.createObjectURL(file) : null

/** Whether a file was chosen and nobody has said yet that it is to be sent. */
export const isUnsent = ({ state, target }: Upload): boolean => state === 'waiting' && target === null

/** Whether a place has files that were chosen and are not sent. */
export const hasUnsent = (place: string): boolean => uploads.some((each) => each.place === place && isUnsent(each))

/** Adds files to a place. Nothing is sent yet; what will not be taken is known at once, where the limits are known. */
export function choose(place: string, files: readonly File[], limits: Limits | undefined): void {
  const before = uploads.filter((each) => each.place === place)
  const added = files.map((file, at): Upload => {
    const unfit = limits ? unfitness(file, before.length + at, limits) : null
    const state = unfit ? 'failed' : 'waiting'
    return {
      key: newKey(),
      place,
      file,
      state,
      share: 0,
      target: null,
      unfit,
      preview: previewOf(file),
      failure: null,
    }
  })
  set([...uploads, ...added])
}

/** Leaves a file out; one that is being sent is stopped. */
export function leaveOut(key: string): void {
  stoppers.get(key)?.abort()
  set(uploads.filter((each) => each.key !== key))
}

/** Sends what waits in a place. From now on it is shown with the complaint it goes to. */
export function sendAll(place: string, target: Target): void {
  const isMeant = (each: Upload) => each.place === place && isUnsent(each)
  set(uploads.map((each) => (isMeant(each) ? { ...each, place: target.reference, target } : each)))
  sendNext()
}

/** Tries a file once more that did not get through. */
export function tryAgain(key: string): void {
  change(key, { state: 'waiting', failure: null, share: 0 })
  sendNext()
}

/** One after the other, so that they stay in order; together each would only be slower. */
function sendNext(): void {
  if (uploads.some(({ state }) => state === 'sending')) return
  const next = uploads.find(({ state, target }) => state === 'waiting' && target !== null)
  if (next) void send(next)
}

async function send({ key, file, target }: Upload): Promise<void> {
  if (!target) return
  const stopper = new AbortController()
  stoppers.set(key, stopper)
  change(key, { state: 'sending', share: 0 })
  const { reference, message } = target
  try {
    const onProgress = (share: number) => change(key, { share })
    await upload('attachFiles', { params: { reference }, query: { message } }, file, {
      onProgress,
      signal: stopper.signal,
    })
    set(uploads.filter((each) => each.key !== key))
    for (const operation of ['listAttachments', 'readTimeline', 'readComplaint']) {
      void queries.invalidateQueries({ queryKey: [operation] })
    }
  } catch (failure) {
    if (failure instanceof ApiProblem) change(key, { state: 'failed', failure })
  } finally {
    stoppers.delete(key)
    sendNext()
  }
}
