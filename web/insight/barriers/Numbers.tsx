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
  const found = [
    { key: 'back', label: t('barriers.back'), share: thereAndBack, isRecorded: handoffs.total > 0 },
    { key: 'pingpong', label: t('barriers.pingpong'), share: pingPong, isRecorded: handoffs.total > 0 },
    { key: 'dead', label: t('barriers.dead'), share: deadEnds.share, isRecorded: true },
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
      <div>
        <dt>{t('barriers.passed')}</dt>
        <dd>
          <CountLink count={handoffs.passed.count} href={hrefOfNumber('handoff')} />
          <small>
            <ShareWords share={handoffs.passed} isRecorded={handoffs.total > 0} />
          </small>
        </dd>
      </div>
      {found.map(({ key, label, share, isRecorded }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd>
            <CountLink count={share.count} href={hrefOfNumber(key)} />
            <small>
              <ShareWords share={share} isRecorded={isRecorded} />
            </small>
          </dd>
        </div>
      ))}
    </dl>
  )
}
