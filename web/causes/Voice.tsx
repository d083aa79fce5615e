import type { AnswerOf } from '../api/client.ts'
import { useFormat, useLanguage, useText } from '../language/useLanguage.ts'
import classes from './VoicesPanel.module.css'

/** One complaint in the customer's own words, and where to read it whole. */
export function Voice({ item }: { item: AnswerOf<'listComplaints'>['items'][number] }) {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  const { reference, receivedAt, product, issue, causeClass, cause, excerpt, customer } = item
  const about = [product?.name, issue?.name].filter(Boolean).join(' · ')
  return (
    <article className={classes.voice}>
      <p className={classes.head}>
        <a href={`/complaints/${reference}`}>{reference}</a>
        <time dateTime={receivedAt}>{format.date(receivedAt)}</time>
        {customer?.name && <span>{customer.name}</span>}
      </p>
      <blockquote className={classes.words} lang={item.language === 'und' ? undefined : item.language}>
        {excerpt}
      </blockquote>
      <div className={classes.about}>
        <span>{about}</span>
        {causeClass && (
          <span className={classes.cause}>
            {t(`cause.class.${causeClass}`)}
            {cause && `: ${cause.name[language]}`}
          </span>
        )}
      </div>
    </article>
  )
}
