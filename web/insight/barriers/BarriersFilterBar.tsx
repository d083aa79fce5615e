import { channels } from '../../complaints/choices.ts'
import { useTopics } from '../../complaints/topics.ts'
import { treeOf } from '../../complaints/tree.ts'
import { useText } from '../../language/useLanguage.ts'
import { FilterBar } from '../../ui/filters/FilterBar.tsx'
import { FilterPick, type PickOption } from '../../ui/filters/FilterPick.tsx'
import { PeriodButton } from '../../ui/period/PeriodButton.tsx'
import type { Days, Extent } from '../../ui/period/periods.ts'
import { type Report, useBarriersAddress } from './address.ts'

type BarriersFilterBarProps = { days: Days; extent: Extent; places: Report['places'] }
const narrowed = ['team', 'product', 'channel'] as const

/** The period, who had the complaint first, product and channel. All of it is in the address. */
export function BarriersFilterBar({ days, extent, places }: BarriersFilterBarProps) {
  const t = useText()
  const { address, change } = useBarriersAddress()
  const topics = useTopics()
  const options: Record<(typeof narrowed)[number], PickOption[]> = {
    team: places.filter(({ name }) => name !== null).map(({ place, name }) => ({ value: place, label: name ?? '' })),
    product: treeOf(topics?.products ?? []),
    channel: channels.map((channel) => ({ value: channel, label: t(`channel.${channel}`) })),
  }
  const names = { team: t('barriers.first_team'), product: t('causes.product'), channel: t('causes.channel') }
  const isNarrowed = narrowed.some((name) => address[name] !== undefined)
  const nothing = { team: undefined, product: undefined, channel: undefined } as const
  return (
    <FilterBar label={t('barriers.filter')} onClear={isNarrowed ? () => change(nothing as object) : undefined}>
      <PeriodButton days={days} extent={extent} onChoose={(chosen) => change(chosen)} />
      {narrowed.map((name) => {
        const chosen = options[name].find(({ value }) => value === address[name])?.label
        return (
          <FilterPick
            key={name}
            label={chosen ? t('causes.dimension', { kind: names[name], name: chosen }) : names[name]}
            options={options[name]}
            chosen={address[name] ?? null}
            onChange={(value) => change({ [name]: value ?? undefined } as object)}
          />
        )
      })}
    </FilterBar>
  )
}
