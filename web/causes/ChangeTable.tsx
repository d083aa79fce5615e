import { type Translate, useFormat, useText } from '../language/useLanguage.ts'
import { useAddress } from './address.ts'
import { type Change, changeOf } from './change.ts'
import classes from './ChangeTable.module.css'
import type { Report } from './useReport.ts'

type Compared = Report['asPlanned']
type Format = ReturnType<typeof useFormat>

/** Each class in numbers, where in it the cause lies, and what can be said of it against the period before. */
export function ChangeTable({ report }: { report: Report }) {
  const t = useText()
  return (
    <table className={classes.table}>
      <caption>{t('causes.change.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('causes.class')}</th>
          <th scope="col">{t('causes.change.now')}</th>
          <th scope="col">{t('causes.change.before')}</th>
          <th scope="col">{t('causes.change.change')}</th>
        </tr>
      </thead>
      <tbody>
        {report.classes.map((each) => (
          <Row key={each.class} name={each.class} share={each} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ name, share }: { name: Report['classes'][number]['class']; share: Report['classes'][number] }) {
  const t = useText()
  const format = useFormat()
  return (
    <tr>
      <th scope="row">
        {t(`cause.class.${name}`)}
        <Loci share={share} />
      </th>
      <td data-label={t('causes.change.now')}>
        <ShareCell share={share} show={`class.${name}`} />
      </td>
      <td data-label={t('causes.change.before')}>
        <ShareCell share={share.before} show={`before.class.${name}`} />
      </td>
      <td data-label={t('causes.change.change')}>
        <span>{changeWords(changeOf(share), t, format)}</span>
      </td>
    </tr>
  )
}

/** Where in a class the causes lie: each a number that opens its complaints. */
function Loci({ share: { class: causeClass, loci } }: { share: Report['classes'][number] }) {
  const t = useText()
  const format = useFormat()
  const { hrefWith } = useAddress()
  if (causeClass === 'unknown' || loci.length === 0) return null
  return (
    <ul className={classes.loci}>
      {loci
        .filter(({ count }) => count > 0)
        .map(({ locus, count }) => (
          <li key={locus}>
            {locus === null ? t('causes.not_stated') : t(`cause.locus.${locus as 'person'}`)}{' '}
            <a href={hrefWith({ show: `locus.${causeClass}.${locus ?? 'none'}` })}>{format.number(count)}</a>
          </li>
        ))}
    </ul>
  )
}

type ShareCellProps = { share: Pick<Compared, 'count' | 'n' | 'share' | 'interval' | 'tooFew'>; show: string }

function ShareCell({ share: { count, n, share, interval, tooFew }, show }: ShareCellProps) {
  const t = useText()
  const format = useFormat()
  const { hrefWith } = useAddress()
  if (share === null || interval === null) return <span>{t('causes.change.none_coded')}</span>
  const counted = t('chart.count_of', { count: format.number(count), n: format.number(n) })
  return (
    <span>
      {tooFew ? (
        <span className={classes.few}>{t('chart.too_few_short')}</span>
      ) : (
        <>
          <strong>{format.share(share)}</strong>{' '}
          <span className={classes.interval}>{format.shareInterval(interval.low, interval.high)}</span>
        </>
      )}
      <br />
      {count > 0 ? <a href={hrefWith({ show })}>{counted}</a> : counted}
    </span>
  )
}

/** What the interval of the difference allows to say. Differences are in percentage points. */
export function changeWords(change: Change, t: Translate, format: Format): string {
  if (change.kind === 'nothing_before' || change.kind === 'too_few') return t(`causes.change.${change.kind}`)
  const points = (difference: number) =>
    format.number(difference * 100, { maximumFractionDigits: 0, signDisplay: 'negative' }).replace('-', '−')
  const { kind, difference, low, high } = change
  // A fall is told by its size: "down by 12 (5 to 19)".
  const [by, from, to] = kind === 'fell' ? [-difference, -high, -low] : [difference, low, high]
  return t(`causes.change.${kind}`, { by: points(by), from: points(from), to: points(to) })
}
