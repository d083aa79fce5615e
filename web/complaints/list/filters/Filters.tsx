import { useMediaQuery } from '@mantine/hooks'
import { useRef } from 'react'
import { useText } from '../../../language/useLanguage.ts'
import { useSuggest } from '../../../search/useSuggest.ts'
import { useShortcut } from '../../../shortcuts/useShortcut.ts'
import { FilterBar } from '../../../ui/filters/FilterBar.tsx'
import { FilterSearch } from '../../../ui/filters/FilterSearch.tsx'
import type { Choice } from '../choices/choice.ts'
import { changed, type ListSearch } from '../search.ts'
import { AddFilter } from './AddFilter.tsx'
import { FilterButton } from './FilterButton.tsx'
import classes from './Filters.module.css'

type FiltersProps = { search: ListSearch; choices: Choice[]; onChange: (search: ListSearch) => void }

/** Search and filters of the list: the usual ones at hand, all others behind "Add filter". What is chosen stands below. */
export function Filters({ search, choices, onChange }: FiltersProps) {
  const t = useText()
  const bar = useRef<HTMLDivElement>(null)
  const isTelephone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const suggest = useSuggest(choices)
  const change = (part: ListSearch) => onChange(changed(search, part))
  useShortcut('/', {
    label: 'nav.search',
    group: 'shortcut.group_actions',
    run: () => bar.current?.querySelector('input')?.select(),
  })
  const atHand = isTelephone ? [] : choices.filter(({ isUsual }) => isUsual)
  return (
    <div ref={bar} className={classes.filters}>
      <FilterBar label={t('complaints.filter')}>
        <FilterSearch
          label={t('complaints.search')}
          value={search.q ?? ''}
          onChange={(q) => change({ q })}
          suggest={suggest}
        />
        {atHand.map((choice) => (
          <FilterButton key={choice.key} choice={choice} search={search} onChange={change} />
        ))}
        <AddFilter choices={choices} search={search} onChange={change} />
      </FilterBar>
    </div>
  )
}
