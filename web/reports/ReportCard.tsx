import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { call } from '../api/client.ts'
import { useFormat, useLanguage, useText } from '../language/useLanguage.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { explain } from '../ui/explain.ts'
import { notify } from '../ui/notices.tsx'
import { Letters, lettersChanged } from './Letters.tsx'
import { ReportForm } from './ReportForm.tsx'
import classes from './reports.module.css'
import { ScheduleForm } from './ScheduleForm.tsx'
import { pageAddress, pageNames, periodWords, type SavedReport, scheduleWords } from './words.ts'

type Dialog = 'edit' | 'schedule' | 'delete'

/** A saved report: what it is about, to whom it is sent and when, and what became of its letters. */
export function ReportCard({ report }: { report: SavedReport }) {
  const t = useText()
  const { language } = useLanguage()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const close = () => setDialog(null)
  const { id, version, name, page, narrowedTo, owner, mayChange } = report
  return (
    <li className={classes.card}>
      <h2>
        <a href={pageAddress(report)}>{name}</a>
      </h2>
      <p className={classes.quiet}>
        {[t(pageNames[page]), periodWords(t, language, report), ...narrowedTo].join(' · ')}
        {!mayChange && ` · ${t('saved.of', { name: owner.name })}`}
      </p>
      <Sent report={report} />
      <Buttons report={report} onOpen={setDialog} />
      <Letters letters={report.letters} caption={t('saved.letters')} />
      <Modal opened={dialog === 'edit'} onClose={close} title={t('saved.edit')}>
        <ReportForm report={report} onDone={close} />
      </Modal>
      <Modal opened={dialog === 'schedule'} onClose={close} title={t('saved.schedule')}>
        <ScheduleForm report={report} onDone={close} />
      </Modal>
      <ConfirmDialog
        isOpen={dialog === 'delete'}
        title={t('saved.delete_title', { name })}
        confirmLabel={t('saved.delete')}
        isDestructive
        onConfirm={async () => {
          await call('deleteSavedReport', { params: { id }, ifMatch: version })
          await lettersChanged()
        }}
        onClose={close}
      >
        {t('saved.delete_why')}
      </ConfirmDialog>
    </li>
  )
}

/** When it is sent, to whom, and when next, or why it is no more. */
function Sent({ report: { schedule, timeZone } }: { report: SavedReport }) {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  if (!schedule) return <p>{t('saved.not_sent')}</p>
  const names = schedule.recipients.map(({ name, active }) => (active ? name : t('saved.left', { name })))
  return (
    <p>
      {scheduleWords(t, language, { schedule, timeZone })}, {t(`saved.format.${schedule.format}`)}. {t('saved.to')}{' '}
      {names.length > 0 ? names.join(', ') : t('saved.nobody')}.{' '}
      {schedule.nextAt && t('saved.next', { at: format.dateTime(schedule.nextAt) })}
      {schedule.stopped && <strong>{t(`saved.stopped.${schedule.stopped}`)}</strong>}
    </p>
  )
}

function Buttons({ report, onOpen }: { report: SavedReport; onOpen: (dialog: Dialog) => void }) {
  const t = useText()
  const [isBusy, setBusy] = useState(false)
  const { id, version, mayChange, isSentToMe, schedule } = report
  const doing = async (work: Promise<unknown>) => {
    setBusy(true)
    try {
      await work
    } catch (error) {
      notify({ words: explain(error, t), tone: 'failed' })
    } finally {
      await lettersChanged()
      setBusy(false)
    }
  }
  const small = { variant: 'default', size: 'xs', disabled: isBusy } as const
  return (
    <div className={classes.actions}>
      <Button {...small} onClick={() => void doing(call('sendReportNow', { params: { id } }))}>
        {t('saved.send_now')}
      </Button>
      {mayChange && (
        <>
          <Button {...small} onClick={() => onOpen('schedule')}>
            {t(schedule ? 'saved.reschedule' : 'saved.schedule_it')}
          </Button>
          {schedule?.nextAt && (
            <Button {...small} onClick={() => void doing(call('stopReport', { params: { id }, ifMatch: version }))}>
              {t('saved.stop')}
            </Button>
          )}
          <Button {...small} onClick={() => onOpen('edit')}>
            {t('saved.edit_it')}
          </Button>
          <Button {...small} onClick={() => onOpen('delete')}>
            {t('saved.delete_it')}
          </Button>
        </>
      )}
      {isSentToMe && (
        <Button {...small} onClick={() => void doing(call('leaveReport', { params: { id } }))}>
          {t('saved.leave')}
        </Button>
      )}
    </div>
  )
}
