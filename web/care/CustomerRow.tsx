import {
  IconAlertTriangle,
  IconArrowsExchange,
  IconArrowUp,
  IconClock,
  IconMessage,
  IconMessagePlus,
} from '@tabler/icons-react'
import type { AnswerOf } from '../api/client.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import { useNow } from '../ui/useNow.ts'
import classes from './CarePage.module.css'
import { SnoozeMenu } from './SnoozeMenu.tsx'

type CareCustomer = AnswerOf<'readCare'>['customers'][number]
type CareComplaint = CareCustomer['complaints'][number]
type Reason = CareComplaint['reasons'][number]

const signs = {
  wants_decision: IconArrowUp,
  promise_broken: IconAlertTriangle,
  update_overdue: IconAlertTriangle,
  customer_wrote: IconMessage,
  nobody_answered: IconMessagePlus,
  promise_due: IconClock,
  handover: IconArrowsExchange,
  update_soon: IconClock,
  later: IconClock,
} satisfies Record<Reason['why'], typeof IconClock>
const pressing: Reason['why'][] = ['wants_decision', 'promise_broken', 'update_overdue']

/** One customer: why they need somebody now, what they said last, and what else of theirs is open. */
export function CustomerRow({ customer, complaints, isMine }: CareCustomer & { isMine: boolean }) {
  const t = useText()
  const [first, ...others] = complaints as [CareComplaint, ...CareComplaint[]]
  return (
    <li className={classes.customer}>
      <div className={classes.words}>
        <p className={classes.head}>
          <a href={`/complaints/${first.reference}`} className={classes.name}>
            {customer?.name ?? t('complaint.anonymous')}
          </a>
          <span className={classes.quiet}>{first.reference}</span>
          {first.timesCustomerRepeated > 0 && (
            <span className={classes.repeated}>{t('story.repeated', { count: first.timesCustomerRepeated })}</span>
          )}
        </p>
        <ul className={classes.reasons} aria-label={t('care.why')}>
          {first.reasons.map((reason) => (
            <WhyNow key={reason.why} {...reason} />
          ))}
        </ul>
        <p className={classes.excerpt} dir="auto" lang={first.language === 'und' ? undefined : first.language}>
          {first.excerpt ?? first.title ?? first.about ?? t('complaint.words_unknown')}
        </p>
        {others.map((each) => (
          <p key={each.id} className={classes.other}>
            <a href={`/complaints/${each.reference}`}>{each.reference}</a>{' '}
            {each.reasons[0] && <WhyNow {...each.reasons[0]} as="span" />}
          </p>
        ))}
      </div>
      {isMine && <SnoozeMenu complaint={first} />}
    </li>
  )
}

function WhyNow({ why, at, as: Part = 'li' }: Reason & { as?: 'li' | 'span' }) {
  const t = useText()
  const format = useFormat()
  const now = useNow()
  const Sign = signs[why]
  return (
    <Part className={classes.reason} data-pressing={pressing.includes(why)}>
      <Sign size={14} aria-hidden />
      <time dateTime={at} title={format.dateTime(at)}>
        {t(`care.why.${why}`, { when: format.relative(at, now) })}
      </time>
    </Part>
  )
}
