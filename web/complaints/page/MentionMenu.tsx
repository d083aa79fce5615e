import { Button, Combobox, ScrollArea, useCombobox } from '@mantine/core'
import { IconAt } from '@tabler/icons-react'
import { type RefObject, useState } from 'react'
import { useText } from '../../language/useLanguage.ts'
import { usePeople } from '../topics.ts'

type MentionMenuProps = {
  box: RefObject<HTMLTextAreaElement | null>
  text: string
  onChange: (text: string) => void
}

/** Puts the name of somebody who works here into a note; they are told. Typing the name after an @ does the same. */
export function MentionMenu({ box, text, onChange }: MentionMenuProps) {
  const t = useText()
  const [sought, setSought] = useState('')
  const combobox = useCombobox({
    onDropdownClose: () => setSought(''),
    onDropdownOpen: () => combobox.focusSearchInput(),
  })
  const people = (usePeople() ?? []).filter(
    ({ active, name }) => active && name.toLowerCase().includes(sought.trim().toLowerCase()),
  )
  const put = (name: string) => {
    const at = box.current?.selectionStart ?? text.length
    const before = text.slice(0, at)
    const gap = before === '' || /\s$/.test(before) ? '' : ' '
    onChange(`${before}${gap}@${name} ${text.slice(at).trimStart()}`)
    combobox.closeDropdown()
    box.current?.focus()
  }
  return (
    <Combobox store={combobox} width={240} position="top-start" onOptionSubmit={put}>
      <Combobox.Target withAriaAttributes={false}>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconAt size={14} aria-hidden />}
          onClick={() => combobox.toggleDropdown()}
        >
          {t('mention.hint')}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          aria-label={t('mention.hint')}
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
        <Combobox.Options>
          <ScrollArea.Autosize mah={220} type="scroll">
            {people.length === 0 && <Combobox.Empty>{t('filter.nothing_found')}</Combobox.Empty>}
            {people.map(({ id, name }) => (
              <Combobox.Option key={id} value={name}>
                {name}
              </Combobox.Option>
            ))}
          </ScrollArea.Autosize>
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
