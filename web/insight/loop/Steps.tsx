import { useFormat, useText } from '../../language/useLanguage.ts'
import { HowComputed } from '../../ui/HowComputed.tsx'
import { Wide } from '../../ui/Wide.tsx'
import classes from './Loop.module.css'
import type { Loop } from './LoopPage.tsx'

type Step = Loop['steps'][number]

/** How far the complaints of the period came, and what leaked before each step. */
export function Steps({ loop: { steps, period } }: { loop: Loop }) {
  const t = useText()
  const most = steps[0]?.complaints ?? 0
  const told = steps.at(-1)?.complaints ?? 0
  return (
    <section className={classes.section} aria-labelledby="loop-steps">
      <p className={classes.sentence}>{t('loop.says', { received: most, told })}</p>
      <h2 id="loop-steps">{t('loop.steps')}</h2>
      <Wide label={t('loop.steps')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('loop.step')}</th>
              <th scope="col" className={classes.barColumn} aria-hidden />
              <th scope="col" data-number>
                {t('loop.complaints')}
              </th>
              <th scope="col">{t('loop.passed')}</th>
              <th scope="col" data-number>
                {t('loop.leaked')}
              </th>
            </tr>
          </thead>
          <tbody>
            {steps.map((step) => (
              <Row key={step.step} step={step} most={most} period={period} />
            ))}
          </tbody>
        </table>
      </Wide>
      <HowComputed parts={[t('loop.how.steps'), t('loop.how.share')]} />
    </section>
  )
}

function Row({ step: each, most, period }: { step: Step; most: number; period: Loop['period'] }) {
  const t = useText()
  const format = useFormat()
  const { step, complaints, leaked, passed } = each
  const href = hrefOf(each, period)
  const shown = format.number(complaints)
  const share =
    passed === null || passed.share === null || passed.interval === null
      ? '–'
      : passed.tooFew
        ? t('chart.too_few', { n: passed.count })
        : `${format.share(passed.share)} ${format.shareInterval(passed.interval.low, passed.interval.high)}`
  return (
    <tr>
      <th scope="row">{t(`loop.step.${step}`)}</th>
      <td aria-hidden>
        <span className={classes.bar} style={{ inlineSize: `${most === 0 ? 0 : (100 * complaints) / most}%` }} />
      </td>
      <td data-number>{href && complaints > 0 ? <a href={href}>{shown}</a> : shown}</td>
      <td>{share}</td>
      <td data-number>{leaked === null ? '–' : format.number(leaked)}</td>
    </tr>
  )
}

/** A filter of the list of complaints has at most so many values. */
const mostValues = 100

/** The complaints of a step; null where there are too many potholes to name in an address. */
function hrefOf({ step, potholeIds }: Step, { from, to }: Loop['period']): string | null {
  const days = `from=${from}&to=${to}`
  if (step === 'received') return `/complaints?${days}`
  if (step === 'coded') return `/complaints?${days}&coded=true`
  if (step === 'pothole') return `/complaints?${days}&pothole=-none`
  return potholeIds && potholeIds.length <= mostValues ? `/complaints?${days}&pothole=${potholeIds.join(',')}` : null
}
