import { useText } from '../../language/useLanguage.ts'
import { HowComputed } from '../../ui/HowComputed.tsx'
import { type Report, useBarriersAddress } from './address.ts'
import classes from './BarriersPage.module.css'
import { CountLink, ShareWords } from './Figure.tsx'
import { useBarrierName } from './names.ts'

/** What most customers met, first, in their own words. */
export function BarrierList({ report }: { report: Report }) {
  const t = useText()
  const { hrefOfNumber } = useBarriersAddress()
  const nameOf = useBarrierName(report)
  return (
    <section className={classes.section}>
      <h2>{t('barriers.list.title')}</h2>
      {report.barriers.length === 0 ? (
        <p className={classes.missing}>{t('barriers.list.none')}</p>
      ) : (
        <ol className={classes.barriers}>
          {report.barriers.map(({ kind, place, other, share, voices }) => (
            <li key={`${kind}~${place}~${other}`}>
              <h3>{nameOf({ kind, place, other })}</h3>
              <p className={classes.met}>
                {t('barriers.list.met')} <CountLink count={share.count} href={hrefOfNumber(kind, place, other)} />
                {' · '}
                <ShareWords share={share} />
              </p>
              {voices.map(({ reference, words }) => (
                <blockquote key={reference}>
                  {words} <a href={`/complaints/${reference}`}>{reference}</a>
                </blockquote>
              ))}
              {voices.length === 0 && <p className={classes.quiet}>{t('barriers.list.no_words')}</p>}
            </li>
          ))}
        </ol>
      )}
      <HowComputed parts={[t('barriers.how.list'), t('barriers.how.share'), t('barriers.how.blame')]} />
    </section>
  )
}
