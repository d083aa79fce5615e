import { SegmentedControl } from '@mantine/core'
import { IconCalendarOff } from '@tabler/icons-react'
import { useAddress } from '../../causes/address.ts'
import { type CausesFilters, type Dimension, dimensions } from '../../causes/openings.ts'
import { useOpenBeside } from '../../causes/useOpenBeside.ts'
import { useText } from '../../language/useLanguage.ts'
import { Empty } from '../../ui/Empty.tsx'
import { HowSpots } from './HowSpots.tsx'
import classes from './spots.module.css'
import { Rated } from './Rated.tsx'
import { SpotVoices } from './SpotVoices.tsx'
import { SpotsLead } from './SpotsLead.tsx'
import { Unrated } from './Unrated.tsx'
import type { Report } from './useHotSpots.ts'

type FoundProps = { report: Report; filters: CausesFilters; isOld: boolean }

/** What was found: rates where exposure is known, counts that call themselves so where it is not. */
export function Found({ report, filters, isOld }: FoundProps) {
  const openBeside = useOpenBeside()
  const { rated, unrated } = report
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- links inside are pressed, by key too
    <div className={classes.found} data-old={isOld} aria-busy={isOld} onClick={openBeside}>
      <Choices hasRates={rated.length > 0} />
      {rated.length + unrated.length === 0 ? (
        <NothingThen />
      ) : (
        <>
          <SpotsLead report={report} />
          {rated.length > 0 && <Rated report={report} />}
          {unrated.length > 0 && <Unrated report={report} />}
          <HowSpots report={report} />
        </>
      )}
      <SpotVoices report={report} filters={filters} />
    </div>
  )
}

function Choices({ hasRates }: { hasRates: boolean }) {
  const t = useText()
  const { address, change } = useAddress()
  return (
    <div className={`${classes.choices} not-printed`}>
      <SegmentedControl
        size="xs"
        aria-label={t('hot.by')}
        value={address.by ?? 'product'}
        onChange={(by) => change({ by: by as Dimension, show: undefined })}
        data={dimensions.map((value) => ({ value, label: t(`causes.by_${value}`) }))}
      />
      {hasRates && (
        <SegmentedControl
          size="xs"
          aria-label={t('hot.order')}
          value={address.order ?? 'rate'}
          onChange={(order) => change({ order: order === 'excess' ? 'excess' : undefined })}
          data={[
            { value: 'rate', label: t('hot.order_rate') },
            { value: 'excess', label: t('hot.order_excess') },
          ]}
        />
      )}
    </div>
  )
}

function NothingThen() {
  const t = useText()
  return (
    <Empty title={t('hot.none')} icon={<IconCalendarOff size={28} stroke={1.5} />}>
      {t('hot.none_why')}
    </Empty>
  )
}
