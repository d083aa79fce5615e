import { Button, Popover } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { type Choice, isUsed } from '../choices/choice.ts'
import type { ListSearch } from '../search.ts'
import { ChoiceEditor } from './ChoiceEditor.tsx'

type FilterButtonProps = { choice: Choice; search: ListSearch; onChange: (change: ListSearch) => void }

/** One filter of the bar: its name, and what can be chosen when it is pressed. */
export function FilterButton({ choice, search, onChange }: FilterButtonProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover trapFocus returnFocus position="bottom-start" width={300} shadow="md" opened={isOpen} onChange={setOpen}>
      <Popover.Target>
        <Button
          size="xs"
          variant={isUsed(choice, search) ? 'light' : 'default'}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          {choice.label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={6}>
        <ChoiceEditor choice={choice} search={search} onChange={onChange} onDone={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}
