import { useFormat, useText } from '../../language/useLanguage.ts'
import { useBarriersAddress, type Report } from './address.ts'
import classes from './BarriersPage.module.css'
import { CountLink, ShareWords } from './Figure.tsx'

/** The whole in six numbers. */
export function Numbers({ report }: { report: Report }) {
  const t = useText()
  const format = useFormat()
  const { hrefOfNumber } = useBarriersAddress()
  const { complaints, ended, handoffs, thereAndBack, pingPong, deadEnds, escalations } = report
  const isPassed = handoffs.total > 0
  const found = [
    { key: 'handoff', label: t('barriers.passed'), share: handoffs.passed, isRecorded: isPassed },
    { key: 'back', label: t('barriers.back'), share: thereAndBack, isRecorded: isPassed },
    { key: 'pingpong', label: t('barriers.pingpong'), share: pingPong, isRecorded: isPassed },
    { key: 'dead', label: t('barriers.dead'), share: deadEnds.share, isRecorded: deadEnds.share.n > 0 },
    {
      key: 'escalated',
      label: t('barriers.escalated'),
      share: escalations.share,
      isRecorded: escalations.share.count > 0,
    },
  ]
  return (
    <dl className={classes.numbers}>
      <div>
        <dt>{t('barriers.complaints')}</dt>
        <dd>
          <CountLink count={complaints} href={hrefOfNumber('case')} />
          <small>{t('barriers.still_open', { count: format.number(ended.open) })}</small>
        </dd>
      </div>
      {found.map(({ key, label, share, isRecorded }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd>
            {isRecorded ? <CountLink count={share.count} href={hrefOfNumber(key)} /> : <span aria-hidden>–</span>}
            <small>
              <ShareWords share={share} isRecorded={isRecorded} />
            </small>
          </dd>
        </div>
      ))}
    </dl>
  )
}
