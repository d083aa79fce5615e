import { useFormat, useText } from '../../language/useLanguage.ts'
import { hrefOf } from '../../causes/address.ts'
import { toneOf } from '../../causes/tones.ts'
import type { Share } from '../../../src/charts/shares.ts'
import { SharesChart } from '../../ui/charts/SharesChart.tsx'
import { HowComputed } from '../../ui/HowComputed.tsx'
import classes from './InsideOut.module.css'
import type { InsideOut } from './InsideOutPage.tsx'

type Split = InsideOut['split']
type Row = Split['classes'][number] | Split['groups'][number]

/** Shares of all complaints where a random sample says them; else of those that people coded, and named so. */
export function SplitCharts({ page }: { page: InsideOut }) {
  const t = useText()
  const { split, period } = page
  const isKnown = split.standing === 'known'
  const n = isKnown ? (split.sample?.n ?? 0) : page.coded
  const open = (show: string) => hrefOf({ ...period, show })
  return (
    <section className={classes.section}>
      <div className={classes.columns}>
        <SharesChart
          title={t(isKnown ? 'inside.groups.title' : 'inside.groups.title_coded')}
          description={t(isKnown ? 'inside.groups.description' : 'inside.coded_only', { n })}
          shares={split.groups.map((row) => ({
            ...barOf(row, isKnown),
            key: row.group,
            label: t(row.group === 'unknown' ? 'cause.class.unknown' : `cause.group.${row.group}`),
            tone: row.group === 'unknown' ? 'unknown' : 'first',
            published: row.published ?? undefined,
            href: row.people.count > 0 && row.group !== 'unknown' ? open(`group.${row.group}`) : undefined,
          }))}
          n={n}
          publishedBy={t('causes.groups.published_by')}
          note={t('causes.groups.note')}
        />
        <div>
          <SharesChart
            title={t(isKnown ? 'inside.classes.title' : 'inside.classes.title_coded')}
            description={t(isKnown ? 'inside.classes.description' : 'inside.coded_only', { n })}
            shares={split.classes.map((row) => ({
              ...barOf(row, isKnown),
              key: row.class,
              label: t(`cause.class.${row.class}`),
              tone: toneOf[row.class],
              href: row.people.count > 0 ? open(`class.${row.class}`) : undefined,
            }))}
            n={n}
          />
          <AsPlanned page={page} />
        </div>
      </div>
      <How page={page} />
    </section>
  )
}

function barOf({ estimate, people }: Row, isKnown: boolean): Pick<Share, 'count' | 'estimate' | 'isTooFew'> {
  if (!isKnown) {
    const { count, share, interval, tooFew } = people
    const bar = share === null || interval === null || tooFew ? null : { share, ...interval }
    return { count, estimate: bar, isTooFew: tooFew && share !== null }
  }
  if (!estimate) return { count: 0, estimate: null }
  const { positives, share, interval, tooFew } = estimate
  return { count: positives, estimate: tooFew ? null : { share, ...interval }, isTooFew: tooFew }
}

/** The strict share: what went as planned and hurt all the same. */
function AsPlanned({ page: { split, period } }: { page: InsideOut }) {
  const t = useText()
  const format = useFormat()
  const surprise = split.classes.find((row) => row.class === 'surprise')
  const estimate = surprise?.estimate
  return (
    <div className={classes.planned}>
      <h3>{t('cause.group.as_planned')}</h3>
      <p>
        {estimate && !estimate.tooFew ? (
          <>
            <strong className={classes.figure}>{format.share(estimate.share)}</strong>{' '}
            <span className={classes.quiet}>
              {format.shareInterval(estimate.interval.low, estimate.interval.high)}{' '}
              {t('inside.of_sample', { count: estimate.positives, n: split.sample?.n ?? 0 })}
            </span>
          </>
        ) : (
          t('inside.not_known_of_all')
        )}{' '}
        {surprise && surprise.people.count > 0 && (
          <a href={hrefOf({ ...period, show: 'group.as_planned' })}>
            {t('inside.read_coded', { count: surprise.people.count })}
          </a>
        )}
      </p>
      <p className={classes.quiet}>{t('causes.as_planned.why')}</p>
    </div>
  )
}

function How({ page: { split, coded } }: { page: InsideOut }) {
  const t = useText()
  const format = useFormat()
  const { sample, covered, lambda, model } = split
  if (split.standing !== 'known' || !sample || !covered || !lambda)
    return <HowComputed parts={[t('inside.how.coded', { n: coded }), t('inside.how.source')]} />
  const number = (value: number) => format.number(value, { maximumFractionDigits: 2 })
  const parts = [
    t('inside.how.formula'),
    t('inside.how.inputs', {
      n: sample.n,
      name: sample.name,
      all: covered.complaints,
      without: sample.withoutClass,
      lambda: number(lambda.classes),
      groups: number(lambda.groups),
    }),
    t('inside.how.rule'),
    ...(sample.weighted ? [t('inside.how.weighted')] : []),
    model ? t('inside.how.model', modelWords(model, format)) : t('inside.how.no_model'),
    t('inside.how.source'),
  ]
  return <HowComputed parts={parts} />
}

/** What the model is and how it did on codings it had not seen. */
function modelWords(model: NonNullable<Split['model']>, format: ReturnType<typeof useFormat>) {
  const { accuracy } = model
  return {
    version: model.version,
    examples: model.examples,
    accuracy: format.share(accuracy.share ?? 0),
    interval: accuracy.interval ? format.shareInterval(accuracy.interval.low, accuracy.interval.high) : '',
    guessing: format.share(model.byGuessing),
    confidence: format.share(model.meanConfidence),
  }
}
