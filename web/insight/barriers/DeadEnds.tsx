import { useText } from '../../language/useLanguage.ts'
import { HowComputed } from '../../ui/HowComputed.tsx'
import { type Report, useBarriersAddress } from './address.ts'
import classes from './BarriersPage.module.css'
import { CountLink, Figures, ShareWords } from './Figure.tsx'
import { usePlaceNames } from './names.ts'

const closures = ['decided', 'no_answer', 'withdrawn', 'historic'] as const

/** Where complaints ended without the customer's word that it is solved, and from where they had to go to management. */
export function DeadEnds({ report }: { report: Report }) {
  const t = useText()
  const { hrefOfNumber } = useBarriersAddress()
  const nameOf = usePlaceNames(report)
  const { deadEnds, escalations, returns } = report
  const atLayers = (what: string, rows: Report['escalations']['from']) =>
    rows.map(({ place, layer, complaints }) => ({
      key: `${place}~${layer}`,
      cells: [
        nameOf(place),
        t(`barriers.layer.${layer}`),
        <CountLink key="n" count={complaints} href={hrefOfNumber(what, place, layer)} />,
      ],
    }))
  const columns = [t('barriers.ends.team'), t('barriers.ends.layer'), t('barriers.complaints')]
  return (
    <section className={classes.section}>
      <h2>{t('barriers.ends.title')}</h2>
      <p>
        {t('barriers.ends.share')} <ShareWords share={deadEnds.share} />
        <br />
        {t('barriers.ends.returns')} <CountLink count={returns.count} href={hrefOfNumber('returned')} />
        {' · '}
        <ShareWords share={returns} />
      </p>
      {deadEnds.how.length > 0 && (
        <Figures
          caption={t('barriers.ends.how')}
          columns={[t('barriers.ends.closure'), t('barriers.complaints')]}
          rows={deadEnds.how.map(({ closure, complaints }) => {
            const known = closures.find((each) => each === closure)
            return {
              key: closure,
              cells: [
                known ? t(`closure.${known}`) : closure,
                <CountLink key="n" count={complaints} href={hrefOfNumber('ended', '', closure)} />,
              ],
            }
          })}
        />
      )}
      {deadEnds.at.length > 0 && (
        <Figures caption={t('barriers.ends.at')} columns={columns} rows={atLayers('dead', deadEnds.at)} />
      )}
      {escalations.from.length > 0 && (
        <Figures caption={t('barriers.ends.from')} columns={columns} rows={atLayers('escalated', escalations.from)} />
      )}
      <HowComputed parts={[t('barriers.how.ends'), t('barriers.how.share'), t('barriers.how.layers')]} />
    </section>
  )
}
