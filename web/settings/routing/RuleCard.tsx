import { ActionIcon, Badge, Button, Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import type { DraftRule } from './draft.ts'
import { RuleForm } from './RuleForm.tsx'
import classes from './routing.module.css'
import type { ErrorOf } from './rule-fields.ts'
import { type Rule, sayRule } from './sentence.ts'
import type { useRoutingWorld } from './useNames.ts'

type RuleCardProps = {
  rule: DraftRule
  /** Place among the rules, from 0, and how many there are. */
  at: number
  count: number
  world: ReturnType<typeof useRoutingWorld>
  isOpen: boolean
  onOpen: (isOpen: boolean) => void
  onChange: (change: Partial<Rule>) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
  errorOf: ErrorOf
}

/** One rule: its place, its name, what it does as a sentence, and the form behind it. */
export function RuleCard(props: RuleCardProps) {
  const { rule, at, count, world, isOpen, onOpen, onMove, onRemove } = props
  const t = useText()
  const { language } = useLanguage()
  const formId = useId()
  const { name } = rule
  return (
    <li className={classes.rule} data-off={!rule.active || undefined}>
      <div className={classes.head}>
        <span className={classes.number} aria-label={t('routing.rule', { number: at + 1 })}>
          {at + 1}
        </span>
        <div className={classes.says}>
          <strong>{name}</strong> {!rule.active && <Badge variant="default">{t('routing.off')}</Badge>}
          <p>{sayRule(rule, { names: world.names, t, language })}</p>
        </div>
        <div className={classes.tools}>
          <Tool label={t('routing.up', { name })} isOff={at === 0} onClick={() => onMove(-1)}>
            <IconArrowUp size={16} aria-hidden />
          </Tool>
          <Tool label={t('routing.down', { name })} isOff={at === count - 1} onClick={() => onMove(1)}>
            <IconArrowDown size={16} aria-hidden />
          </Tool>
          <Tool label={t('routing.remove', { name })} onClick={onRemove}>
            <IconTrash size={16} aria-hidden />
          </Tool>
          <Button
            variant="default"
            size="compact-sm"
            aria-expanded={isOpen}
            aria-controls={formId}
            aria-label={t(isOpen ? 'routing.fold_named' : 'routing.edit_named', { name })}
            onClick={() => onOpen(!isOpen)}
          >
            {t(isOpen ? 'routing.fold' : 'routing.edit')}
          </Button>
        </div>
      </div>
      <div id={formId}>{isOpen && <RuleForm {...props} />}</div>
    </li>
  )
}

type ToolProps = { label: string; isOff?: boolean; onClick: () => void; children: ReactNode }

function Tool({ label, isOff = false, onClick, children }: ToolProps) {
  return (
    <Tooltip label={label}>
      {/* Not `disabled`: the focus must stay on the arrow of a rule that has just arrived at the end. */}
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={label}
        aria-disabled={isOff}
        className={classes.tool}
        onClick={() => isOff || onClick()}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  )
}
