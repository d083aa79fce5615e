import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { type AnswerOf, call } from '../../api/client.ts'
import { useFormat, useLanguage, useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { notify } from '../../ui/notices.tsx'
import { useNow } from '../../ui/useNow.ts'
import { useAct } from '../act.ts'
import { Refusal } from '../dialogs/Refusal.tsx'
import { DueAt } from '../Due.tsx'
import classes from './Clocks.module.css'

type Clock = AnswerOf<'readClocks'>['items'][number]
/** A chance that has passed is as much over as what was done. */
const isRunning = ({ metAt, isDuty, dueAt }: Clock, now: Date): boolean =>
  metAt === null && (isDuty || Date.parse(dueAt) > now.getTime())

type ClocksProps = { reference: string; isOpen: boolean }

/** What is due to this customer by which rule, what was done in time, and where they can turn outside. */
export function Clocks({ reference, isOpen }: ClocksProps) {
  const t = useText()
  const { language } = useLanguage()
  const [isWhole, setWhole] = useState(false)
  const now = useNow()
  const { data } = useQuery(ask('readClocks', { params: { reference } }))
  if (!data || data.items.length === 0) return null
  const running = data.items.filter((clock) => isRunning(clock, now))
  const over = data.items.length - running.length
  const isFolded = !isWhole && running.length > 0 && over > 0
  return (
    <section aria-labelledby="clocks" className={classes.clocks}>
      <h3 id="clocks" className={classes.heading}>
        {t('clock.heading')}
      </h3>
      <ul className={classes.list}>
        {(isFolded ? running : data.items).map((clock) => (
          <Entry key={`${clock.regime.id} ${clock.stage}`} clock={clock} reference={reference} isOpen={isOpen} />
        ))}
      </ul>
      {isFolded && (
        <Button size="compact-xs" variant="subtle" onClick={() => setWhole(true)}>
          {t('clock.earlier', { count: over })}
        </Button>
      )}
      {data.signposts.map(({ regime, words }) => (
        <p key={regime} className={classes.signpost}>
          {t('clock.signpost', { words: words[language] })}
        </p>
      ))}
    </section>
  )
}

function Entry({ clock, reference, isOpen }: { clock: Clock } & ClocksProps) {
  const t = useText()
  const { language } = useLanguage()
  const { regime, kind, words, isDuty, metAt, metBy } = clock
  const name = t(`clock.stage.${kind}`)
  const may = useMay()
  const isSaid = metBy === 'clock_met'
  return (
    <li className={classes.clock} data-over={!isDuty || metAt !== null || undefined}>
      <div className={classes.what}>
        <span>
          <strong>{name}</strong> <State {...clock} />
        </span>
        {words && <span className={classes.words}>{words[language]}</span>}
        <span className={classes.regime}>{regime.name}</span>
      </div>
      {isOpen && isDuty && may('meetClock') && (metAt === null || isSaid) && (
        <Said clock={clock} name={name} reference={reference} isDone={isSaid} />
      )}
    </li>
  )
}

function State({ dueAt, metAt, isDuty }: Clock) {
  const t = useText()
  const format = useFormat()
  const now = useNow()
  if (!isDuty) {
    const isOver = metAt !== null || Date.parse(dueAt) < now.getTime()
    return t(isOver ? 'clock.chance_over' : 'clock.chance', { date: format.dateTime(dueAt) })
  }
  if (!metAt)
    return (
      <>
        <DueAt at={dueAt} /> <span className={classes.exactly}>{t('clock.due', { date: format.dateTime(dueAt) })}</span>
      </>
    )
  const isLate = Date.parse(metAt) > Date.parse(dueAt)
  return (
    <span className={isLate ? classes.late : classes.met}>
      {isLate ? <IconAlertTriangle size={14} aria-hidden /> : <IconCheck size={14} aria-hidden />}{' '}
      {t(isLate ? 'clock.met_late' : 'clock.met_in_time', { date: format.dateTime(metAt) })}
    </span>
  )
}

/** For what no event tells of by itself: an interim answer with its reasons, a report to the regulator. */
function Said({ clock, name, reference, isDone }: { clock: Clock; name: string; reference: string; isDone: boolean }) {
  const t = useText()
  const { act, isBusy, failure } = useAct()
  const say = async (met: boolean) => {
    const body = { regimeId: clock.regime.id, stage: clock.stage, met }
    const isSaid = await act(() => call('meetClock', { params: { reference }, body }))
    if (isSaid && met) notify({ words: t('clock.said_done'), onUndo: () => void say(false) })
  }
  return (
    <div>
      <Button
        size="compact-xs"
        variant="default"
        loading={isBusy}
        aria-label={t(isDone ? 'clock.not_done_label' : 'clock.done_label', { clock: name })}
        onClick={() => void say(!isDone)}
      >
        {t(isDone ? 'notice.undo' : 'clock.done')}
      </Button>
      <Refusal error={failure} />
    </div>
  )
}
