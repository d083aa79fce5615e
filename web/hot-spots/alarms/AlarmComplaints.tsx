import { Button } from '@mantine/core'
import { IconList } from '@tabler/icons-react'
import { Voice } from '../../causes/Voice.tsx'
import { useText } from '../../language/useLanguage.ts'
import classes from './alarms.module.css'
import type { AlarmWhole } from './AlarmPage.tsx'
import { complaintsAt } from './useAlarmWords.ts'

/** The customers behind the alarm in their own words, and the way to all of them. */
export function AlarmComplaints({ alarm: { complaints, count, series, where } }: { alarm: AlarmWhole }) {
  const t = useText()
  return (
    <section className={classes.section} aria-labelledby="complaints">
      <h2 id="complaints">{t('alarm.complaints')}</h2>
      <div className={`${classes.buttons} not-printed`}>
        <Button
          component="a"
          href={complaintsAt(where)}
          variant="default"
          size="xs"
          leftSection={<IconList size={15} aria-hidden />}
        >
          {series.kind === 'words' ? t('alarm.search_words') : t('alarm.open_list', { count })}
        </Button>
      </div>
      {complaints.length === 0 ? (
        <p className={classes.quiet}>{t('alarm.no_words')}</p>
      ) : (
        <>
          <ul className={classes.voices}>
            {complaints.map((item) => (
              <li key={item.id}>
                <Voice item={item} />
              </li>
            ))}
          </ul>
          {count > complaints.length && (
            <p className={classes.quiet}>{t('alarm.newest', { count: complaints.length })}</p>
          )}
        </>
      )}
    </section>
  )
}
