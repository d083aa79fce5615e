import { ActionIcon, Menu } from '@mantine/core'
import {
  IconArrowDown,
  IconArrowLeft,
  IconArrowRight,
  IconArrowUp,
  IconDots,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { newId } from '../../../src/platform/ids.ts'
import type { Why } from '../../../src/potholes/whys/rules.ts'
import { useText } from '../../language/useLanguage.ts'
import { notify } from '../../ui/notices.tsx'
import { addBeside, type Direction, move, remove } from './edits.ts'
import { useBench } from './useDesk.ts'

const moves: { to: Direction; icon: ReactNode }[] = [
  { to: 'up', icon: <IconArrowUp size={15} aria-hidden /> },
  { to: 'down', icon: <IconArrowDown size={15} aria-hidden /> },
  { to: 'in', icon: <IconArrowRight size={15} aria-hidden /> },
  { to: 'out', icon: <IconArrowLeft size={15} aria-hidden /> },
]

/** What else can be done with a why: everything the keys do, for those who have none. */
export function WhyMenu({ why }: { why: Why }) {
  const t = useText()
  const { desk, whys, goTo } = useBench()
  const another = () => {
    const id = newId()
    desk.edit((now) => addBeside(now, why.id, id))
    goTo(id)
  }
  const takeAway = () => {
    desk.edit((now) => remove(now, why.id))
    if (why.text.trim() !== '') notify({ words: t('whys.removed'), onUndo: () => desk.undo() })
  }
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" className="not-printed" aria-label={t('whys.more')}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPlus size={15} aria-hidden />} onClick={another}>
          {t('whys.beside')}
        </Menu.Item>
        {moves.map(({ to, icon }) => (
          <Menu.Item
            key={to}
            leftSection={icon}
            disabled={move(whys, why.id, to) === whys}
            onClick={() => desk.edit((now) => move(now, why.id, to))}
          >
            {t(`whys.move.${to}`)}
          </Menu.Item>
        ))}
        <Menu.Item color="red" leftSection={<IconTrash size={15} aria-hidden />} onClick={takeAway}>
          {t('whys.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
