import { Badge, Button } from '@mantine/core'
import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { type AnswerOf, call } from '../api/client.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import { OpenPothole } from '../potholes/opening/OpenPothole.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { notify } from '../ui/notices.tsx'
import { usePlaceNames } from './names.ts'
import classes from './promises.module.css'

export type Note = AnswerOf<'readConstraints'>[number]

/** What stopped somebody, in their words. */
export function StoppedNote({ note, withComplaint = false }: { note: Note; withComplaint?: boolean }) {
  const t = useText()
  const format = useFormat()
  const queries = useQueryClient()
  const { step } = usePlaceNames()
  const [isAsking, setAsking] = useState(false)
  const { id, reference, kind, text, stepId, notedAt, notedBy, pothole, mayWithdraw } = note
  const withdraw = async () => {
    await call('withdrawConstraint', { params: { reference, id } })
    notify({ words: t('stopped.withdrawn') })
    for (const each of ['readConstraints', 'listConstraints', 'countConstraints', 'readTimeline', 'readComplaint'])
      void queries.invalidateQueries({ queryKey: [each] })
  }
  return (
    <li className={classes.note}>
      <span className={classes.badges}>
        <Badge variant="default">{t(`stopped.kind.${kind}`)}</Badge>
        {stepId && <span className={classes.quiet}>{step(stepId)}</span>}
      </span>
      <p dir="auto">{text}</p>
      <p className={classes.quiet}>
        {t('stopped.by', { who: notedBy?.name ?? t('event.who.program'), when: format.dateTime(notedAt) })}
        {withComplaint && (
          <>
            {' · '}
            <a href={`/complaints/${reference}`}>{reference}</a>
            {pothole && (
              <>
                {' · '}
                <a href={`/potholes/${pothole.id}`}>{pothole.name}</a>
              </>
            )}
          </>
        )}
        {mayWithdraw && (
          <Button
            size="compact-xs"
            variant="subtle"
            className="not-printed"
            aria-label={t('stopped.withdraw_one', { text: text.slice(0, 60) })}
            onClick={() => setAsking(true)}
          >
            {t('stopped.withdraw')}
          </Button>
        )}
      </p>
      {withComplaint && !pothole && (
        <OpenPothole
          size="compact-xs"
          from={{ statement: text, origin: 'constraint', originRef: id, complaints: [reference] }}
        />
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={t('stopped.withdraw_question')}
        confirmLabel={t('stopped.withdraw')}
        onConfirm={withdraw}
        onClose={() => setAsking(false)}
      >
        {t('stopped.withdraw_happens')}
      </ConfirmDialog>
    </li>
  )
}
