import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import type { AnswerOf } from '../../api/client.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { ShowPothole } from '../../potholes/showing/ShowPothole.tsx'
import { useMay, useMe } from '../../session/useSession.ts'
import { useNow } from '../../ui/useNow.ts'
import { FailuresDialog } from '../dialogs/FailuresDialog.tsx'
import { SpokeDialog } from '../dialogs/SpokeDialog.tsx'
import type { Complaint } from '../people.ts'
import classes from './HandoverBanner.module.css'

type Escalation = AnswerOf<'readEscalation'>['escalations'][number]

/** Whom the customer reached, whether they spoke, and what is missing before it can close. */
export function EscalationBanner({ complaint }: { complaint: Complaint }) {
  const t = useText()
  const may = useMay()
  const me = useMe()
  const [open, setOpen] = useState<'spoke' | 'failures' | null>(null)
  const { reference } = complaint
  const isReached = complaint.reachedManagementAt !== null && complaint.closedAt === null
  const { data } = useQuery({ ...ask('readEscalation', { params: { reference } }), enabled: isReached })
  const last = data?.escalations[0]
  if (!isReached || !data || !last) return null
  const waits = !last.spoke && !last.ended
  return (
    <section aria-label={t('escalation.title')} className={classes.banner}>
      <p>
        <Standing escalation={last} />
      </p>
      <p className={classes.note}>{last.why}</p>
      {data.owed.length > 0 && (
        <p className={classes.when}>
          {t('escalation.owed')} {data.owed.map((each) => t(`escalation.owed.${each}`)).join(' · ')}
        </p>
      )}
      <Group gap="xs">
        {waits && last.manager.id === me.id && (
          <Button size="xs" onClick={() => setOpen('spoke')}>
            {t('spoke.action')}
          </Button>
        )}
        {may('noteFailures') && data.stages.length > 0 && (
          <Button size="xs" variant="default" onClick={() => setOpen('failures')}>
            {t('failures.action')}
          </Button>
        )}
        {data.owed.includes('pothole') && <ShowPothole complaint={complaint} />}
      </Group>
      <SpokeDialog reference={reference} isOpen={open === 'spoke'} onClose={() => setOpen(null)} />
      <FailuresDialog
        reference={reference}
        stages={data.stages}
        isOpen={open === 'failures'}
        onClose={() => setOpen(null)}
      />
    </section>
  )
}

function Standing({ escalation: { manager, speakBy, spoke, ended, askedBy } }: { escalation: Escalation }) {
  const t = useText()
  const format = useFormat()
  const now = useNow()
  if (spoke) return t('escalation.spoke', { manager: manager.name, how: spoke.how, when: format.dateTime(spoke.at) })
  if (ended) return t('escalation.ended', { manager: manager.name })
  const isLate = Date.parse(speakBy) < now.getTime()
  return t(isLate ? 'escalation.late' : 'escalation.waits', {
    manager: manager.name,
    by: askedBy === 'customer' ? 'customer' : 'us',
    when: format.dateTime(speakBy),
  })
}
