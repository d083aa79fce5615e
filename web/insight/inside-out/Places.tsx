import { hrefOf } from '../../causes/address.ts'
import { nameIn } from '../../causes/openings.ts'
import { useFormat, useLanguage, useText } from '../../language/useLanguage.ts'
import classes from './InsideOut.module.css'
import type { InsideOut } from './InsideOutPage.tsx'

/** Where it hurts most, and what is known to keep hurting. */
export function Places({ page }: { page: InsideOut }) {
  return (
    <section className={classes.section}>
      <div className={classes.halves}>
        <HotSpots page={page} />
        <Potholes page={page} />
      </div>
    </section>
  )
}

function HotSpots({ page: { hotSpots, period } }: { page: InsideOut }) {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  return (
    <div>
      <h2>{t('inside.hot.title')}</h2>
      <p className={classes.quiet}>{t(hotSpots.rated ? 'inside.hot.rated' : 'inside.hot.counted')}</p>
      {hotSpots.places.length === 0 && <p>{t('inside.hot.none')}</p>}
      <ol className={classes.list}>
        {hotSpots.places.map(({ id, name, count, expected, unitName }) => (
          <li key={id}>
            <span>{nameIn(language, name)}</span>{' '}
            <a href={hrefOf({ ...period, show: `product.${id}` })}>{t('inside.complaints', { count })}</a>
            {expected && (
              <span className={classes.quiet}>
                {' '}
                {t('inside.hot.rate', {
                  rate: format.number(expected.perThousand, { maximumSignificantDigits: 3 }),
                  least: format.number(expected.atLeast, { maximumSignificantDigits: 3 }),
                  unit: unitName ?? '',
                })}
              </span>
            )}
          </li>
        ))}
      </ol>
      <a href={`/hot-spots?from=${period.from}&to=${period.to}`} className="not-printed">
        {t('inside.hot.more')}
      </a>
    </div>
  )
}

function Potholes({ page: { potholes } }: { page: InsideOut }) {
  const t = useText()
  const format = useFormat()
  return (
    <div>
      <h2>{t('inside.potholes.title')}</h2>
      <p className={classes.quiet}>{t('inside.potholes.why')}</p>
      {potholes.length === 0 ? (
        <p>{t('inside.potholes.none')}</p>
      ) : (
        <ol className={classes.list}>
          {potholes.map(({ id, statement, owner, openedAt, complaints }) => (
            <li key={id}>
              {statement}{' '}
              <span className={classes.quiet}>
                {t('inside.potholes.of', { owner: owner.name, date: format.date(openedAt), count: complaints })}
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}
