import { verdictIn } from '../../../src/potholes/verdicts/words.ts'
import { hrefOf } from '../../causes/address.ts'
import { nameIn } from '../../causes/openings.ts'
import { useFormat, useLanguage, useText } from '../../language/useLanguage.ts'
import { StateBadge } from '../../potholes/StateBadge.tsx'
import { dayIn } from '../../potholes/verdict/day.ts'
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

function Potholes({ page: { potholes, period } }: { page: InsideOut }) {
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
          {potholes.map(({ id, name, statement, state, owner, openedAt, complaints, verdict }) => (
            <li key={id}>
              <a href={`/potholes/${id}`}>{name}</a> <StateBadge state={state} />{' '}
              <Count count={complaints} href={`/complaints?pothole=${id}&from=${period.from}&to=${period.to}`} />
              <div>{statement}</div>
              <Said verdict={verdict} />
              <div className={classes.quiet}>
                {t('inside.potholes.of', { owner: owner.name, date: format.date(openedAt) })}
              </div>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

function Count({ count, href }: { count: number; href: string }) {
  const t = useText()
  const words = t('inside.complaints', { count })
  return count > 0 ? <a href={href}>{words}</a> : <span className={classes.quiet}>{words}</span>
}

/** What is said of its fix, with size and interval; while nothing is shown, from when it can be. */
function Said({ verdict }: { verdict: InsideOut['potholes'][number]['verdict'] }) {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  if (!verdict) return <div className={classes.quiet}>{t('inside.potholes.no_fix')}</div>
  const { word, reason, canTellFrom, asOf } = verdict
  return (
    <div>
      {verdictIn(language, verdict)}
      {word === 'no_effect' && !reason && canTellFrom !== null && canTellFrom > asOf && (
        <> {t('verdict.can_tell', { date: dayIn(format, canTellFrom) })}</>
      )}
    </div>
  )
}
