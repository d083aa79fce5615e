import { NumberInput } from '@mantine/core'
import { useState } from 'react'
import { agentsFor, erlangA, erlangC } from '../../../src/stats/index.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { HowComputed } from '../../ui/HowComputed.tsx'
import classes from './WorkloadPage.module.css'

const usual = { callsPerHour: 200, handleSeconds: 180, withinSeconds: 20, level: 80, patienceSeconds: 120, agents: 13 }
type Given = typeof usual
const most = {
  callsPerHour: 100_000,
  handleSeconds: 36_000,
  withinSeconds: 3600,
  level: 99,
  patienceSeconds: 36_000,
  agents: 2000,
}

/** How many people a telephone line needs: callers who all wait, and callers who give up, side by side. */
export function LineCalculator() {
  const t = useText()
  const [given, setGiven] = useState<Given>(usual)
  const fields = Object.keys(usual) as (keyof Given)[]
  const isWhole = fields.every((field) => given[field] >= 1 && given[field] <= most[field])
  return (
    <section className={classes.section}>
      <h2>{t('workload.line.title')}</h2>
      <p className={classes.quiet}>{t('workload.line.text')}</p>
      <div className={classes.form}>
        {fields.map((field) => (
          <NumberInput
            key={field}
            min={1}
            max={most[field]}
            allowDecimal={field !== 'agents'}
            label={t(`workload.line.${field}`)}
            value={given[field]}
            onChange={(value) => setGiven({ ...given, [field]: Number(value) })}
          />
        ))}
      </div>
      {isWhole ? <Answer {...given} /> : <p>{t('workload.line.incomplete')}</p>}
      <HowComputed parts={[t('workload.how.erlang_c'), t('workload.how.erlang_a'), t('workload.how.erlang_source')]} />
    </section>
  )
}

function Answer({ level, ...given }: Given) {
  const t = useText()
  const format = useFormat()
  const agents = Math.round(given.agents)
  const all = erlangC({ ...given, agents })
  const impatient = erlangA({ ...given, agents })
  const needed = agentsFor({ ...given, level: level / 100 })
  const seconds = (value: number) =>
    t('workload.line.seconds', { seconds: format.number(value, { maximumFractionDigits: 1 }) })
  const none = t('workload.line.endless')
  const rows = [
    ['occupancy', all && format.share(all.occupancy), format.share(impatient.occupancy)],
    ['waits', all && format.share(all.waits), format.share(impatient.waits)],
    ['service', all && format.share(all.serviceLevel), null],
    ['average', all && seconds(all.averageWait), seconds(impatient.averageWait)],
    ['abandons', null, format.share(impatient.abandons)],
  ] as const
  return (
    <>
      <p aria-live="polite">
        {t('workload.line.needed', {
          agents: needed,
          level: format.share(level / 100),
          seconds: format.number(given.withinSeconds),
        })}
      </p>
      <div className={classes.wide}>
        <table className={classes.table} aria-label={t('workload.line.title')}>
          <thead>
            <tr>
              <th scope="col">{t('workload.line.with', { agents })}</th>
              <th scope="col">{t('workload.line.all_wait')}</th>
              <th scope="col">{t('workload.line.some_leave')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([what, patient, leaving]) => (
              <tr key={what}>
                <th scope="row">{t(`workload.line.row.${what}`)}</th>
                <td>{patient ?? (what === 'abandons' ? '–' : none)}</td>
                <td>{leaving ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
