import { Badge, Button } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { notify } from '../../ui/notices.tsx'
import classes from './fixes.module.css'
import { type Draft, refreshFixes } from './terms.ts'

type DraftCardProps = { draft: Draft; mayWork: boolean; onEdit: () => void }

/** A fix that is worked out: nothing of it is agreed. */
export function DraftCard({ draft: { id, terms, changedAt, changedBy }, mayWork, onEdit }: DraftCardProps) {
  const t = useText()
  const format = useFormat()
  const [isAsking, setAsking] = useState(false)
  const throwAway = async () => {
    await call('deleteFixDraft', { params: { id } })
    await refreshFixes()
    notify({ words: t('fix.thrown_away', { name: terms.name }) })
  }
  return (
    <article className={classes.card} aria-labelledby={`fix-${id}`}>
      <header className={classes.head}>
        <h2 id={`fix-${id}`}>{terms.name}</h2>
        <Badge variant="default">{t('fix.state.draft')}</Badge>
      </header>
      {terms.change !== '' && <p className={classes.words}>{terms.change}</p>}
      <p className={classes.quiet}>
        {t('fix.changed', { name: changedBy?.name ?? t('fix.program'), date: format.date(changedAt) })}
      </p>
      {mayWork && (
        <div className={classes.actions}>
          <Button variant="default" onClick={onEdit}>
            {t('fix.go_on')}
          </Button>
          <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
            {t('fix.throw_away')}
          </Button>
        </div>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={t('fix.throw_away_question', { name: terms.name })}
        confirmLabel={t('fix.throw_away')}
        isDestructive
        onConfirm={throwAway}
        onClose={() => setAsking(false)}
      >
        {t('fix.throw_away_happens')}
      </ConfirmDialog>
    </article>
  )
}
