import { formatDate } from '../../../src/platform/texts/dates.ts'
import { useFormat, useLanguage, useText } from '../../language/useLanguage.ts'
import { SharesChart } from '../../ui/charts/SharesChart.tsx'
import { HowComputed } from '../../ui/HowComputed.tsx'
import { useSilentAddress } from './address.ts'
import { between, type Estimates as Found, estimateOf, moneyWords, type Report, shareWords } from './figures.ts'
import classes from './SilentPage.module.css'

type EstimatesProps = { survey: NonNullable<Report['survey']>; estimates: Found; currency: string | null }

/** What the survey says: who had a problem, who said nothing and why, and who will leave without a word. */
export function Estimates({ survey, estimates, currency }: EstimatesProps) {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  const { hrefWith } = useSilentAddress()
  const { problemRate, complained, silentSufferers, silentLeavers, reasons, endings, told } = estimates
  const day = (date: string) => formatDate(language, `${date}T00:00:00Z`, 'UTC')
  const rate = (
    key: 'problemRate' | 'complained' | 'silentSufferers' | 'silentLeavers',
    show: 'problem' | 'complained' | 'silent' | 'silent_leaving',
  ) => ({
    ...estimateOf(estimates[key], hrefWith({ show, survey: survey.id })),
    key,
    label: t(`silent.rate.${key}`),
    tone: key === 'silentLeavers' ? ('second' as const) : ('first' as const),
  })
  return (
    <section className={classes.section}>
      <p className={classes.quiet}>
        {t('silent.asked_about', { name: survey.name, from: day(survey.from), to: day(survey.to) })}{' '}
        {t('silent.response', { words: shareWords(survey.response, t, format) })}
        {survey.frame === 'customers' && ` ${t('silent.frame_customers')}`}
      </p>
      <Lead estimates={estimates} currency={currency} surveyId={survey.id} />
      <div className={classes.columns}>
        <SharesChart
          title={t('silent.rates.title')}
          description={t('silent.rates.description')}
          shares={[
            rate('problemRate', 'problem'),
            rate('silentSufferers', 'silent'),
            rate('silentLeavers', 'silent_leaving'),
          ]}
          n={problemRate.n}
          note={<Weighted estimates={{ problemRate, silentSufferers, silentLeavers }} />}
        />
        <SharesChart
          title={t('silent.reasons.title')}
          description={t('silent.reasons.description')}
          shares={reasons.map((each) => ({
            ...estimateOf(each, hrefWith({ show: each.key, survey: survey.id })),
            key: each.key,
            label: t(`silent.reason.${each.key}`),
            tone: 'first',
          }))}
          n={reasons[0]?.n ?? 0}
        />
      </div>
      <p>
        {t('silent.complained_words', { words: shareWords(complained, t, format) })}{' '}
        {complained.count > 0 && (
          <a href={hrefWith({ show: 'complained', survey: survey.id })}>{t('silent.open_answers')}</a>
        )}
      </p>
      {endings.length > 0 && (
        <Answered
          title={t('silent.endings.title')}
          rows={endings.map((each) => ({
            key: each.key,
            label: t(`silent.ending.${each.key}`),
            share: shareWords(each, t, format),
            more: t('silent.endings.leaving', { words: shareWords(each.leaving, t, format) }),
          }))}
        />
      )}
      {told.length > 0 && (
        <Answered
          title={t('silent.told.title')}
          rows={told.map((each) => ({
            key: each.key,
            label: t(`silent.told.${each.key}`),
            share: shareWords(each, t, format),
            more: null,
          }))}
        />
      )}
      <HowComputed
        parts={[
          t('silent.how.rates'),
          t('silent.how.weighted'),
          t('silent.how.multiplier'),
          t('silent.how.money'),
          t('silent.how.source'),
        ]}
      />
    </section>
  )
}

function Lead({
  estimates,
  currency,
  surveyId,
}: Pick<EstimatesProps, 'estimates' | 'currency'> & { surveyId: string }) {
  const t = useText()
  const format = useFormat()
  const { hrefWith } = useSilentAddress()
  const { multiplier, projected, silentLeavers, leaversMoney } = estimates
  const decimal = (value: number) => format.number(value, { maximumFractionDigits: 1 })
  const whole = (value: number) => format.number(value, { maximumFractionDigits: 0 })
  const money = (value: number) => moneyWords(value, currency, format)
  return (
    <dl className={classes.numbers}>
      <div>
        <dt>{t('silent.lead.multiplier')}</dt>
        <dd>
          <span className={classes.figure}>{multiplier ? decimal(multiplier.multiplier) : t('silent.cannot_say')}</span>
          {multiplier && between(multiplier, decimal, t)}
        </dd>
      </div>
      <div>
        <dt>{t('silent.lead.projected')}</dt>
        <dd>
          <span className={classes.figure}>{projected ? whole(projected.problems) : t('silent.cannot_say')}</span>
          {projected &&
            `${between(projected, whole, t)}. ${t('silent.lead.complainants', { count: projected.complainants })}`}
        </dd>
      </div>
      <div>
        <dt>{t('silent.lead.leavers')}</dt>
        <dd>
          <a className={classes.figure} href={hrefWith({ show: 'silent_leaving', survey: surveyId })}>
            {silentLeavers.tooFew || silentLeavers.share === null
              ? t('silent.cannot_say')
              : format.share(silentLeavers.share)}
          </a>
          {silentLeavers.interval &&
            !silentLeavers.tooFew &&
            format.shareInterval(silentLeavers.interval.low, silentLeavers.interval.high)}{' '}
          {t('chart.count_of', { count: format.number(silentLeavers.count), n: format.number(silentLeavers.n) })}
        </dd>
      </div>
      <div>
        <dt>{t('silent.lead.money')}</dt>
        <dd>
          <span className={classes.figure}>{leaversMoney ? money(leaversMoney.amount) : t('silent.cannot_say')}</span>
          {leaversMoney ? between(leaversMoney, money, t) : t('silent.lead.money_needs')}
        </dd>
      </div>
    </dl>
  )
}

/** The same shares weighted for non-response, where that can change anything. */
function Weighted({ estimates }: { estimates: Pick<Found, 'problemRate' | 'silentSufferers' | 'silentLeavers'> }) {
  const t = useText()
  const format = useFormat()
  const found = (['problemRate', 'silentSufferers', 'silentLeavers'] as const).flatMap((key) => {
    const { weighted, tooFew } = estimates[key]
    return weighted && !tooFew
      ? [
          `${t(`silent.rate.${key}`)}: ${format.share(weighted.share)} (${format.shareInterval(weighted.interval.low, weighted.interval.high)})`,
        ]
      : []
  })
  return found.length > 0 ? t('silent.weighted', { found: found.join('; ') }) : t('silent.unweighted')
}

type AnsweredProps = { title: string; rows: { key: string; label: string; share: string; more: string | null }[] }

function Answered({ title, rows }: AnsweredProps) {
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {rows.map(({ key, label, share, more }) => (
          <li key={key}>
            {label}: {share}
            {more && `. ${more}`}
          </li>
        ))}
      </ul>
    </>
  )
}
