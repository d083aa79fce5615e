import { Button, Tabs } from '@mantine/core'
import { useState } from 'react'
import { causeClasses } from '../../src/causes/rules.ts'
import { useFormat, useLanguage, useText } from '../language/useLanguage.ts'
import { ParetoChart } from '../ui/charts/ParetoChart.tsx'
import type { ParetoFacts } from '../../src/charts/pareto.ts'
import { useIsPrinting } from '../ui/printing.ts'
import { useAddress } from './address.ts'
import classes from './CausesPage.module.css'
import { HowComputed } from '../ui/HowComputed.tsx'
import { type Dimension, dimensions, nameIn } from './openings.ts'
import { toneOf } from './tones.ts'
import type { Report } from './useReport.ts'

/** Where complaints gather: by cause, product, issue and step. */
export function ParetoSection({ report }: { report: Report }) {
  const t = useText()
  const isPrinting = useIsPrinting()
  return (
    <section className={classes.section}>
      {isPrinting ? (
        dimensions.map((dimension) => <Ranking key={dimension} dimension={dimension} report={report} />)
      ) : (
        <Rankings report={report} />
      )}
      <HowComputed
        parts={[t('causes.how.pareto_formula'), t('causes.how.pareto_inputs'), t('causes.how.pareto_source')]}
      />
    </section>
  )
}

/** One ranking at a time on the screen; on paper all four. */
function Rankings({ report }: { report: Report }) {
  const t = useText()
  const { address, change } = useAddress()
  const by = address.by ?? (report.coded.count > 0 ? 'cause' : 'product')
  return (
    <Tabs value={by} onChange={(next) => change({ by: next as Dimension })} keepMounted={false}>
      <Tabs.List aria-label={t('causes.pareto.by')}>
        {dimensions.map((dimension) => (
          <Tabs.Tab key={dimension} value={dimension}>
            {t(`causes.by_${dimension}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {dimensions.map((dimension) => (
        <Tabs.Panel key={dimension} value={dimension} className={classes.panel}>
          <Ranking dimension={dimension} report={report} />
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

/** As many rows are drawn before someone asks for all. */
const firstRows = 10

function Ranking({ dimension, report }: { dimension: Dimension; report: Report }) {
  const t = useText()
  const format = useFormat()
  const [isWhole, setWhole] = useState(false)
  const facts = useFacts(dimension, report)
  const { items, total = 0 } = facts
  const shown = isWhole ? items : items.slice(0, firstRows)
  const hidden = items.slice(shown.length)
  const first = items[0]
  const description =
    first === undefined
      ? t('causes.pareto.none')
      : t('causes.pareto.description', {
          count: total,
          name: first.label,
          most: first.count,
          share: format.share(first.count / total),
        })
  return (
    <>
      <ParetoChart
        {...facts}
        items={shown}
        title={t(`causes.pareto.title_${dimension}`)}
        description={description}
        note={facts.ratePer ? t('causes.pareto.note_rates') : t('causes.pareto.note_counts')}
      />
      <div className={classes.under}>
        {items.length > firstRows && (
          <Button variant="default" size="xs" className="not-printed" onClick={() => setWhole(!isWhole)}>
            {isWhole ? t('causes.pareto.fewer') : t('causes.pareto.all', { count: items.length })}
          </Button>
        )}
        {hidden.length > 0 && (
          <span className={classes.quiet}>
            {t('causes.pareto.hidden', {
              rows: hidden.length,
              count: hidden.reduce((sum, { count }) => sum + count, 0),
            })}
          </span>
        )}
        <NotStated dimension={dimension} report={report} />
      </div>
    </>
  )
}

/** The rows of the report as the chart wants them; what was not stated stands in words beneath. */
function useFacts(dimension: Dimension, report: Report): ParetoFacts {
  const t = useText()
  const { language } = useLanguage()
  const { hrefWith } = useAddress()
  const rows = report.pareto[dimension].filter(({ id, count }) => id !== null && count > 0)
  const unit = rows.find(({ rate }) => rate !== null)?.rate?.unitName
  return {
    items: rows.map(({ id, name, count, before, byClass, rate }) => ({
      key: id ?? '',
      label: nameIn(language, name) ?? t('causes.not_stated'),
      count,
      previous: before,
      parts: kindsOfCause.map((kind) => ({ kind: `class.${kind}`, count: byClass[kind] ?? 0 })),
      rate: rate && { value: rate.perThousand, low: rate.low, high: rate.high },
      href: hrefWith({ show: `${dimension}.${id}` }),
    })),
    total: rows.reduce((sum, { count }) => sum + count, 0),
    kinds: kindsOfCause
      .filter((kind) => rows.some(({ byClass }) => (byClass[kind] ?? 0) > 0))
      .map((kind) => ({ key: `class.${kind}`, label: t(`cause.class.${kind}`), tone: toneOf[kind] })),
    previousLabel: t('causes.before_label'),
    ...(unit !== undefined && { ratePer: t('causes.pareto.rate_per', { unit }) }),
  }
}

const kindsOfCause = [...causeClasses, 'uncoded'] as const

function NotStated({ dimension, report }: { dimension: Dimension; report: Report }) {
  const t = useText()
  const format = useFormat()
  const { hrefWith } = useAddress()
  const count = report.pareto[dimension].find(({ id }) => id === null)?.count ?? 0
  if (count === 0) return null
  return (
    <span className={classes.quiet}>
      {t(`causes.pareto.without_${dimension}`)}{' '}
      <a href={hrefWith({ show: `${dimension}.none` })}>{format.number(count)}</a>
    </span>
  )
}
