import { Button, Radio, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Judgement, judgements } from '../../../src/potholes/alarms/judgements.ts'
import { call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { notify } from '../../ui/notices.tsx'
import classes from './alarms.module.css'
import type { Alarm } from './useAlarmWords.ts'

/** What a person says of the alarm: shown to everyone, changed by who may. */
export function JudgeAlarm({ alarm }: { alarm: Alarm }) {
  const t = useText()
  const may = useMay()
  return (
    <div className={classes.judge}>
      <Judged alarm={alarm} />
      {may('judgeAlarm') && (
        <>
          <p className={classes.quiet}>{t('alarm.judge_why')}</p>
          <JudgeForm key={alarm.version} alarm={alarm} />
        </>
      )}
    </div>
  )
}

function Judged({ alarm: { judgement, judgedBy, judgedAt, note } }: { alarm: Alarm }) {
  const t = useText()
  const format = useFormat()
  if (!judgement || !judgedBy || !judgedAt) return <p>{t('alarm.judgement.open')}</p>
  const said = t(`alarm.judgement.${judgement}`)
  return (
    <>
      <p>{t('alarm.judged', { name: judgedBy.name, date: format.date(judgedAt), judgement: said })}</p>
      {note && <blockquote>{note}</blockquote>}
    </>
  )
}

function JudgeForm({ alarm }: { alarm: Alarm }) {
  const t = useText()
  const queries = useQueryClient()
  const [judgement, setJudgement] = useState<Judgement | null>(alarm.judgement)
  const [note, setNote] = useState(alarm.note ?? '')
  const store = async (next: Judgement | null) => {
    const body = { judgement: next, note: next && note.trim() ? note.trim() : null }
    await call('judgeAlarm', { params: { id: alarm.id }, ifMatch: alarm.version, body })
    notify({ words: t(next ? 'alarm.saved' : 'alarm.taken_back') })
    await Promise.all(
      ['readAlarm', 'listAlarms', 'readAlarmState'].map((name) => queries.invalidateQueries({ queryKey: [name] })),
    )
  }
  const { form, submit, isBusy, errorOf, failure } = useSubmit(() => store(judgement), ['note'])
  const { submit: takeBack, isBusy: isTakingBack, failure: notTakenBack } = useSubmit(() => store(null), [])
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} className="not-printed">
      <Radio.Group
        value={judgement ?? ''}
        onChange={(value) => setJudgement(value as Judgement)}
        aria-label={t('alarm.judge')}
      >
        <div className={classes.buttons}>
          {judgements.map((value) => (
            <Radio key={value} value={value} label={t(`alarm.judgement.${value}`)} />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        mt="sm"
        label={t('alarm.note')}
        autosize
        minRows={2}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        error={errorOf('note')}
      />
      <FormFailure>{failure ?? notTakenBack}</FormFailure>
      <div className={classes.buttons}>
        <Button type="submit" size="xs" disabled={judgement === null} loading={isBusy}>
          {t('alarm.save')}
        </Button>
        {alarm.judgement && (
          <Button variant="default" size="xs" loading={isTakingBack} onClick={() => void takeBack()}>
            {t('alarm.take_back')}
          </Button>
        )}
      </div>
    </form>
  )
}
