import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { type AnswerOf, call } from '../../api/client.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { notify } from '../../ui/notices.tsx'
import { useAct } from '../act.ts'
import type { Complaint } from '../people.ts'
import factClasses from '../page/Facts.module.css'
import classes from './same.module.css'

export type Same = AnswerOf<'readDuplicates'>[number]

/** Complaints that may be the same as this one, each with a way to merge. Nothing where there are none. */
export function MaybeSame({ complaint }: { complaint: Complaint }) {
  const t = useText()
  const may = useMay()
  const [merging, setMerging] = useState<Same | null>(null)
  const { act } = useAct()
  const { reference, version } = complaint
  const { data: same = [] } = useQuery({ ...ask('readDuplicates', { params: { reference } }), staleTime: 60_000 })
  const isOther = merging !== null && isOtherCustomer(complaint, merging)
  if (same.length === 0 || complaint.closure === 'merged') return null
  const merge = async () => {
    if (!merging) return
    const { reference: into } = merging
    const closing = { closure: 'merged' as const, into, ...(isOther && { evenIfOtherCustomer: true }) }
    await call('closeComplaint', { params: { reference }, ifMatch: version, body: closing })
    void act(async () => {})
    const undo = () => void act(() => call('undoMerge', { params: { reference } }))
    notify({ words: t('same.merged', { reference, into }), onUndo: undo })
  }
  return (
    <section aria-labelledby="maybe-same" className={classes.panel}>
      <h2 id="maybe-same" className={factClasses.heading}>
        {t('same.title')}
      </h2>
      <ul className={classes.list}>
        {same.map((each) => (
          <li key={each.id} className={classes.candidate}>
            <SameComplaint same={each} />
            {!complaint.closedAt && !each.closedAt && may('closeComplaint') && (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t('same.merge_into', { reference: each.reference })}
                onClick={() => setMerging(each)}
              >
                {t('same.merge')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        isOpen={merging !== null}
        title={t('same.question', { reference, into: merging?.reference ?? '' })}
        confirmLabel={t('same.merge')}
        onConfirm={merge}
        onClose={() => setMerging(null)}
      >
        {t('same.happens', { reference, into: merging?.reference ?? '', owner: merging?.owner.name ?? '' })}
        {isOther && <p className={classes.warning}>{t('same.other_customer')}</p>}
      </ConfirmDialog>
    </section>
  )
}

const isOtherCustomer = ({ customer }: Complaint, same: Same): boolean =>
  customer !== null && same.customer !== null && customer.id !== same.customer.id

/** One complaint that may be the same: which, when, whose, why it is thought so, and how it begins. */
export function SameComplaint({ same }: { same: Same }) {
  const t = useText()
  const format = useFormat()
  const { reference, receivedAt, closedAt, owner, sameCustomer, sameWords, excerpt } = same
  const why = sameCustomer ? (sameWords ? 'both' : 'customer') : 'words'
  return (
    <div className={classes.about}>
      <Link to="/complaints/$reference" params={{ reference }}>
        {reference}
      </Link>{' '}
      <span className={classes.quiet}>
        {t(`same.why_${why}`)} · {format.date(receivedAt)} · {closedAt ? t('same.closed') : owner.name}
      </span>
      <p dir="auto" className={classes.words}>
        {excerpt}
      </p>
    </div>
  )
}
