import { useFormat, useText } from '../language/useLanguage.ts'
import { Wide } from '../ui/Wide.tsx'
import type { Agreement } from './sample.ts'
import classes from './Samples.module.css'

type Shown = { share: number | null; interval: { low: number; high: number } | null; tooFew: boolean }

/** Agreement class by class, and how often each coder gave each class. */
export function ClassTables({ agreement }: { agreement: Agreement }) {
  return (
    <>
      {agreement.shared > 0 && <ByClass agreement={agreement} />}
      <Prevalence agreement={agreement} />
    </>
  )
}

function ByClass({ agreement: { byClass } }: { agreement: Agreement }) {
  const t = useText()
  const format = useFormat()
  return (
    <Scrolled name={t('samples.by_class')}>
      <thead>
        <tr>
          <th scope="col">{t('samples.class')}</th>
          <th scope="col">{t('samples.given')}</th>
          <th scope="col">{t('samples.class_share')}</th>
        </tr>
      </thead>
      <tbody>
        {byClass.map((each) => (
          <tr key={each.class}>
            <th scope="row">{t(`cause.class.${each.class}`)}</th>
            <td>{format.number(each.given)}</td>
            <ShareCell {...each} />
          </tr>
        ))}
      </tbody>
    </Scrolled>
  )
}

function Prevalence({ agreement: { prevalence, classes: named } }: { agreement: Agreement }) {
  const t = useText()
  return (
    <Scrolled name={t('samples.prevalence')}>
      <thead>
        <tr>
          <th scope="col">{t('samples.coder')}</th>
          {named.map((each) => (
            <th key={each} scope="col">
              {t(`cause.class.${each}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {prevalence.map(({ coder, shares }) => (
          <tr key={coder.id}>
            <th scope="row">{t('samples.coder_n', { coder: coder.name, n: shares[0]?.n ?? 0 })}</th>
            {shares.map((each) => (
              <ShareCell key={each.class} {...each} />
            ))}
          </tr>
        ))}
      </tbody>
    </Scrolled>
  )
}

function ShareCell({ share, interval, tooFew }: Shown) {
  const t = useText()
  const format = useFormat()
  if (share === null || tooFew) return <td className={classes.quiet}>{t('samples.too_few')}</td>
  return (
    <td>
      {format.share(share)}{' '}
      {interval && <span className={classes.quiet}>({format.shareInterval(interval.low, interval.high)})</span>}
    </td>
  )
}

function Scrolled({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <Wide label={name}>
      <table className={classes.table}>
        <caption>{name}</caption>
        {children}
      </table>
    </Wide>
  )
}
