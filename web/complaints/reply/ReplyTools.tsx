import { NativeSelect } from '@mantine/core'
import { useText } from '../../language/useLanguage.ts'
import type { Draft } from '../page/draft.ts'
import type { Complaint } from '../people.ts'
import { AskedAlready } from './AskedAlready.tsx'
import { KnownIssueMenu } from './KnownIssueMenu.tsx'
import { Promises } from './Promises.tsx'
import classes from './reply.module.css'
import { SavedReplyMenu } from './SavedReplyMenu.tsx'

type ReplyToolsProps = { complaint: Complaint; draft: Draft; onChange: (part: Partial<Draft>) => void }

/** What stands under an answer by letter while it is written: advice, commitments, suggestions, and when they hear from us next. */
export function ReplyTools({ complaint, draft, onChange }: ReplyToolsProps) {
  const t = useText()
  const nextInDays = draft.nextInDays === null ? '' : String(draft.nextInDays)
  return (
    <>
      <AskedAlready reference={complaint.reference} text={draft.text} />
      <Promises draft={draft} onChange={onChange} />
      <div className={classes.tools}>
        <SavedReplyMenu complaint={complaint} text={draft.text} onInsert={(text) => onChange({ text })} />
        <KnownIssueMenu complaint={complaint} text={draft.text} onInsert={(text) => onChange({ text })} />
        {!complaint.closedAt && (
          <label className={classes.next}>
            {t('reply.next_update')}
            <NativeSelect
              size="xs"
              value={nextInDays}
              onChange={(event) => onChange({ nextInDays: Number(event.currentTarget.value) || null })}
              data={[
                { value: '', label: t('reply.next_usual') },
                ...[1, 2, 3, 7, 14].map((days) => ({ value: String(days), label: t('reply.next_in_days', { days }) })),
              ]}
            />
          </label>
        )}
      </div>
      <p className={classes.quiet}>{t('reply.goes')}</p>
    </>
  )
}
