import { Button, Popover } from '@mantine/core'
import { IconFilterPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../../language/useLanguage.ts'
import { useShortcut } from '../../../shortcuts/useShortcut.ts'
import { type Mark, OptionList } from '../../../ui/filters/OptionList.tsx'
import { type Choice, isUsed } from '../choices/choice.ts'
import type { ListSearch } from '../search.ts'
import { ChoiceEditor } from './ChoiceEditor.tsx'

type AddFilterProps = { choices: Choice[]; search: ListSearch; onChange: (change: ListSearch) => void }

/** Every filter there is: first which one, then its values. */
export function AddFilter({ choices, search, onChange }: AddFilterProps) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const [key, setKey] = useState<string | null>(null)
  const turn = (open: boolean) => {
    setOpen(open)
    setKey(null)
  }
  useShortcut('f', { label: 'filter.add', group: 'complaints.group', run: () => turn(true) })
  const choice = choices.find((each) => each.key === key)
  return (
    <Popover trapFocus returnFocus position="bottom-start" width={300} shadow="md" opened={isOpen} onChange={turn}>
      <Popover.Target>
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          leftSection={<IconFilterPlus size={15} aria-hidden />}
          onClick={() => turn(!isOpen)}
        >
          {t('filter.add')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={6}>
        {choice ? (
          <ChoiceEditor
            key={choice.key}
            choice={choice}
            search={search}
            onChange={onChange}
            onDone={() => turn(false)}
          />
        ) : (
          <OptionList
            label={t('filter.which')}
            options={choices.map(({ key: value, label }) => ({ value, label }))}
            marks={
              new Map<string, Mark>(choices.filter((each) => isUsed(each, search)).map((each) => [each.key, 'chosen']))
            }
            isSeveral={false}
            onChoose={setKey}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
