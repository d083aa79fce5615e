import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import type { Complaint } from '../people.ts'
import factClasses from './Facts.module.css'
import classes from './Story.module.css'

/** What the customer need not say again: what we asked and they answered, and what else they told us. Nothing where there is none. */
export function Story({ complaint: { reference, timesCustomerRepeated } }: { complaint: Complaint }) {
  const t = useText()
  const format = useFormat()
  const { data } = useQuery(ask('readStory', { params: { reference } }))
  if (!data || data.asked.length + data.others.length + timesCustomerRepeated === 0) return null
  return (
    <section aria-labelledby="story" className={classes.story}>
      <h2 id="story" className={factClasses.heading}>
        {t('story.title')}
      </h2>
      {timesCustomerRepeated > 0 && (
        <p className={classes.repeated}>{t('story.repeated', { count: timesCustomerRepeated })}</p>
      )}
      {data.asked.length > 0 && (
        <>
          <h3 className={classes.heading}>{t('story.asked')}</h3>
          <dl className={classes.asked}>
            {data.asked.map(({ question, at, by, answer }) => (
              <div key={`${at} ${question}`}>
                <dt dir="auto">
                  {question}
                  <span className={classes.quiet}>
                    {by ? t('story.asked_by', { who: by, when: format.date(at) }) : format.date(at)}
                  </span>
                </dt>
                <dd dir="auto">
                  {answer ? answer.text : <span className={classes.quiet}>{t('story.unanswered')}</span>}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {data.others.length > 0 && (
        <>
          <h3 className={classes.heading}>{t('story.others')}</h3>
          <ul className={classes.others}>
            {data.others.map(({ reference: other, receivedAt, channel, closedAt, excerpt }) => (
              <li key={other}>
                <a href={`/complaints/${other}`}>{excerpt ?? other}</a>
                <span className={classes.quiet}>
                  {format.date(receivedAt)} · {t(`channel.${channel}`)} · {t(closedAt ? 'story.closed' : 'story.open')}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
