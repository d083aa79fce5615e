import { useFormat, useText } from '../../language/useLanguage.ts'
import { HowComputed } from '../../ui/HowComputed.tsx'
import { Wide } from '../../ui/Wide.tsx'
import classes from './Loop.module.css'
import type { Loop } from './LoopPage.tsx'

type Passage = Loop['passages'][number]

/** How long a pothole takes from one step to the next, those that wait counted. */
export function Passages({ loop: { passages } }: { loop: Loop }) {
  const t = useText()
  return (
    <section className={classes.section} aria-labelledby="loop-passages">
      <h2 id="loop-passages">{t('loop.passages')}</h2>
      <Wide label={t('loop.passages')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('loop.passage')}</th>
              <th scope="col">{t('loop.half')}</th>
              <th scope="col" data-number>
                {t('loop.came')}
              </th>
              <th scope="col" data-number>
                {t('loop.oldest')}
              </th>
            </tr>
          </thead>
          <tbody>
            {passages.map((passage) => (
              <Row key={passage.to} passage={passage} />
            ))}
          </tbody>
        </table>
      </Wide>
      <HowComputed parts={[t('loop.how.passages'), t('loop.how.source')]} />
    </section>
  )
}

function Row({ passage: { to, n, passed, median, oldestWaiting } }: { passage: Passage }) {
  const t = useText()
  const format = useFormat()
  const days = (value: number | null) => (value === null ? t('loop.not_reached') : format.number(Math.round(value)))
  const half =
    median === null
      ? t('chart.too_few', { n })
      : t('loop.days_between', { days: days(median.days), low: days(median.low), high: days(median.high) })
  return (
    <tr>
      <th scope="row">{t(`loop.to.${to}`)}</th>
      <td>{half}</td>
      <td data-number>{t('loop.of', { passed, n })}</td>
      <td data-number>{oldestWaiting === null ? '–' : format.number(Math.floor(oldestWaiting))}</td>
    </tr>
  )
}
