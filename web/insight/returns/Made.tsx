import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import { useFormat, useLanguage, useText } from '../../language/useLanguage.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Wide } from '../../ui/Wide.tsx'
import classes from './Returns.module.css'

/** The returns that were made, and by whom. */
export function Made() {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  const made = useQuery(ask('listMadeReturns', { query: {} }))
  const day = (value: string) => format.date(`${value}T12:00:00`)
  return (
    <section className={classes.section}>
      <h2>{t('returns.made')}</h2>
      {made.isError && <Failed error={made.error} onRetry={() => void made.refetch()} />}
      {made.data?.items.length === 0 && <p>{t('returns.none_made')}</p>}
      {made.data && made.data.items.length > 0 && (
        <Wide label={t('returns.made')}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t('returns.which')}</th>
                <th scope="col">{t('returns.period')}</th>
                <th scope="col">{t('returns.made_at')}</th>
                <th scope="col">{t('returns.made_by')}</th>
                <th scope="col" data-number>
                  {t('nav.complaints')}
                </th>
              </tr>
            </thead>
            <tbody>
              {made.data.items.map(({ id, name, definition, from, to, madeAt, madeBy, complaints }) => (
                <tr key={id}>
                  <th scope="row">{name?.[language] ?? definition}</th>
                  <td>{`${day(from)} – ${day(to)}`}</td>
                  <td>{format.date(madeAt)}</td>
                  <td>{madeBy?.name ?? '–'}</td>
                  <td data-number>{format.number(complaints)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </section>
  )
}
