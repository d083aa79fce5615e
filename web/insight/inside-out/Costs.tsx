import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import { useFormat, useLanguage, useText } from '../../language/useLanguage.ts'
import { Failed } from '../../ui/Failed.tsx'
import { HowComputed } from '../../ui/HowComputed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { between, moneyWords, type Report } from '../silent/figures.ts'
import classes from './InsideOut.module.css'

const mostCauses = 5

/** What problems cost in a year, and at which causes the money is, beside what their repair costs. */
export function Costs() {
  const t = useText()
  const found = useQuery(ask('readSilentCustomers', { query: {} }))
  return (
    <section className={classes.section}>
      <h2>{t('inside.costs.title')}</h2>
      {found.isPending && <Loading lines={3} />}
      {found.isError && <Failed error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && <Found report={found.data} />}
    </section>
  )
}

function Found({ report }: { report: Report }) {
  const t = useText()
  const format = useFormat()
  const { market } = report
  const money = (value: number) => moneyWords(value, market.currency, format)
  const lost = market.damage?.money
  return (
    <>
      <p>
        {lost ? (
          <>
            <strong className={classes.figure}>{money(lost.likely)}</strong>{' '}
            <span className={classes.quiet}>
              {t('inside.costs.a_year', { between: between(lost, money, t), n: report.survey?.answered ?? 0 })}
            </span>
          </>
        ) : (
          t('inside.costs.missing', {
            count: market.missing.length,
            names: market.missing.map((name) => t(`market.input.${name}`)).join(', '),
          })
        )}
      </p>
      <Causes report={report} />
      <p className="not-printed">
        <a href="/silent-customers">{t('inside.costs.more')}</a>
      </p>
      <HowComputed
        parts={[t('market.how.formula'), t('market.how.ranges'), t('risk.how.formula'), t('market.how.source')]}
      />
    </>
  )
}

/** The causes with most money at risk; none while it is not known who complains of which. */
function Causes({ report: { causes, market } }: { report: Report }) {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  const money = (value: number) => moneyWords(value, market.currency, format)
  const rows = causes.isRanked ? causes.rows.filter((row) => row.money !== null).slice(0, mostCauses) : []
  if (rows.length === 0) return null
  return (
    <ol className={classes.list}>
      {rows.map(({ causeId, name, money: risk, repair }) => (
        <li key={causeId}>
          <a href={`/complaints?cause=${causeId}&from=${causes.from}&to=${causes.to}`}>{name[language]}</a>{' '}
          {risk && `${money(risk.likely)} (${between(risk, money, t)})`}
          {', '}
          <span className={classes.quiet}>
            {repair ? t('inside.costs.repair', { cost: money(repair.likely) }) : t('inside.costs.repair_unknown')}
          </span>
        </li>
      ))}
    </ol>
  )
}
