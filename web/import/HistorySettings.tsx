import { CloseButton } from '@mantine/core'
import { useText } from '../language/useLanguage.ts'
import { columnsOfEvent, withoutEvent } from './editing.ts'
import classes from './MappingStep.module.css'
import type { Settling } from './settling.ts'

/** What happened to the complaints later, as far as the file tells. */
export function HistorySettings({ draft: { mapping }, change }: Settling) {
  const t = useText()
  const { history = [] } = mapping
  if (history.length === 0) return null
  return (
    <section className={classes.part}>
      <h2>{t('import.history')}</h2>
      <p className={classes.about}>{t('import.history_why')}</p>
      <ul className={classes.events}>
        {history.map((event, place) => (
          // The order is all that tells two events of one kind apart.
          <li key={place}>
            <strong>{t(`import.event.${event.kind}`)}</strong>
            <span className={classes.from}>{columnsOfEvent(event).join(' · ')}</span>
            <CloseButton
              size="sm"
              aria-label={t('import.event_remove', { event: t(`import.event.${event.kind}`) })}
              onClick={() => change({ mapping: withoutEvent(mapping, place) })}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
