import { Button, Checkbox, Popover } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useFormat, useText } from '../../language/useLanguage.ts'
import classes from './FilterBar.module.css'

export type FilterOption = {
  value: string
  label: string
  /** How many the list would hold. */
  count?: number
}

type FilterChoiceProps = {
  /** What is chosen: "Owner", "Cause". */
  label: string
  options: FilterOption[]
  /** Values chosen; none means that this filter does nothing. */
  chosen: string[]
  onChange: (chosen: string[]) => void
}

/** Any number of a few options. The button says what is chosen without being opened. */
export function FilterChoice({ label, options, chosen, onChange }: FilterChoiceProps) {
  const t = useText()
  const named = options.filter(({ value }) => chosen.includes(value)).map((option) => option.label)
  const summary = named.length > 1 ? t('filter.chosen', { count: named.length }) : named[0]
  return (
    <Popover position="bottom-start" trapFocus width={260}>
      <Popover.Target>
        <Button
          size="xs"
          variant={named.length > 0 ? 'light' : 'default'}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {label}
          {summary && <span className={classes.chosen}>: {summary}</span>}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <Checkbox.Group value={chosen} onChange={onChange} aria-label={label}>
          <div className={classes.options}>
            {options.map((option) => (
              <Option key={option.value} {...option} />
            ))}
          </div>
        </Checkbox.Group>
      </Popover.Dropdown>
    </Popover>
  )
}

function Option({ value, label, count }: FilterOption) {
  const format = useFormat()
  return (
    <div className={classes.option}>
      <Checkbox
        size="xs"
        value={value}
        styles={{ body: { alignItems: 'center' }, labelWrapper: { flex: 1 } }}
        label={
          <>
            {label}
            {count !== undefined && <span className={classes.count}>{format.number(count)}</span>}
          </>
        }
      />
    </div>
  )
}
