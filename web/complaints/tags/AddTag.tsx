import { Button, Combobox, useCombobox } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { tagKey } from '../../../src/complaints/tags/rules.ts'
import { ask } from '../../api/ask.ts'
import { useText } from '../../language/useLanguage.ts'
import classes from './tags.module.css'

type AddTagProps = {
  /** Names of those it carries already. */
  carried: string[]
  onAdd: (name: string) => void
}

/** A button that opens the tags there are; a word that is none of them makes a new one. */
export function AddTag({ carried, onAdd }: AddTagProps) {
  const t = useText()
  const [typed, setTyped] = useState('')
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption()
      combobox.focusTarget()
      setTyped('')
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  })
  const { data: tags = [] } = useQuery({ ...ask('listTags', { query: {} }), enabled: combobox.dropdownOpened })
  const offered = tags.filter(({ name, retired }) => !retired && !carried.includes(name))
  const found = offered.filter(({ name }) => tagKey(name).includes(tagKey(typed)))
  const isNew =
    typed.trim() !== '' && ![...tags.map(({ name }) => name), ...carried].some((name) => tagKey(name) === tagKey(typed))
  const markFirst = useEffectEvent(() => combobox.selectFirstOption())
  useEffect(() => {
    if (typed !== '') markFirst()
  }, [typed])
  const choose = (name: string) => {
    onAdd(name)
    combobox.closeDropdown()
  }
  return (
    <Combobox store={combobox} width={260} position="bottom-start" shadow="md" onOptionSubmit={choose}>
      <Combobox.Target targetType="button">
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={12} aria-hidden />}
          onClick={() => combobox.toggleDropdown()}
        >
          {t('tags.add')}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={typed}
          maxLength={60}
          placeholder={t('tags.find')}
          aria-label={t('tags.find')}
          onChange={(event) => setTyped(event.currentTarget.value.replaceAll(/[,;|]/g, ''))}
        />
        <Combobox.Options aria-label={t('tags.title')} className={classes.choices}>
          {found.map(({ id, name, colour }) => (
            <Combobox.Option key={id} value={name} className={classes.choice}>
              <span className={classes.dot} data-colour={colour} /> {name}
            </Combobox.Option>
          ))}
          {isNew && <Combobox.Option value={typed.trim()}>{t('tags.make', { tag: typed.trim() })}</Combobox.Option>}
          {found.length === 0 && !isNew && <Combobox.Empty>{t('tags.none_yet')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
