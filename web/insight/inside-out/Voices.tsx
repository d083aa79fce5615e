import { useFormat, useText } from '../../language/useLanguage.ts'
import classes from './InsideOut.module.css'
import type { InsideOut } from './InsideOutPage.tsx'

/** Three customers in their own words, drawn at random and not by us. */
export function Voices({ page: { voices } }: { page: InsideOut }) {
  const t = useText()
  const format = useFormat()
  return (
    <section className={classes.section}>
      <h2>{t('inside.voices.title')}</h2>
      <p className={classes.quiet}>
        {t('inside.voices.why', { count: voices.among, date: format.date(`${voices.chosenOn}T12:00:00`) })}
      </p>
      {voices.complaints.length === 0 && <p>{t('inside.voices.none')}</p>}
      <div className={classes.voices}>
        {voices.complaints.map(({ reference, receivedAt, language, words, isCut }) => (
          <article key={reference}>
            <p className={classes.quiet}>
              <a href={`/complaints/${reference}`}>{reference}</a>{' '}
              <time dateTime={receivedAt}>{format.date(receivedAt)}</time>
            </p>
            <blockquote lang={language === 'und' ? undefined : language}>
              {words}
              {isCut && '…'}
            </blockquote>
          </article>
        ))}
      </div>
    </section>
  )
}
