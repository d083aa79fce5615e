import { Button, NumberInput } from '@mantine/core'
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { explain } from '../../ui/explain.ts'
import { notify } from '../../ui/notices.tsx'
import { type Telling, told } from './telling.ts'
import classes from './told.module.css'

type Props = { id: string; telling: Telling }

/** The letters leave at a pace, stop at once, and go on. */
export function Sending({ id, telling }: Props) {
  const t = useText()
  const { stage, state, alsoMatching, hindrance, words, toTell } = telling
  const [perHour, setPerHour] = useState<number | string>(telling.perHour)
  const [isAsking, setAsking] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const pace = Number(perHour)
  const isPace = Number.isInteger(pace) && pace >= 1 && pace <= 20_000
  const waiting = toTell.reduce((sum, { people }) => sum + people, 0)
  const isHindered = hindrance !== null || words.some((each) => each.hinders)
  const begin = async () => {
    await call('beginTelling', { params: { id }, body: { stage, perHour: pace, alsoMatching } })
    await told()
  }
  const act = async (work: () => Promise<unknown>) => {
    setBusy(true)
    await work().catch((error: unknown) => notify({ words: explain(error, t), tone: 'failed' }))
    setBusy(false)
  }
  const stop = async () => {
    await call('stopTelling', { params: { id }, query: { stage } })
    await told()
  }
  const isRunning = state === 'running'
  return (
    <section className={`${classes.section} not-printed`} aria-labelledby="told-sending">
      <h2 id="told-sending">{t('told.sending')}</h2>
      <Progress telling={telling} />
      <Hindrances telling={telling} />
      <div className={classes.bar}>
        <NumberInput
          label={t('told.sending.pace')}
          description={
            isPace && waiting > 0 ? t('told.sending.takes', { hours: Math.ceil(waiting / pace) }) : undefined
          }
          value={perHour}
          onChange={setPerHour}
          min={1}
          max={20_000}
          error={isPace ? undefined : t('told.sending.pace_unfit')}
        />
        {isRunning && (
          <Button variant="default" disabled={!isPace || pace === telling.perHour} onClick={() => void act(begin)}>
            {t('told.sending.change')}
          </Button>
        )}
        {isRunning ? (
          <Button
            color="red"
            loading={isBusy}
            leftSection={<IconPlayerStop size={16} aria-hidden />}
            onClick={() => void act(stop)}
          >
            {t('told.sending.stop')}
          </Button>
        ) : (
          <Button
            disabled={!isPace || isHindered}
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            onClick={() => setAsking(true)}
          >
            {t(state === 'stopped' ? 'told.sending.resume' : 'told.sending.begin')}
          </Button>
        )}
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('told.sending.question', { count: waiting })}
        confirmLabel={t(state === 'stopped' ? 'told.sending.resume' : 'told.sending.begin')}
        onConfirm={begin}
        onClose={() => setAsking(false)}
      >
        {t('told.sending.happens', { count: waiting, perHour: pace })}
      </ConfirmDialog>
    </section>
  )
}

/** Why letters reach nobody, or may not leave with these words. */
function Hindrances({ telling: { delivery, words } }: { telling: Telling }) {
  const t = useText()
  return (
    <>
      {delivery === 'mailbox' && <p className={classes.notice}>{t('told.sending.mailbox')}</p>}
      {words.map(
        ({ hinders, language }) =>
          hinders && (
            <p key={language} className={classes.notice}>
              {t('told.sending.hinders', { language: t(`told.words.in.${language}`) })} {t(`problem.${hinders}`)}
            </p>
          ),
      )}
    </>
  )
}

function Progress({ telling }: { telling: Telling }) {
  const t = useText()
  const format = useFormat()
  const { state, begunAt, begunBy, stoppedAt, stoppedBecause, perHour } = telling
  if (state === 'not_begun' || !begunAt) return <p className={classes.quiet}>{t('told.sending.not_begun')}</p>
  const begun = t('told.sending.begun', {
    when: format.dateTime(begunAt),
    who: begunBy?.name ?? t('event.who.program'),
  })
  return (
    <p>
      {begun}{' '}
      {stoppedAt && stoppedBecause
        ? t(`told.sending.stopped.${stoppedBecause}`, { when: format.dateTime(stoppedAt) })
        : t('told.sending.running', { perHour })}
    </p>
  )
}
