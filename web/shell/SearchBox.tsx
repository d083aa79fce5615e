import { Popover, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useText } from '../language/useLanguage.ts'
import { Findings } from '../search/Findings.tsx'
import findingClasses from '../search/Findings.module.css'
import { addressOfFinding, type Finding, findingsOf, keyOfFinding } from '../search/options.ts'
import { useFindings } from '../search/useFindings.ts'
import { useListbox } from '../ui/useListbox.ts'
import { useShortcut } from '../shortcuts/useShortcut.ts'
import { KeyHint } from '../ui/KeyHint.tsx'
import classes from './SearchBox.module.css'

/** Finds complaints, customers and people while one types; Enter leads to the list of all complaints that were found. */
export function SearchBox() {
  const t = useText()
  const router = useRouter()
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const [isOpen, setOpen] = useState(false)
  const { found, isError, isSearching } = useFindings(isOpen ? typed : '', 5)
  const findings = findingsOf(found, typed.trim())
  useShortcut('/', { label: 'nav.search', group: 'shortcut.group_actions', run: () => field.current?.select() })
  const isShown = isOpen && typed.trim() !== ''
  const close = () => setOpen(false)
  const go = (address: string) => {
    close()
    field.current?.blur()
    router.history.push(address)
  }
  const listbox = useListbox<Finding>({
    options: findings,
    keyOf: keyOfFinding,
    isOpen: isShown && findings.length > 0,
    onChoose: (finding) => go(addressOfFinding(finding, typed.trim())),
    onClose: close,
  })
  const searchAll = () => typed.trim() && go(`/complaints?${new URLSearchParams({ q: typed.trim() })}`)
  return (
    <search className={classes.search}>
      <Popover opened={isShown} width="target" position="bottom-start" shadow="md" trapFocus={false} withRoles={false}>
        <Popover.Target>
          <TextInput
            ref={field}
            type="search"
            size="xs"
            enterKeyHint="search"
            maxLength={300}
            aria-label={t('nav.search')}
            placeholder={t('nav.search')}
            leftSection={<IconSearch size={15} aria-hidden />}
            rightSection={<KeyHint keys="/" />}
            rightSectionProps={{ className: classes.hint }}
            value={typed}
            {...listbox.field}
            onChange={(event) => {
              setTyped(event.currentTarget.value)
              setOpen(true)
              listbox.unmark()
            }}
            onFocus={() => setOpen(true)}
            onBlur={close}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !listbox.hasMarked && !event.nativeEvent.isComposing) searchAll()
              else if (event.key === 'Escape' && isShown) close()
              else if (event.key === 'Escape') event.currentTarget.blur()
              else listbox.onKeyDown(event)
            }}
          />
        </Popover.Target>
        <Popover.Dropdown p={0} className={classes.found}>
          {findings.length > 0 ? (
            <div
              {...listbox.list}
              aria-label={t('search.found')}
              className={findingClasses.list}
              aria-busy={isSearching}
            >
              <Findings findings={findings} option={listbox.option} />
            </div>
          ) : (
            <output className={findingClasses.note}>
              {t(isError ? 'search.failed' : isSearching ? 'search.searching' : 'search.nothing')}
            </output>
          )}
        </Popover.Dropdown>
      </Popover>
    </search>
  )
}
