import { Button, CloseButton } from '@mantine/core'
import { useFormat, useText } from '../../language/useLanguage.ts'
import type { Choice } from './choices.ts'
import classes from './Filters.module.css'
import { changed, type ListSearch } from './search.ts'

type Chip = { key: string; name: string; value: string; without: ListSearch }
type ChipsProps = {
  search: ListSearch
  choices: Choice[]
  /** What the customer in the address is called, as far as the list tells. */
  customerName: string | null
  onChange: (search: ListSearch) => void
}

/** The filters in use, each with a cross that takes it away. */
export function Chips({ search, choices, customerName, onChange }: ChipsProps) {
  const t = useText()
  const chips = useChips(search, choices, customerName)
  if (chips.length === 0) return null
  return (
    <ul aria-label={t('complaints.active')} className={classes.chips}>
      {chips.map(({ key, name, value, without }) => (
        <li key={key} className={classes.chip}>
          <span className={classes.value}>
            <span className={classes.name}>{name}:</span> {value}
          </span>
          <CloseButton
            size="xs"
            aria-label={t('complaints.remove', { filter: t('complaints.chip', { name, value }) })}
            onClick={() => onChange(changed(search, without))}
          />
        </li>
      ))}
      <li>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          onClick={() => onChange(search.sort ? { sort: search.sort } : {})}
        >
          {t('filter.clear')}
        </Button>
      </li>
    </ul>
  )
}

function useChips(search: ListSearch, choices: Choice[], customerName: string | null): Chip[] {
  const t = useText()
  const chosen = choices.flatMap(({ key, label, options, chosen, change }) => {
    const value = chosen(search)
    if (value === null) return []
    const named = options.find((option) => option.value === value)?.label ?? '…'
    const shown = search.itself === key ? t('complaints.itself', { name: named }) : named
    return [{ key, name: t(label), value: shown, without: change(null) }]
  })
  const { q, from, to, customer } = search
  const period = usePeriod(from, to)
  return [
    ...(q ? [{ key: 'q', name: t('complaints.words'), value: q, without: { q: undefined } }] : []),
    ...(customer
      ? [
          {
            key: 'customer',
            name: t('complaints.customer'),
            value: customerName ?? '…',
            without: { customer: undefined },
          },
        ]
      : []),
    ...chosen,
    ...(period
      ? [{ key: 'period', name: t('complaints.received'), value: period, without: { from: undefined, to: undefined } }]
      : []),
  ]
}

function usePeriod(from: string | undefined, to: string | undefined): string | null {
  const t = useText()
  const format = useFormat()
  const date = (day: string) => format.date(`${day}T12:00:00`)
  if (from && to) return `${date(from)} – ${date(to)}`
  if (from) return t('filter.since', { date: date(from) })
  return to ? t('filter.until', { date: date(to) }) : null
}
