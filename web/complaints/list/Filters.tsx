import { Button, SegmentedControl } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useText } from '../../language/useLanguage.ts'
import { useShortcut } from '../../shortcuts/useShortcut.ts'
import { FilterBar } from '../../ui/filters/FilterBar.tsx'
import { FilterPeriod } from '../../ui/filters/FilterPeriod.tsx'
import { FilterPick } from '../../ui/filters/FilterPick.tsx'
import { FilterSearch } from '../../ui/filters/FilterSearch.tsx'
import type { Choice } from './choices.ts'
import classes from './Filters.module.css'
import { changed, type ListSearch } from './search.ts'

type FiltersProps = { search: ListSearch; choices: Choice[]; onChange: (search: ListSearch) => void }

/** Search, filters and order of the list. What is chosen stands below as chips. */
export function Filters({ search, choices, onChange }: FiltersProps) {
  const t = useText()
  const bar = useRef<HTMLDivElement>(null)
  const isTelephone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const [isWide, setWide] = useState(() => choices.some(({ isRare, chosen }) => isRare && chosen(search) !== null))
  const change = (part: ListSearch) => onChange(changed(search, part))
  useShortcut('/', {
    label: 'nav.search',
    group: 'shortcut.group_actions',
    run: () => bar.current?.querySelector('input')?.select(),
  })
  return (
    <div ref={bar} className={classes.filters}>
      <FilterBar label={t('complaints.filter')}>
        <FilterSearch label={t('complaints.search')} value={search.q ?? ''} onChange={(q) => change({ q })} />
        {choices
          .filter(({ isRare }) => isWide || !(isRare || isTelephone))
          .map((choice) => (
            <FilterPick
              key={choice.key}
              label={t(choice.label)}
              options={choice.options}
              chosen={choice.chosen(search)}
              onChange={(value) => change(choice.change(value))}
            />
          ))}
        {(isWide || !isTelephone) && (
          <FilterPeriod
            label={t('complaints.received')}
            period={{ from: search.from ?? null, to: search.to ?? null }}
            onChange={({ from, to }) => change({ from: from ?? undefined, to: to ?? undefined })}
          />
        )}
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          aria-expanded={isWide}
          leftSection={<IconAdjustmentsHorizontal size={14} aria-hidden />}
          onClick={() => setWide(!isWide)}
        >
          {t(isWide ? 'complaints.fewer' : isTelephone ? 'complaints.filters' : 'complaints.more')}
        </Button>
      </FilterBar>
    </div>
  )
}

/** Newest first, or by what is due. */
export function Order({ search, onChange }: Omit<FiltersProps, 'choices'>) {
  const t = useText()
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('complaints.sort')}
      value={search.sort ?? 'newest'}
      onChange={(value) => onChange(changed(search, { sort: value === 'due' ? 'due' : undefined }))}
      data={[
        { value: 'newest', label: t('complaints.sort.newest') },
        { value: 'due', label: t('complaints.sort.due') },
      ]}
    />
  )
}
