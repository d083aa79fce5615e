import { useQuery } from '@tanstack/react-query'
import { tooFewToSay } from '../../src/stats/too-few-to-say.ts'
import { ask } from '../api/ask.ts'
import { toneOf } from '../causes/tones.ts'
import page from '../complaints/coding/CodingPage.module.css'
import { Matrix } from '../complaints/coding/Matrix.tsx'
import { useFormat, useText } from '../language/useLanguage.ts'
import { SharesChart } from '../ui/charts/SharesChart.tsx'
import { Failed } from '../ui/Failed.tsx'
import { HowComputed } from '../ui/HowComputed.tsx'
import { Loading } from '../ui/Loading.tsx'
import { ClassTables } from './ClassTables.tsx'
import type { Agreement, SampleWhole } from './sample.ts'
import classes from './Samples.module.css'

/** How far the coders agree, and, when all is settled, what the sample says of all complaints of its frame. */
export function AgreementSection({ sample }: { sample: SampleWhole }) {
  const t = useText()
  const agreement = useQuery(ask('readSampleAgreement', { params: { id: sample.id } }))
  if (agreement.isPending) return <Loading shape="text" lines={6} />
  if (agreement.isError) return <Failed error={agreement.error} onRetry={() => void agreement.refetch()} />
  const { shared, gold } = agreement.data
  return (
    <>
      {gold && <Gold gold={gold} sample={sample} />}
      <section aria-labelledby="agreement" className={classes.section}>
        <h2 id="agreement">{t('samples.agreement')}</h2>
        {shared === 0 ? <p>{t('samples.nobody_shared')}</p> : <Measured agreement={agreement.data} />}
        <ClassTables agreement={agreement.data} />
        <HowComputed
          parts={[
            t('samples.how.agreement'),
            t('samples.how.interval', { seed: sample.seed }),
            t('samples.how.class'),
            t('samples.how.agreement_source'),
          ]}
        />
      </section>
    </>
  )
}

function Gold({ gold, sample }: { gold: NonNullable<Agreement['gold']>; sample: SampleWhole }) {
  const t = useText()
  const n = gold[0]?.n ?? 0
  const frame = sample.strata.reduce((sum, each) => sum + each.frame, 0)
  return (
    <section className={classes.section}>
      <SharesChart
        title={t('samples.gold')}
        description={t('samples.gold_why', { n, frame })}
        n={n}
        shares={gold.map(({ class: key, count, share, interval, tooFew }) => ({
          key,
          label: t(`cause.class.${key}`),
          count,
          estimate: share === null || interval === null || tooFew ? null : { share, ...interval },
          isTooFew: tooFew,
          tone: toneOf[key],
        }))}
        note={t('samples.gold_note', { left: sample.units - n })}
      />
      <HowComputed parts={[t('samples.how.gold'), t('samples.how.gold_source')]} />
    </section>
  )
}

type Coefficient = Agreement['alpha']

function Measured({ agreement }: { agreement: Agreement }) {
  const t = useText()
  const format = useFormat()
  const { shared, observed, alpha, ac1, fleiss, reliability, pairs } = agreement
  if (tooFewToSay(observed.n)) {
    return (
      <p>
        {t('samples.shared_n', { n: shared })} {t('coding.too_few')}
      </p>
    )
  }
  const two = (value: number) => format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const figure = (name: string, found: Coefficient, why: string) =>
    found
      ? [
          {
            name,
            value: two(found.value),
            note: `${t('coding.kappa_interval', { low: two(found.low), high: two(found.high) })}; ${why}`,
          },
        ]
      : []
  const [only] = pairs
  const figures = [
    {
      name: t('coding.observed'),
      value: observed.share === null ? '–' : format.share(observed.share),
      note:
        observed.interval &&
        t('coding.observed_interval', {
          interval: format.shareInterval(observed.interval.low, observed.interval.high),
          agreed: observed.count,
          n: observed.n,
        }),
    },
    ...figure(t('samples.alpha'), alpha, t('samples.alpha_why')),
    ...(pairs.length === 1 ? figure(t('coding.kappa'), only?.kappa ?? null, t('coding.kappa_why')) : []),
    ...figure(t('samples.fleiss'), fleiss, t('samples.fleiss_why')),
    ...figure(t('coding.ac1'), ac1, t('coding.ac1_why')),
  ]
  return (
    <>
      <p>
        {t('samples.shared_n', { n: shared })}{' '}
        {reliability && <strong>{t(`samples.reliability.${reliability}`)}</strong>}
        {alpha && reliability !== 'unreliable' && alpha.low < 0.667 && ` ${t('samples.reliability_unsure')}`}
      </p>
      <dl className={page.figures}>
        {figures.map(({ name, value, note }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <span className={page.figure}>{value}</span>
              {note && <span className={page.note}>{note}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {pairs.map((pair) => (
        <Matrix
          key={`${pair.first.id} ${pair.second.id}`}
          measured={{ classes: agreement.classes, matrix: pair.matrix }}
          caption={[
            t('samples.matrix', { first: pair.first.name, second: pair.second.name, n: pair.n }),
            pairs.length > 1 && pair.kappa && !tooFewToSay(pair.n)
              ? t('samples.pair_kappa', {
                  kappa: two(pair.kappa.value),
                  low: two(pair.kappa.low),
                  high: two(pair.kappa.high),
                })
              : '',
          ].join(' ')}
          corner={pair.first.name}
        />
      ))}
    </>
  )
}
