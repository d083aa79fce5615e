import { Button } from '@mantine/core'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import classes from './InsideOut.module.css'
import type { InsideOut } from './InsideOutPage.tsx'

/** The answer in one sentence: how much the company makes itself, as far as that is known. */
export function Lead({ page }: { page: InsideOut }) {
  const t = useText()
  const format = useFormat()
  const date = (day: string) => format.date(`${day}T12:00:00`)
  const { period, complaints, coded, split } = page
  const company = split.groups.find(({ group }) => group === 'company')?.estimate ?? null
  const when = { from: date(period.from), to: date(period.to), count: complaints, coded }
  return (
    <section className={classes.lead} aria-label={t('causes.lead_label')}>
      {split.standing === 'known' && company && !company.tooFew && split.covered ? (
        <>
          <p className={classes.sentence}>
            {t('inside.lead_known', {
              share: format.share(company.share),
              interval: format.shareInterval(company.interval.low, company.interval.high),
              count: split.covered.complaints,
              from: date(split.covered.from),
              to: date(split.covered.to),
            })}
          </p>
          <p className={classes.quiet}>{t('inside.lead_sample', { n: split.sample?.n ?? 0, all: complaints })}</p>
        </>
      ) : (
        <>
          <p className={classes.sentence}>{t('inside.lead_unknown', when)}</p>
          <Missing split={split} />
        </>
      )}
      {split.covered && split.covered.complaints < complaints && (
        <p className={classes.quiet}>{t('inside.only_with_words')}</p>
      )}
    </section>
  )
}

/** Why the shares of all complaints are not known, and what to do. */
function Missing({ split: { standing, sample } }: { split: InsideOut['split'] }) {
  const t = useText()
  const format = useFormat()
  const may = useMay()
  const date = (day: string) => format.date(`${day}T12:00:00`)
  return (
    <div className={classes.missing}>
      <p>
        {t(`inside.missing.${standing === 'known' ? 'too_small' : standing}`, {
          name: sample?.name ?? '',
          from: sample ? date(sample.from) : '',
          to: sample ? date(sample.to) : '',
          n: sample?.n ?? 0,
        })}
      </p>
      {may('listSamples') && (
        <Button component="a" href="/samples" variant="light" size="xs" className="not-printed">
          {t('inside.to_samples')}
        </Button>
      )}
    </div>
  )
}
