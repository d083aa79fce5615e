import { Tabs } from '@mantine/core'
import { narrowingOf, useAddress } from '../causes/address.ts'
import { useText } from '../language/useLanguage.ts'
import { ReportActions } from '../insight/ReportActions.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { usePeriod } from '../ui/period/usePeriod.ts'
import { Alarms } from './alarms/Alarms.tsx'
import classes from './HotSpotsPage.module.css'
import { HotSpots } from './spots/HotSpots.tsx'

/** Where complaints are more than chance explains: places that stand out, and series that have just risen. */
export function HotSpotsPage() {
  const t = useText()
  const { address, change } = useAddress()
  const { days } = usePeriod()
  const part = address.part ?? 'spots'
  return (
    <div className={classes.page}>
      <PageHeader
        title={t('nav.hot_spots')}
        description={t('hot.description')}
        actions={<ReportActions page="hot-spots" days={days} narrowing={narrowingOf(address)} />}
      />
      <Tabs
        value={part}
        onChange={(next) => change({ part: next === 'alarms' ? 'alarms' : undefined, show: undefined })}
        keepMounted={false}
      >
        <Tabs.List aria-label={t('hot.parts')}>
          <Tabs.Tab value="spots">{t('hot.spots')}</Tabs.Tab>
          <Tabs.Tab value="alarms">{t('hot.alarms')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="spots" className={classes.part}>
          <HotSpots />
        </Tabs.Panel>
        <Tabs.Panel value="alarms" className={classes.part}>
          <Alarms />
        </Tabs.Panel>
      </Tabs>
    </div>
  )
}
