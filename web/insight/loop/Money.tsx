import { useFormat, useText } from '../../language/useLanguage.ts'
import { HowComputed } from '../../ui/HowComputed.tsx'
import { between, moneyWords } from '../silent/figures.ts'
import classes from './Loop.module.css'
import type { Loop } from './LoopPage.tsx'

/** What open potholes cost customers in a year, beside what is spent on repairs. */
export function Money({ loop: { money, lossUnknown } }: { loop: Loop }) {
  const t = useText()
  const format = useFormat()
  return (
    <section className={classes.section} aria-labelledby="loop-money">
      <h2 id="loop-money">{t('loop.money')}</h2>
      {money.map(({ currency, leaking, potholes, repairs }) => {
        const say = (amount: number) => moneyWords(amount, currency, format)
        return (
          <dl key={currency} className={classes.numbers}>
            <div>
              <dt>{t('loop.money_leaking', { count: potholes })}</dt>
              <dd>
                {say(leaking.amount)} <span className={classes.quiet}>{between(leaking, say, t)}</span>
              </dd>
            </div>
            <div>
              <dt>{t('loop.money_repairs')}</dt>
              <dd>{say(repairs)}</dd>
            </div>
          </dl>
        )
      })}
      {money.length === 0 && <p>{t('loop.money_none')}</p>}
      {lossUnknown > 0 && <p className={classes.quiet}>{t('loop.money_unknown', { count: lossUnknown })}</p>}
      <HowComputed parts={[t('loop.how.money')]} />
    </section>
  )
}
