import { useFormat, useText } from '../../language/useLanguage.ts'
import { DueWords } from '../PotholesPage.tsx'
import type { Pothole } from '../parts.tsx'
import { PotholeHistory } from './PotholeHistory.tsx'
import { PotholeNumbers } from './PotholeNumbers.tsx'
import classes from './record.module.css'

/** What keeps hurting customers, whose it is, how much it hurts, and what happened so far. */
export function RecordPart({ pothole }: { pothole: Pothole }) {
  return (
    <div className={classes.columns}>
      <div>
        <p className={classes.statement}>{pothole.statement}</p>
        <PotholeNumbers pothole={pothole} />
        <PotholeHistory pothole={pothole} />
      </div>
      <Facts pothole={pothole} />
    </div>
  )
}

function Facts({ pothole }: { pothole: Pothole }) {
  const t = useText()
  const format = useFormat()
  const { owner, openedAt, openedBy, harm, harmNote, loss } = pothole
  return (
    <section aria-labelledby="facts">
      <h2 id="facts" className={classes.quiet}>
        {t('complaint.facts')}
      </h2>
      <dl className={classes.facts}>
        <dt>{t('pothole.owner')}</dt>
        <dd>{owner.name}</dd>
        <dt>{t('pothole.due')}</dt>
        <dd>
          <DueWords pothole={pothole} />
        </dd>
        <dt>{t('pothole.opened_on')}</dt>
        <dd>
          {format.date(openedAt)}
          {openedBy && `, ${openedBy.name}`}
        </dd>
        <dt>{t('pothole.origin')}</dt>
        <dd>
          <Origin pothole={pothole} />
        </dd>
        <dt>{t('pothole.harm')}</dt>
        <dd>{harm.length > 0 ? harm.map((each) => t(`pothole.harm.${each}`)).join(', ') : t('pothole.not_said')}</dd>
        {harmNote && (
          <>
            <dt>{t('pothole.harm_note')}</dt>
            <dd>{harmNote}</dd>
          </>
        )}
        <dt>{t('pothole.loss')}</dt>
        <dd>{loss ? format.money(loss.each, loss.currency) : t('pothole.not_known')}</dd>
      </dl>
    </section>
  )
}

function Origin({ pothole: { origin, originRef } }: { pothole: Pothole }) {
  const t = useText()
  const words = t(`pothole.origin.${origin}`)
  const href = originRef && hrefOf(origin, originRef)
  return href ? <a href={href}>{words}</a> : words
}

function hrefOf(origin: Pothole['origin'], ref: string): string | null {
  if (origin === 'alarm' || origin === 'theme') return `/hot-spots/alarms/${ref}`
  if (origin === 'escalation') return `/complaints/${ref}`
  if (origin === 'split') return `/potholes/${ref}`
  if (origin === 'hot_spot') return `/hot-spots?${ref}`
  return null
}
