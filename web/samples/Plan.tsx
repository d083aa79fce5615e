import type { AnswerOf } from '../api/client.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import { HowComputed } from '../ui/HowComputed.tsx'
import classes from './Samples.module.css'
import { Strata } from './Strata.tsx'

type PlanProps = { plan: AnswerOf<'planSample'>; size: number; onlyWithWords: boolean }

/** What is drawn from, and what interval this and other sizes give. */
export function Plan({ plan: { received, frame, strata, precision, sizes }, size, onlyWithWords }: PlanProps) {
  const t = useText()
  const format = useFormat()
  const points = (halfWidth: number) => format.number(halfWidth * 100, { maximumFractionDigits: 1 })
  return (
    <section aria-label={t('samples.plan')} className={classes.plan}>
      <p>
        {t('samples.plan_frame', { frame })}{' '}
        {onlyWithWords && received > frame && t('samples.plan_without_words', { count: received - frame })}
      </p>
      {precision && (
        <p>
          <strong>
            {t('samples.plan_precision', { size: Math.min(size, frame), points: points(precision.halfWidth) })}
          </strong>
        </p>
      )}
      {sizes.length > 0 && (
        <table className={classes.table}>
          <caption>{t('samples.sizes')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('samples.size')}</th>
              <th scope="col">{t('samples.half_width')}</th>
            </tr>
          </thead>
          <tbody>
            {sizes.map((each) => (
              <tr key={each.size}>
                <th scope="row">{format.number(each.size)}</th>
                <td>{t('samples.points', { points: points(each.halfWidth) })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {strata.length > 1 && <Strata strata={strata} />}
      <HowComputed parts={[t('samples.how.precision'), t('samples.how.precision_source')]} />
    </section>
  )
}
