import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../api/ask.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import { Failed } from '../ui/Failed.tsx'
import { HowComputed } from '../ui/HowComputed.tsx'
import type { SampleWhole } from './sample.ts'
import classes from './Samples.module.css'
import { Strata } from './Strata.tsx'

/** What was drawn, from what, by whom and by which seed: what makes it possible to draw it again. */
export function DrawnSection({ sample }: { sample: SampleWhole }) {
  const t = useText()
  const format = useFormat()
  const {
    from,
    to,
    units,
    size,
    shared,
    coders,
    seed,
    taxonomyVersion,
    createdBy,
    createdAt,
    withoutWords,
    precision,
  } = sample
  const facts: [string, string][] = [
    [t('samples.period'), `${format.date(`${from}T12:00:00`)} – ${format.date(`${to}T12:00:00`)}`],
    [t('samples.only_with_words'), t(sample.onlyWithWords ? 'coding.answer.yes' : 'coding.answer.no')],
    [t(units > 0 ? 'samples.drawn' : 'samples.size'), format.number(units || size)],
    ...(withoutWords > 0 ? ([[t('samples.no_words'), format.number(withoutWords)]] as [string, string][]) : []),
    [t('samples.shared'), shared > 0 ? t('samples.shared_by', { shared, coders }) : format.number(0)],
    [t('samples.strata'), t(`samples.strata.${sample.stratifiedBy}`)],
    ...(precision
      ? ([
          [
            t('samples.half_width'),
            t('samples.points', { points: format.number(precision.halfWidth * 100, { maximumFractionDigits: 1 }) }),
          ],
        ] as [string, string][])
      : []),
    [t('samples.seed'), String(seed)],
    [t('samples.taxonomy'), format.number(taxonomyVersion)],
    [t('samples.drawn_by'), [createdBy?.name, format.dateTime(createdAt)].filter(Boolean).join(', ')],
  ]
  return (
    <section aria-labelledby="drawn" className={classes.section}>
      <h2 id="drawn">{t('samples.what_was_drawn')}</h2>
      <dl className={classes.list_of_facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {sample.strata.length > 0 && <Strata strata={sample.strata} />}
      {sample.drawnAt && <Verification sample={sample} />}
      <HowComputed parts={[t('samples.how.draw'), t('samples.how.precision'), t('samples.how.precision_source')]} />
    </section>
  )
}

/** Draws once more with the same seed and says what came out. */
function Verification({ sample: { id, framePrint } }: { sample: SampleWhole }) {
  const t = useText()
  const [isAsked, setAsked] = useState(false)
  const found = useQuery({ ...ask('verifySample', { params: { id } }), enabled: isAsked })
  if (framePrint === 'elsewhere') return <p className={classes.facts}>{t('samples.drawn_elsewhere')}</p>
  if (found.isError) return <Failed error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) {
    return (
      <div>
        <Button size="xs" variant="default" loading={found.isFetching} onClick={() => setAsked(true)}>
          {t('samples.verify')}
        </Button>
      </div>
    )
  }
  const { sameFrame, sameUnits } = found.data
  return (
    <output>
      {t(sameUnits ? (sameFrame ? 'samples.verified' : 'samples.verified_units') : 'samples.not_verified')}
    </output>
  )
}
