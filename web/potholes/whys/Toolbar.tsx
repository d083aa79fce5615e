import { Button, Kbd, Popover } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp, IconKeyboard, IconPrinter } from '@tabler/icons-react'
import { useText } from '../../language/useLanguage.ts'
import { explain } from '../../ui/explain.ts'
import { keyHints } from './keys.ts'
import { useBench } from './useDesk.ts'
import classes from './whys.module.css'

/** Undo, redo, print, the keys, and whether everything is stored. */
export function Toolbar() {
  const t = useText()
  const { desk, canUndo, canRedo } = useBench()
  return (
    <div className={`${classes.toolbar} not-printed`}>
      <Button
        variant="default"
        size="xs"
        disabled={!canUndo}
        leftSection={<IconArrowBackUp size={15} aria-hidden />}
        onClick={() => desk.undo()}
      >
        {t('whys.undo')}
      </Button>
      <Button
        variant="default"
        size="xs"
        disabled={!canRedo}
        leftSection={<IconArrowForwardUp size={15} aria-hidden />}
        onClick={() => desk.redo()}
      >
        {t('whys.redo')}
      </Button>
      <Button variant="default" size="xs" leftSection={<IconPrinter size={15} aria-hidden />} onClick={() => print()}>
        {t('whys.print')}
      </Button>
      <Keys />
      <Saving />
    </div>
  )
}

function Keys() {
  const t = useText()
  return (
    <Popover position="bottom-start" withArrow shadow="md">
      <Popover.Target>
        <Button variant="subtle" size="xs" leftSection={<IconKeyboard size={15} aria-hidden />}>
          {t('whys.keys')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <dl className={classes.keys}>
          {keyHints.map(({ keys, says }) => (
            <div key={says}>
              <dt>
                {keys.map((key) => (
                  <Kbd key={key} size="xs">
                    {key}
                  </Kbd>
                ))}
              </dt>
              <dd>{t(says)}</dd>
            </div>
          ))}
        </dl>
      </Popover.Dropdown>
    </Popover>
  )
}

function Saving() {
  const t = useText()
  const { desk, saving, failure } = useBench()
  if (saving === 'failed')
    return (
      <span role="alert" className={classes.failed}>
        {t('whys.not_saved', { why: explain(failure, t) })}{' '}
        <Button variant="subtle" size="compact-xs" onClick={() => void desk.flush()}>
          {t('whys.save_again')}
        </Button>
      </span>
    )
  return <output className={classes.quiet}>{t(saving === 'saved' ? 'whys.saved' : 'whys.saving')}</output>
}
