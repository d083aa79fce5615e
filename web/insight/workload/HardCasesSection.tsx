import { useFormat, useText } from '../../language/useLanguage.ts'
import { HowComputed } from '../../ui/HowComputed.tsx'
import type { Report } from './WorkloadPage.tsx'
import classes from './WorkloadPage.module.css'

type Team = Report['teams'][number]

/** Whether hard cases are dealt blindly. Load, routing, limits and targets come first; nobody is named. */
export function HardCasesSection({ report: { teams } }: { report: Report }) {
  const t = useText()
  const shown = teams.filter(({ hardCases }) => hardCases.cases > 0)
  return (
    <section className={classes.section}>
      <h2>{t('workload.hard.title')}</h2>
      <p className={classes.quiet}>{t('workload.hard.first')}</p>
      <ol className={classes.quiet}>
        {(['load', 'routing', 'limits', 'targets'] as const).map((what) => (
          <li key={what}>{t(`workload.hard.${what}`)}</li>
        ))}
      </ol>
      {shown.length === 0 ? (
        <p>{t('workload.hard.none')}</p>
      ) : (
        <div className={classes.wide}>
          <table className={classes.table} aria-label={t('workload.hard.title')}>
            <thead>
              <tr>
                {(['team', 'load', 'cases', 'people', 'back'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(`workload.hard.column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((team) => (
                <Row key={team.id ?? 'none'} team={team} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <HowComputed
        parts={[
          t('workload.how.difficulty'),
          t('workload.how.hard_test'),
          t('workload.how.handed_back'),
          t('workload.how.hard_source'),
        ]}
      />
    </section>
  )
}

function Row({ team: { name, occupancy, hardCases } }: { team: Team }) {
  const t = useText()
  const format = useFormat()
  const { cases, hard, people, fewer, handedBack } = hardCases
  return (
    <tr>
      <th scope="row">{name ?? t('workload.teams.none')}</th>
      <td>{occupancy ? format.share(occupancy.share) : t('workload.teams.unknown')}</td>
      <td>{t('chart.count_of', { count: format.number(hard), n: format.number(cases) })}</td>
      <td>
        {hard === 0
          ? t('workload.hard.alike')
          : fewer === null
            ? t('chart.too_few_short')
            : t(fewer === 0 ? 'workload.hard.blind' : 'workload.hard.not_blind', { fewer, people })}
        {fewer !== null && fewer > 0 && <small>{t('workload.hard.remedy')}</small>}
      </td>
      <td>
        {handedBack === null
          ? t('chart.too_few_short')
          : handedBack.oddsRatio === null
            ? t('workload.hard.only_hard_back', { count: handedBack.back })
            : t('workload.hard.odds', {
                ratio: format.number(handedBack.oddsRatio, { maximumFractionDigits: 1 }),
                p: format.number(handedBack.p, { maximumSignificantDigits: 2 }),
                count: handedBack.back,
              })}
      </td>
    </tr>
  )
}
