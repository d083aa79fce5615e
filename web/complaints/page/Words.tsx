import { useText } from '../../language/useLanguage.ts'
import { MarkedHere } from '../../search/MarkedHere.tsx'
import type { Complaint } from '../people.ts'
import classes from './Words.module.css'

/** What the customer said, verbatim and first. */
export function Words({ complaint }: { complaint: Complaint }) {
  const t = useText()
  const { title, text, language, imported, product, issue } = complaint
  const about = title ?? [product?.name, issue?.name].filter(Boolean).join(' · ')
  return (
    <section aria-labelledby="words" className={classes.words}>
      <h2 id="words" className={classes.heading}>
        {t('complaint.words')}
      </h2>
      {text === null ? (
        <>
          {about && <p className={classes.about}>{about}</p>}
          <p className={classes.unknown}>
            {t('complaint.words_unknown')} {imported && t('complaint.words_unknown_imported')}
          </p>
        </>
      ) : (
        <blockquote lang={language === 'und' ? undefined : language} dir="auto" className={classes.said}>
          {title && (
            <p className={classes.title}>
              <MarkedHere text={title} />
            </p>
          )}
          <MarkedHere text={text} />
        </blockquote>
      )}
    </section>
  )
}
