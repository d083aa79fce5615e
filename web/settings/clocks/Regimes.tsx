import { Badge, Button, Switch } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { useFormat, useLanguage, useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { useMay } from '../../session/useSession.ts'
import { explain } from '../../ui/explain.ts'
import { notify } from '../../ui/notices.tsx'
import type { Regime, WorkCalendar } from './ClocksSection.tsx'
import classes from './clocks.module.css'
import { givenOf } from './draft.ts'
import { ListPart } from './Part.tsx'
import { RegimeForm } from './RegimeForm.tsx'
import { stageInWords } from './termInWords.ts'

type RegimesProps = { regimes: Regime[]; calendars: WorkCalendar[] }

/** The time limits that we keep, each as one line a stage; switched on and off here, and opened to be changed. */
export function Regimes({ regimes, calendars }: RegimesProps) {
  const t = useText()
  const may = useMay()
  return (
    <ListPart
      id="regimes"
      title={t('clocks.regimes')}
      why={t('clocks.regimes_why')}
      items={regimes}
      mayAdd={may('addRegime')}
      addLabel={t('clocks.add_regime')}
      entry={(regime, open) => <Entry key={regime.id} regime={regime} calendars={calendars} onOpen={open} />}
      form={(regime, done) => <RegimeForm regime={regime} calendars={calendars} onDone={done} />}
    />
  )
}

function Entry({ regime, calendars, onOpen }: { regime: Regime; calendars: WorkCalendar[]; onOpen: () => void }) {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  const may = useMay()
  const { name, active, stages, ends, calendarId, source, verifiedOn, preset } = regime
  const calendar = calendars.find(({ id }) => id === calendarId)
  return (
    <li className={classes.entry}>
      <div className={classes.words}>
        <h3 className={classes.name}>
          {name} {!active && <Badge variant="default">{t('clocks.off')}</Badge>}
        </h3>
        <ul>
          {stages.map((stage) => {
            const due = ends.find((end) => end.stage === stage.key)?.dueAt
            return (
              <li key={stage.key}>
                {stageInWords(t, stage)}
                {due && active && (
                  <span className={classes.quiet}> {t('clocks.if_now', { date: format.dateTime(due) })}</span>
                )}
                {stage.words && <p className={classes.quiet}>{stage.words[language]}</p>}
              </li>
            )
          })}
        </ul>
        <p className={classes.quiet}>{t('clocks.by_calendar', { calendar: calendar?.name ?? '' })}</p>
        {source && <p className={classes.quiet}>{t('clocks.source', { source })}</p>}
        {verifiedOn ? (
          <p className={classes.quiet}>{t('clocks.verified', { date: format.date(verifiedOn) })}</p>
        ) : (
          preset !== 'own' && source && <p className={classes.warning}>{t('clocks.not_verified')}</p>
        )}
      </div>
      {may('changeRegime') && (
        <div className={classes.actions}>
          <Turn regime={regime} />
          <Button size="xs" variant="default" aria-label={t('clocks.change_of', { name })} onClick={onOpen}>
            {t('clocks.change')}
          </Button>
        </div>
      )}
    </li>
  )
}

function Turn({ regime }: { regime: Regime }) {
  const t = useText()
  const [isBusy, setBusy] = useState(false)
  const turn = async (active: boolean) => {
    setBusy(true)
    try {
      const body = { ...givenOf(regime), active }
      await call('changeRegime', { params: { id: regime.id }, body, ifMatch: regime.version })
    } catch (error) {
      notify({ words: explain(error, t), tone: 'failed' })
    } finally {
      await queries.invalidateQueries({ queryKey: ['listRegimes'] })
      setBusy(false)
    }
  }
  return (
    <Switch
      aria-label={t('clocks.applies_of', { name: regime.name })}
      checked={regime.active}
      disabled={isBusy}
      onChange={(event) => void turn(event.currentTarget.checked)}
    />
  )
}
