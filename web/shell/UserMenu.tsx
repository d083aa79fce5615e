import { ActionIcon, Menu } from '@mantine/core'
import { IconKeyboard, IconLogout, IconUser } from '@tabler/icons-react'
import { useText } from '../language/useLanguage.ts'
import { LanguageChoices, ThemeChoices } from './choices.tsx'
import classes from './UserMenu.module.css'

type UserMenuProps = {
  /** Who is signed in; `null` while that is not known. */
  person: { name: string; role: string } | null
  onHelp: () => void
  onSignOut?: () => void
}

/** The person's own menu: who they are, how the page looks and speaks, the shortcuts, the way out. */
export function UserMenu({ person, onHelp, onSignOut }: UserMenuProps) {
  const t = useText()
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon
          variant="light"
          radius="xl"
          size="lg"
          aria-label={person ? `${person.name}, ${initialsOf(person.name)}` : t('menu.label')}
        >
          {person ? (
            <span className={classes.initials}>{initialsOf(person.name)}</span>
          ) : (
            <IconUser size={18} aria-hidden />
          )}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {person && (
          <div className={classes.person}>
            <div className={classes.name}>{person.name}</div>
            <div className={classes.role}>{person.role}</div>
          </div>
        )}
        <ThemeChoices />
        <LanguageChoices />
        <Menu.Divider />
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={onHelp}>
          {t('shortcut.help')}
        </Menu.Item>
        {onSignOut && (
          <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={onSignOut}>
            {t('menu.sign_out')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

/** At most two letters: of the first and the last word of the name. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = [...(words[0] ?? '')][0] ?? ''
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : ''
  return (first + last).toUpperCase()
}
