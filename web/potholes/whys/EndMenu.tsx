import { Button, Menu } from '@mantine/core'
import { IconFlag } from '@tabler/icons-react'
import { endKinds, type Why } from '../../../src/potholes/whys/rules.ts'
import { useText } from '../../language/useLanguage.ts'
import { endAt } from './edits.ts'
import { useBench } from './useDesk.ts'
import classes from './whys.module.css'

/** Where a branch ends: at something that management can change. Only the last why of a branch has an end. */
export function EndMenu({ why, isLast }: { why: Why; isLast: boolean }) {
  const t = useText()
  const { desk, mayEdit } = useBench()
  const { endsAt } = why
  const end = (kind: Why['endsAt']) => desk.edit((whys) => endAt(whys, why.id, kind))
  const said = endsAt ? t('whys.ends_at', { what: t(`whys.end.${endsAt}`) }) : t('whys.end_here')
  if (!isLast) return null
  if (!mayEdit) return <span className={classes.end}>{endsAt ? said : t('whys.bone.open')}</span>
  return (
    <>
      <Menu position="bottom-start" withinPortal shadow="md">
        <Menu.Target>
          <Button
            data-end={why.id}
            variant={endsAt ? 'filled' : 'default'}
            size="compact-xs"
            className="not-printed"
            leftSection={<IconFlag size={14} aria-hidden />}
            disabled={why.text.trim() === ''}
          >
            {said}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={classes.ends}>
          <Menu.Label>{t('whys.end_question')}</Menu.Label>
          {endKinds.map((kind) => (
            <Menu.Item key={kind} onClick={() => end(kind)} aria-current={kind === endsAt || undefined}>
              {t(`whys.end.${kind}`)}
              <span className={classes.hint}>{t(`whys.end_hint.${kind}`)}</span>
            </Menu.Item>
          ))}
          {endsAt && (
            <>
              <Menu.Divider />
              <Menu.Item onClick={() => end(null)}>{t('whys.end_none')}</Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <span className={`${classes.end} ${classes.printed}`}>{endsAt ? said : t('whys.bone.open')}</span>
    </>
  )
}
