import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAddress } from '../../causes/address.ts'
import { nameIn } from '../../causes/openings.ts'
import { useFormat, useLanguage, useText } from '../../language/useLanguage.ts'
import { ParetoChart } from '../../ui/charts/ParetoChart.tsx'
import classes from './spots.module.css'
import type { Report } from './useHotSpots.ts'

/** As many places are drawn before someone asks for all. */
const firstPlaces = 10

/** Places whose exposure is unknown, by how many complaints they have, and labelled as what that is: not a rate. */
export function Unrated({ report: { unrated, dimension, notStated } }: { report: Report }) {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  const { hrefWith } = useAddress()
  const [isWhole, setWhole] = useState(false)
  const counted = unrated.filter(({ count }) => count > 0)
  const [first] = counted
  if (!first) return null
  const nameOf = (spot: typeof first) => nameIn(language, spot.name) ?? t('causes.not_stated')
  const total = counted.reduce((sum, { count }) => sum + count, 0)
  return (
    <section className={classes.section}>
      <ParetoChart
        title={t('hot.unrated_title')}
        description={t('causes.pareto.description', {
          name: nameOf(first),
          most: first.count,
          count: total,
          share: format.share(first.count / total),
        })}
        note={t('hot.unrated_note')}
        items={(isWhole ? counted : counted.slice(0, firstPlaces)).map((spot) => ({
          key: spot.id,
          label: nameOf(spot),
          count: spot.count,
          previous: spot.before,
          href: hrefWith({ show: `${dimension}.${spot.id}` }),
        }))}
        total={total}
        previousLabel={t('causes.before_label')}
      />
      <div className={classes.under}>
        {counted.length > firstPlaces && (
          <Button variant="default" size="xs" className="not-printed" onClick={() => setWhole(!isWhole)}>
            {isWhole ? t('hot.show_fewer') : t('hot.show_all', { count: counted.length })}
          </Button>
        )}
        {notStated > 0 && (
          <span className={classes.quiet}>
            {t(`causes.pareto.without_${dimension}`)}{' '}
            <a href={hrefWith({ show: `${dimension}.none` })}>{format.number(notStated)}</a>
          </span>
        )}
      </div>
    </section>
  )
}
