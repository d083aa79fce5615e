import { Alert, Anchor, Badge, Button } from '@mantine/core'
import { IconAlertTriangle, IconExternalLink } from '@tabler/icons-react'
import { useState } from 'react'
import type { IssueState } from '../../../src/known-issues/issues/rules.ts'
import { call } from '../../api/client.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { useMay } from '../../session/useSession.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { explain } from '../../ui/explain.ts'
import { notify } from '../../ui/notices.tsx'
import type { KnownIssue } from './KnownIssuePart.tsx'
import classes from './known-issue.module.css'

const colourOf: Record<IssueState, string> = {
  looking: 'orange',
  committed: 'yellow',
  checking: 'blue',
  proven: 'teal',
  not_planned: 'gray',
}

/** What the public reads now, who asked for news of it, and whether it is still so. */
export function Shown({ issue }: { issue: KnownIssue }) {
  const t = useText()
  const format = useFormat()
  const { published, subscribers, letters, checkedAt, withdrawnAt } = issue
  if (!published)
    return (
      <p className={classes.quiet}>
        {withdrawnAt ? t('known_issue.withdrawn', { day: format.date(withdrawnAt) }) : t('known_issue.not_published')}
      </p>
    )
  return (
    <section className={classes.shown} aria-label={t('known_issue.shown')}>
      <div className={classes.line}>
        <Badge variant="dot" color={colourOf[published.state]}>
          {t(`known.state.${published.state}`)}
        </Badge>
        <Anchor href={`/known-issues/${published.slug}`} target="_blank" rel="noopener" className={classes.link}>
          {t('known_issue.see')} <IconExternalLink size={15} aria-hidden />
        </Anchor>
      </div>
      <p className={classes.quiet}>
        {published.by
          ? t('known_issue.published_by', { name: published.by.name, day: format.date(published.at) })
          : t('known_issue.taken_back', { day: format.date(published.at) })}{' '}
        {checkedAt && t('known_issue.checked', { day: format.date(checkedAt) })}{' '}
        {t('known_issue.readers', { count: subscribers, sent: letters.sent, failed: letters.failed })}
      </p>
      <Warnings issue={issue} />
      <Acts issue={issue} />
    </section>
  )
}

/** What is not so any more, or was not looked at for long. */
function Warnings({ issue: { stateAsked, isOld, checkEveryDays } }: { issue: KnownIssue }) {
  const t = useText()
  const warnings = [
    ...(stateAsked ? [t('known_issue.behind', { state: t(`known.state.${stateAsked}`) })] : []),
    ...(isOld ? [t('known_issue.old', { days: checkEveryDays })] : []),
  ]
  return warnings.map((words) => (
    <Alert key={words} color="orange" variant="light" icon={<IconAlertTriangle size={18} aria-hidden />}>
      {words}
    </Alert>
  ))
}

function Acts({ issue }: { issue: KnownIssue }) {
  const t = useText()
  const may = useMay()
  const [isAsking, setAsking] = useState(false)
  const params = { id: issue.potholeId }
  const keep = (answer: KnownIssue) => queries.setQueryData(['readKnownIssue', { params }], answer)
  const confirm = async () => {
    try {
      keep(await call('confirmKnownIssue', { params }))
      notify({ words: t('known_issue.confirmed') })
    } catch (error) {
      notify({ words: explain(error, t), tone: 'failed' })
    }
  }
  return (
    <div className={classes.acts}>
      {may('confirmKnownIssue') && (
        <Button size="xs" variant="default" onClick={() => void confirm()}>
          {t('known_issue.confirm')}
        </Button>
      )}
      {may('withdrawKnownIssue') && (
        <Button size="xs" variant="subtle" color="red" onClick={() => setAsking(true)}>
          {t('known_issue.withdraw')}
        </Button>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={t('known_issue.withdraw_question')}
        confirmLabel={t('known_issue.withdraw')}
        onConfirm={async () => keep(await call('withdrawKnownIssue', { params, ifMatch: issue.version }))}
        onClose={() => setAsking(false)}
      >
        {t('known_issue.withdraw_happens')}
      </ConfirmDialog>
    </div>
  )
}
