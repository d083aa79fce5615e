import { Button } from '@mantine/core'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { useNow } from '../../ui/useNow.ts'
import { CalendarForm } from './CalendarForm.tsx'
import type { WorkCalendar } from './ClocksSection.tsx'
import classes from './clocks.module.css'
import { ListPart } from './Part.tsx'

/** The calendars that regimes count by: time zone, and how far their holidays are known. */
export function Calendars({ calendars }: { calendars: WorkCalendar[] }) {
  const t = useText()
  const may = useMay()
  return (
    <ListPart
      id="calendars"
      title={t('clocks.calendars')}
      why={t('clocks.calendars_why')}
      items={calendars}
      mayAdd={may('addCalendar')}
      addLabel={t('clocks.add_calendar')}
      entry={(calendar, open) => <Entry key={calendar.id} calendar={calendar} onOpen={open} />}
      form={(calendar, done) => <CalendarForm calendar={calendar} onDone={done} />}
    />
  )
}

const dayMilliseconds = 86_400_000

function Entry({ calendar, onOpen }: { calendar: WorkCalendar; onOpen: () => void }) {
  const t = useText()
  const format = useFormat()
  const may = useMay()
  const now = useNow()
  const { name, timeZone, specialDays, knownUntil, regimes } = calendar
  const endsSoon = knownUntil !== null && Date.parse(knownUntil) < now.getTime() + 90 * dayMilliseconds
  return (
    <li className={classes.entry}>
      <div className={classes.words}>
        <h3 className={classes.name}>{name}</h3>
        <p className={classes.quiet}>
          {timeZone} · {t('clocks.days', { count: specialDays.length })} · {t('clocks.used_by', { count: regimes })}
        </p>
        {knownUntil && (
          <p className={endsSoon ? classes.warning : classes.quiet}>
            {t(endsSoon ? 'clocks.known_until_soon' : 'clocks.known_until', { date: format.date(knownUntil) })}
          </p>
        )}
      </div>
      {may('changeCalendar') && (
        <Button size="xs" variant="default" aria-label={t('clocks.change_of', { name })} onClick={onOpen}>
          {t('clocks.change')}
        </Button>
      )}
    </li>
  )
}
