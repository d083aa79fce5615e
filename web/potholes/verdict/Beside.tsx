import { Table } from '@mantine/core'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { Wide } from '../../ui/Wide.tsx'
import type { Verdict } from './VerdictPart.tsx'
import classes from './verdict.module.css'

type Ratio = { ratio: number | null; low: number; high: number | null; p: number | null }

/** The same days by methods that allow for one look. */
export function Beside({ verdict: { beside } }: { verdict: Verdict }) {
  const t = useText()
  const format = useFormat()
  const { target, controls, relative, exact, course } = beside
  const overall = course && { ratio: course.overall.value, low: course.overall.low, high: course.overall.high, p: null }
  const rows: { method: Method; ratio: Ratio | null }[] = [
    { method: 'target', ratio: target },
    { method: 'controls', ratio: controls },
    { method: 'relative', ratio: relative },
    { method: 'exact', ratio: exact },
    { method: 'course', ratio: overall },
    { method: 'trend', ratio: course?.trend ?? null },
  ]
  const known = rows.flatMap(({ method, ratio }) => (ratio ? [{ method, ratio }] : []))
  if (known.length === 0) return null
  return (
    <section className={classes.section} aria-labelledby="beside">
      <h2 id="beside">{t('verdict.beside')}</h2>
      <p className={classes.quiet}>{t('verdict.beside_why')}</p>
      <Wide label={t('verdict.beside')}>
        <Table>
          <thead>
            <tr>
              <th scope="col">{t('verdict.method')}</th>
              <th scope="col">{t('verdict.ratio')}</th>
              <th scope="col">{t('verdict.interval')}</th>
              <th scope="col">p</th>
            </tr>
          </thead>
          <tbody>
            {known.map(({ method, ratio }) => (
              <Row key={method} method={method} ratio={ratio} />
            ))}
          </tbody>
        </Table>
      </Wide>
      {course && course.durbinWatson < 1.5 && (
        <p className={classes.quiet}>
          {t('verdict.course_hangs', { value: format.number(course.durbinWatson, { maximumFractionDigits: 2 }) })}
        </p>
      )}
    </section>
  )
}

type Method = 'target' | 'controls' | 'relative' | 'exact' | 'course' | 'trend'

function Row({ method, ratio: { ratio, low, high, p } }: { method: Method; ratio: Ratio }) {
  const t = useText()
  const format = useFormat()
  const digits = method === 'trend' ? 3 : 2
  const number = (value: number | null) =>
    value === null ? '∞' : format.number(value, { minimumFractionDigits: digits, maximumFractionDigits: digits })
  const chance =
    p !== null && p < 0.001 ? `< ${format.number(0.001)}` : format.number(p ?? 0, { maximumFractionDigits: 3 })
  return (
    <tr>
      <th scope="row">{t(`verdict.method.${method}`)}</th>
      <td>{number(ratio)}</td>
      <td>
        {number(low)} – {number(high)}
      </td>
      <td>{p === null ? '' : chance}</td>
    </tr>
  )
}
