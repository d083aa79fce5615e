import { ActionIcon, Indicator, Popover } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../api/ask.ts'
import { useText } from '../language/useLanguage.ts'
import { NoticeList } from './NoticeList.tsx'

/** What I should know of: how many are unread, and the list behind it. Kept right by the news. */
export function Bell() {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const { data } = useQuery({ ...ask('countNotices', {}), refetchInterval: 120_000 })
  const unread = data?.unread ?? 0
  const shown = unread > 99 ? '99+' : String(unread)
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      width="min(24rem, calc(100vw - 1.5rem))"
      trapFocus
      returnFocus
    >
      <Indicator label={shown} size={16} disabled={unread === 0} color="red.8" offset={5}>
        <Popover.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('bell.label', { unread })}
            aria-expanded={isOpen}
            aria-haspopup="dialog"
            onClick={() => setOpen(!isOpen)}
          >
            <IconBell size={20} aria-hidden />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown p={0} aria-label={t('bell.heading')}>
        {isOpen && <NoticeList unread={unread} onClose={() => setOpen(false)} />}
      </Popover.Dropdown>
    </Popover>
  )
}
