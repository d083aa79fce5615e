import type { Moment } from '../../src/platform/texts/dates.ts'
import { useFormat } from '../language/useLanguage.ts'
import { useNow } from './useNow.ts'

/** How long ago, or how soon: "2 hours ago", "in 3 days". Keeps itself right; the exact time is under the pointer. */
export function TimeAgo({ at }: { at: Moment }) {
  const format = useFormat()
  const now = useNow()
  const moment = new Date(at)
  return (
    <time dateTime={moment.toISOString()} title={format.dateTime(moment)}>
      {format.relative(moment, now)}
    </time>
  )
}
