import { Button, Drawer } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { useNow } from '../../ui/useNow.ts'
import { CalendarForm } from './CalendarForm.tsx'
import type { WorkCalendar } from './ClocksSection.tsx'
import classes from './clocks.module.css'

/** The calendars that regimes count by: time zone, and how far their holidays are known. */
export function Calendars({ calendars }: { calendars: WorkCalendar[] }) {
  const t = useText()
  const may = useMay()
  const [opened, setOpened] = useState<WorkCalendar | 'new' | null>(null)
  return (
    <section className={classes.part} aria-labelledby="calendars">
      <div className={classes.head}>
        <h2 id="calendars">{t('clocks.calendars')}</h2>
        {may('addCalendar') && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => setOpened('new')}
          >
            {t('clocks.add_calendar')}
          </Button>
        )}
        <p className={classes.why}>{t('clocks.calendars_why')}</p>
      </div>
      <ul className={classes.list}>
        {calendars.map((calendar) => (
          <Entry key={calendar.id} calendar={calendar} onOpen={() => setOpened(calendar)} />
        ))}
      </ul>
      <Drawer
        opened={opened !== null}
        onClose={() => setOpened(null)}
        position="right"
        size="lg"
        padding="lg"
        title={opened === 'new' ? t('clocks.add_calendar') : opened?.name}
      >
        {opened && <CalendarForm calendar={opened === 'new' ? null : opened} onDone={() => setOpened(null)} />}
      </Drawer>
    </section>
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
