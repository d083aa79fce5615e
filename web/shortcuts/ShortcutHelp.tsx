import { Kbd, Modal, Switch } from '@mantine/core'
import type { TextKey } from '../../src/platform/texts/text.ts'
import { useText } from '../language/useLanguage.ts'
import { KeyHint } from '../ui/KeyHint.tsx'
import { type Shortcut, turnShortcuts } from './registry.ts'
import classes from './ShortcutHelp.module.css'
import { useShortcuts } from './useShortcut.ts'

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** The shortcuts that work on this screen, and the switch for all of them. */
export function ShortcutHelp({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useText()
  const { shortcuts, areOn } = useShortcuts()
  const groups = Map.groupBy(shortcuts, ({ group }) => group)
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('shortcut.help')}>
      <Switch
        label={t('shortcut.on')}
        checked={areOn}
        onChange={(event) => turnShortcuts(event.currentTarget.checked)}
        mb="md"
      />
      <p className={classes.palette}>
        {t('palette.title')} <Kbd size="xs">{isMac ? '⌘' : 'Ctrl'}</Kbd> <Kbd size="xs">K</Kbd>
      </p>
      <div className={classes.groups}>
        {[...groups].map(([group, members]) => (
          <Group key={group} group={group} shortcuts={members} />
        ))}
      </div>
    </Modal>
  )
}

function Group({ group, shortcuts }: { group: TextKey; shortcuts: Shortcut[] }) {
  const t = useText()
  return (
    <section>
      <h3 className={classes.group}>{t(group)}</h3>
      <dl className={classes.shortcuts}>
        {shortcuts.map(({ keys, label }) => (
          <div key={keys} className={classes.shortcut}>
            <dt>{t(label)}</dt>
            <dd>
              <KeyHint keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
