import { IconAlertTriangle, IconMail, IconPhone } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/ask.ts'
import type { AnswerOf } from '../api/client.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import { useMay } from '../session/useSession.ts'
import { useNow } from '../ui/useNow.ts'
import classes from './ReachedMe.module.css'

type Reached = AnswerOf<'listReached'>[number]

/** For managers, before all else: the customers who reached them, with how to speak to each and what is still owed. */
export function ReachedMe() {
  const t = useText()
  const may = useMay()
  const { data } = useQuery({ ...ask('listReached', { query: { whose: 'mine' } }), enabled: may('listReached') })
  if (!data || data.length === 0) return null
  return (
    <section aria-labelledby="reached-me" className={classes.reached}>
      <h2 id="reached-me">{t('reached.title')}</h2>
      <p className={classes.quiet}>{t('reached.why')}</p>
      <ol className={classes.list}>
        {data.map((each) => (
          <Customer key={each.id} {...each} />
        ))}
      </ol>
    </section>
  )
}

function Customer({ reference, customer, why, askedBy, speakBy, spokeAt, saidSolvedAt, owed }: Reached) {
  const t = useText()
  const format = useFormat()
  const now = useNow()
  const waits = owed.includes('manager_speaks')
  const isLate = waits && Date.parse(speakBy) < now.getTime()
  return (
    <li className={classes.customer}>
      <p className={classes.head}>
        <a href={`/complaints/${reference}`} className={classes.name}>
          {customer?.name ?? t('complaint.anonymous')}
        </a>
        <span className={classes.quiet}>{reference}</span>
      </p>
      <p className={classes.state} data-late={isLate}>
        {isLate && <IconAlertTriangle size={14} aria-hidden />}
        {waits && t(isLate ? 'reached.late' : 'reached.waits', { when: format.relative(speakBy, now) })}
        {!waits && saidSolvedAt && t('reached.said_solved')}
        {!waits && !saidSolvedAt && spokeAt && t('reached.spoke', { when: format.relative(spokeAt, now) })}
      </p>
      <p className={classes.words} dir="auto">
        {t('reached.words', { by: askedBy === 'customer' ? 'customer' : 'us' })} {why}
      </p>
      {owed.length > 0 && (
        <p className={classes.quiet}>
          {t('escalation.owed')} {owed.map((each) => t(`escalation.owed.${each}`)).join(' · ')}
        </p>
      )}
      {waits && <Ways customer={customer} />}
    </li>
  )
}

/** How to speak to this customer, one press away. */
function Ways({ customer }: { customer: Reached['customer'] }) {
  const t = useText()
  if (!customer?.phone && !customer?.email) return null
  return (
    <p className={classes.ways}>
      {customer.phone && (
        <a href={`tel:${customer.phone.replaceAll(/[^\d+]/g, '')}`}>
          <IconPhone size={14} aria-hidden /> {t('reached.call', { phone: customer.phone })}
        </a>
      )}
      {customer.email && (
        <span className={classes.quiet}>
          <IconMail size={14} aria-hidden /> {customer.email}
        </span>
      )}
    </p>
  )
}
