import { announce } from '../../ui/announce.ts'
import { useText } from '../../language/useLanguage.ts'
import { choose } from './uploads.ts'
import { useFileDrop } from './useFileDrop.ts'
import { useLimits } from './useLimits.ts'

/** Everything a form needs to take files: `add` for its button, `target` for what they can be dropped on and pasted into. */
export function useFiles(place: string) {
  const t = useText()
  const limits = useLimits()
  const add = (files: File[]) => {
    if (files.length === 0) return
    choose(place, files, limits)
    announce(t('files.added', { count: files.length }))
  }
  return { add, ...useFileDrop(add) }
}
