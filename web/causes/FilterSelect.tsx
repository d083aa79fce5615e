import { Select } from '@mantine/core'
import type { Option } from './CausesFilterBar.tsx'
import classes from './CausesPage.module.css'

type FilterSelectProps = {
  label: string
  options: Option[]
  value: string | null
  onChange: (value: string | null) => void
}

/** One of many options, found by typing. */
export function FilterSelect({ label, options, value, onChange }: FilterSelectProps) {
  const levels = new Map(options.map((option) => [option.value, option]))
  return (
    <Select
      size="xs"
      searchable
      clearable
      limit={300}
      aria-label={label}
      placeholder={label}
      data={options.map((option) => ({ value: option.value, label: option.label }))}
      value={value}
      onChange={onChange}
      className={classes.select}
      data-used={value !== null}
      comboboxProps={{ width: 320, position: 'bottom-start' }}
      renderOption={({ option }) => {
        const { level = 0, label: whole = option.label } = levels.get(option.value) ?? {}
        return <span style={{ paddingInlineStart: `${level}rem` }}>{whole.split(' › ').at(-1)}</span>
      }}
    />
  )
}
