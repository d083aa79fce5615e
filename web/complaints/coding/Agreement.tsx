import { useQuery } from '@tanstack/react-query'
import { tooFewToSay } from '../../../src/stats/too-few-to-say.ts'
import { wilson } from '../../../src/stats/wilson.ts'
import { ask } from '../../api/ask.ts'
import type { AnswerOf } from '../../api/client.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import classes from './CodingPage.module.css'
import { Matrix } from './Matrix.tsx'

type Measured = AnswerOf<'readAgreement'>

/** How far first and second coders agree: share, kappa with its interval, AC1, and who said what. */
export function Agreement() {
  const t = useText()
  const agreement = useQuery(ask('readAgreement', {}))
  return (
    <section id="agreement" aria-labelledby="agreement-title" className={classes.agreement}>
      <h2 id="agreement-title">{t('coding.agreement')}</h2>
      {agreement.isPending && <Loading shape="text" lines={4} />}
      {agreement.isError && <Failed error={agreement.error} onRetry={() => void agreement.refetch()} />}
      {agreement.data && <Numbers measured={agreement.data} />}
    </section>
  )
}

function Numbers({ measured }: { measured: Measured }) {
  const t = useText()
  const format = useFormat()
  const { n, observed, kappa, ac1 } = measured
  if (n === 0 || observed === null) return <p>{t('coding.agreement_none')}</p>
  if (tooFewToSay(n)) return <TooFew measured={measured} />
  const agreed = Math.round(observed * n)
  const interval = wilson({ successes: agreed, n })
  const two = (value: number) => format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const figures = [
    {
      name: t('coding.observed'),
      value: format.share(observed),
      note:
        interval &&
        t('coding.observed_interval', { interval: format.shareInterval(interval.low, interval.high), agreed, n }),
    },
    ...(kappa
      ? [
          {
            name: t('coding.kappa'),
            value: two(kappa.value),
            note: `${t('coding.kappa_interval', { low: two(kappa.low), high: two(kappa.high) })}; ${t('coding.kappa_why')}`,
          },
        ]
      : []),
    ...(ac1 === null ? [] : [{ name: t('coding.ac1'), value: two(ac1), note: t('coding.ac1_why') }]),
  ]
  return (
    <>
      <p>
        {t('coding.agreement_n', { n })} {t('coding.agreement_read')}
      </p>
      <dl className={classes.figures}>
        {figures.map(({ name, value, note }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <span className={classes.figure}>{value}</span>
              {note && <span className={classes.note}>{note}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <CodersMatrix measured={measured} />
    </>
  )
}

function TooFew({ measured }: { measured: Measured }) {
  const t = useText()
  return (
    <>
      <p>
        {t('coding.agreement_n', { n: measured.n })} {t('coding.too_few')}
      </p>
      <CodersMatrix measured={measured} />
    </>
  )
}

function CodersMatrix({ measured }: { measured: Measured }) {
  const t = useText()
  return <Matrix measured={measured} caption={t('coding.matrix')} corner={t('coding.matrix_first')} />
}
