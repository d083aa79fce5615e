import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useRef } from 'react'
import { useText } from '../language/useLanguage.ts'
import { useShortcut } from '../shortcuts/useShortcut.ts'
import { KeyHint } from '../ui/KeyHint.tsx'
import classes from './SearchBox.module.css'

/** Finds complaints by number, customer or words; the list shows what was found. */
export function SearchBox() {
  const t = useText()
  const navigate = useNavigate()
  const field = useRef<HTMLInputElement>(null)
  useShortcut('/', { label: 'nav.search', group: 'shortcut.group_actions', run: () => field.current?.select() })
  const search = (event: FormEvent) => {
    event.preventDefault()
    const words = field.current?.value.trim()
    if (words) void navigate({ to: '/complaints', search: { q: words } as never })
  }
  return (
    <search className={classes.search}>
      <form onSubmit={search}>
        <TextInput
          ref={field}
          type="search"
          size="xs"
          enterKeyHint="search"
          aria-label={t('nav.search')}
          placeholder={t('nav.search')}
          leftSection={<IconSearch size={15} aria-hidden />}
          rightSection={<KeyHint keys="/" />}
          rightSectionProps={{ className: classes.hint }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur()
          }}
        />
      </form>
    </search>
  )
}
