import { Button } from '@mantine/core'
import { IconGitMerge } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { call } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { explain } from '../../ui/explain.ts'
import { notify } from '../../ui/notices.tsx'
import { useNow } from '../../ui/useNow.ts'
import { useAct } from '../act.ts'
import type { Complaint } from '../people.ts'
import classes from './same.module.css'

type Related = Complaint['related'][number]

/** The complaints that this one was merged with or split from, and undoing that while it can be undone. */
export function RelatedComplaints({ complaint }: { complaint: Complaint }) {
  if (complaint.related.length === 0) return null
  return (
    <ul className={classes.related}>
      {complaint.related.map((related) => (
        <OneRelated key={`${related.how} ${related.reference}`} complaint={complaint} related={related} />
      ))}
    </ul>
  )
}

function OneRelated({ complaint, related: { reference, how, undoUntil } }: { complaint: Complaint; related: Related }) {
  const t = useText()
  const may = useMay()
  const now = useNow()
  const { act, isBusy } = useAct()
  const canUndo = undoUntil !== null && Date.parse(undoUntil) > now.getTime() && may('undoMerge')
  const undo = () =>
    act(async () => {
      const edit = { params: { reference: complaint.reference }, ifMatch: complaint.version }
      try {
        await call(how === 'split_from' ? 'undoSplit' : 'undoMerge', edit)
      } catch (error) {
        notify({ tone: 'failed', words: explain(error, t) })
        throw error
      }
      notify({ words: t(`same.undone_${how === 'split_from' ? 'split' : 'merge'}`) })
    })
  const [before, after] = t(`same.${how}`, { reference: '\u0000' }).split('\u0000')
  return (
    <li className={classes.link}>
      <IconGitMerge size={16} aria-hidden className={classes.sign} />
      <span>
        {before}
        <Link to="/complaints/$reference" params={{ reference }}>
          {reference}
        </Link>
        {after}
      </span>
      {canUndo && (
        <Button size="compact-xs" variant="default" loading={isBusy} onClick={() => void undo()}>
          {t('same.undo')}
        </Button>
      )}
    </li>
  )
}
