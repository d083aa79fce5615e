import { IconClock, IconPencil } from '@tabler/icons-react'
import { useText } from '../language/useLanguage.ts'
import { useKept } from '../outbox/kept.ts'
import { useWaiting } from '../outbox/useOutbox.ts'
import { useMe } from '../session/useSession.ts'
import classes from './DraftSign.module.css'
import { draftsOf, readDraft } from './page/draft.ts'

/** In a list: that I began to write about this complaint and have not sent it, or that it waits to be sent. */
export function DraftSign({ reference }: { reference: string }) {
  const t = useText()
  const me = useMe()
  const isDraft = readDraft(useKept(draftsOf(me.id) + reference).get('') ?? '').text.trim() !== ''
  const isWaiting = useWaiting().some((each) => each.kind === 'message' && each.reference === reference)
  if (!isDraft && !isWaiting) return null
  const Sign = isWaiting ? IconClock : IconPencil
  return (
    <span className={classes.sign}>
      <Sign size={12} aria-hidden />
      {t(isWaiting ? 'outbox.waits' : 'write.draft')}
    </span>
  )
}
