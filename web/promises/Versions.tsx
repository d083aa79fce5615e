import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/ask.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import classes from './promises.module.css'

/** What a promise said, the latest version first. */
export function Versions({ id }: { id: string }) {
  const t = useText()
  const format = useFormat()
  const versions = useQuery(ask('listPromiseVersions', { params: { id } }))
  if (versions.isError) return <Failed error={versions.error} onRetry={() => void versions.refetch()} />
  if (!versions.data) return <Loading shape="text" lines={4} />
  return (
    <ol className={classes.list} reversed>
      {versions.data.map(({ version, text, changedAt, changedBy, conditions, remedy, indicator }) => (
        <li key={version} className={classes.version}>
          <p className={classes.quiet}>
            {t('promise.version_by', {
              version,
              when: format.dateTime(changedAt),
              who: changedBy ?? t('event.who.program'),
            })}
          </p>
          {[text.en, text.ru].map((words) => words && <p key={words}>{t('promise.quoted', { words })}</p>)}
          {conditions && <p>{t('promise.said_conditions', { words: conditions })}</p>}
          {indicator && <p>{t('promise.said_indicator', { words: indicator })}</p>}
          {remedy && <p>{t('promise.said_remedy', { words: remedy })}</p>}
        </li>
      ))}
    </ol>
  )
}
