import { ActionIcon, Button, Checkbox, Popover, SegmentedControl } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconColumns, IconMinus, IconPlus } from '@tabler/icons-react'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useText } from '../../../language/useLanguage.ts'
import type { ListSearch } from '../search.ts'
import { useLayout } from '../views/useViews.ts'
import { type ListColumn, useAllColumns } from './columns.tsx'
import classes from './ColumnsMenu.module.css'
import { moved, turned, widened } from './layout.ts'

/** Pixels by which a press makes a column wider or narrower. */
const step = 24

/** Which columns the list has, in which order and how wide, and how dense its rows are. */
export function ColumnsMenu({ search }: { search: ListSearch }) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const { isOwn, isDense, setLayout, setDense } = useLayout(search)
  return (
    <Popover trapFocus returnFocus position="bottom-end" width={320} opened={isOpen} onChange={setOpen}>
      <Popover.Target>
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          leftSection={<IconColumns size={15} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          {t('columns.button')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="sm">
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t('columns.density')}
          value={isDense ? 'dense' : 'comfortable'}
          onChange={(value) => setDense(value === 'dense')}
          data={[
            { value: 'comfortable', label: t('columns.comfortable') },
            { value: 'dense', label: t('columns.dense') },
          ]}
        />
        <Columns search={search} />
        <Button size="compact-xs" variant="subtle" color="gray" disabled={!isOwn} onClick={() => setLayout(null)}>
          {t('columns.as_usual')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}

function Columns({ search }: { search: ListSearch }) {
  const t = useText()
  const all = useAllColumns()
  const { layout, setLayout } = useLayout(search)
  const list = useFocusKept()
  const shown = layout.columns.flatMap(({ key }) => all.find((column) => column.key === key) ?? [])
  const hidden = all.filter((column) => !shown.includes(column))
  return (
    <ul ref={list} className={classes.columns} aria-label={t('columns.which')}>
      {[...shown, ...hidden].map((column) => (
        <li key={column.key} className={classes.column}>
          <Checkbox
            size="xs"
            label={column.header}
            checked={shown.includes(column)}
            className={classes.name}
            data-focus={column.key}
            onChange={() => setLayout(turned(layout, column.key))}
          />
          {shown.includes(column) && <Changes search={search} column={column} />}
        </li>
      ))}
    </ul>
  )
}

/** Gives the focus back to what had it when a column that moves takes it along. @returns what to put on the list */
function useFocusKept() {
  const list = useRef<HTMLUListElement>(null)
  const focused = useRef<string | null>(null)
  useEffect(() => {
    const place = list.current
    const note = (event: FocusEvent) => {
      focused.current = event.target instanceof HTMLElement ? (event.target.dataset.focus ?? null) : null
    }
    place?.addEventListener('focusin', note)
    return () => place?.removeEventListener('focusin', note)
  }, [])
  useLayoutEffect(() => {
    if (document.activeElement !== document.body || focused.current === null) return
    list.current?.querySelector<HTMLElement>(`[data-focus="${focused.current}"]`)?.focus()
  })
  return list
}

function Changes({ search, column: { key, header, width: usual } }: { search: ListSearch; column: ListColumn }) {
  const t = useText()
  const { layout, setLayout } = useLayout(search)
  const place = layout.columns.findIndex((column) => column.key === key)
  const width = layout.columns[place]?.width ?? usual
  const buttons = [
    {
      icon: IconMinus,
      label: t('columns.narrower', { column: header }),
      to: width && widened(layout, key, width - step),
    },
    { icon: IconPlus, label: t('columns.wider', { column: header }), to: width && widened(layout, key, width + step) },
    { icon: IconArrowUp, label: t('columns.earlier', { column: header }), to: place > 0 && moved(layout, key, -1) },
    {
      icon: IconArrowDown,
      label: t('columns.later', { column: header }),
      to: place < layout.columns.length - 1 && moved(layout, key, 1),
    },
  ]
  return (
    <>
      {buttons.map(({ icon: Icon, label, to }) => (
        <ActionIcon
          key={label}
          size="sm"
          variant="subtle"
          color="gray"
          aria-label={label}
          title={label}
          disabled={!to}
          data-focus={label}
          onClick={() => to && setLayout(to)}
        >
          <Icon size={13} aria-hidden />
        </ActionIcon>
      ))}
    </>
  )
}
