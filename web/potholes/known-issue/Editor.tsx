import { Button, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { issueLanguages, issueParts } from '../../../src/known-issues/issues/rules.ts'
import { call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { useMay } from '../../session/useSession.ts'
import { LeaveGuard } from '../../settings/LeaveGuard.tsx'
import { notify } from '../../ui/notices.tsx'
import type { KnownIssue } from './KnownIssuePart.tsx'
import { Repair } from './Repair.tsx'
import { Words } from './Words.tsx'
import classes from './known-issue.module.css'

const fields = [
  'state',
  'release',
  'dueOn',
  'productIds',
  ...issueLanguages.flatMap((language) => issueParts.map((part) => `texts.${language}.${part}`)),
]

type Draft = Pick<KnownIssue, 'content' | 'checkEveryDays'>
const draftOf = ({ content, checkEveryDays }: KnownIssue): Draft => ({ content, checkEveryDays })

/** Writes what the public is to be told, side by side in both languages; kept as a draft until it is published. */
export function Editor({ issue }: { issue: KnownIssue }) {
  const t = useText()
  const may = useMay()
  const [base, setBase] = useState(issue)
  const [draft, setDraft] = useState(() => draftOf(issue))
  const isDirty = JSON.stringify(draft) !== JSON.stringify(draftOf(base))
  // What others did meanwhile is shown, unless something is being written here.
  if (!isDirty && base.version !== issue.version) {
    setBase(issue)
    setDraft(draftOf(issue))
  }
  const keep = (answer: KnownIssue) => {
    setBase(answer)
    setDraft(draftOf(answer))
    queries.setQueryData(['readKnownIssue', { params: { id: issue.potholeId } }], answer)
    return answer
  }
  const params = { id: issue.potholeId }
  const save = async () =>
    isDirty || base.version === 0
      ? keep(await call('writeKnownIssue', { params, body: draft, ifMatch: base.version }))
      : base
  const saving = useSubmit(async () => {
    await save()
    notify({ words: t('known_issue.saved') })
  }, fields)
  const {
    form,
    submit: publish,
    ...publishing
  } = useSubmit(async () => {
    const { version } = await save()
    keep(await call('publishKnownIssue', { params, ifMatch: version }))
    notify({ words: t('known_issue.published') })
  }, fields)
  const errorOf = (field: string) => publishing.errorOf(field) ?? saving.errorOf(field)
  const { content } = draft
  const change = (part: Partial<Draft['content']>) => setDraft({ ...draft, content: { ...content, ...part } })
  return (
    <form ref={form} onSubmit={saving.submit} noValidate autoComplete="off" className={classes.form}>
      <LeaveGuard isDirty={isDirty} />
      <h2 className={classes.heading}>{t('known_issue.write')}</h2>
      <p className={classes.quiet}>{t('known_issue.write_why')}</p>
      <Repair content={content} onChange={change} errorOf={errorOf} />
      <div className={classes.languages}>
        {issueLanguages.map((language) => (
          <Words
            key={language}
            language={language}
            content={content}
            onChange={(words) => change({ texts: { ...content.texts, [language]: words } })}
            errorOf={errorOf}
          />
        ))}
      </div>
      <NumberInput
        className={classes.narrow}
        label={t('known_issue.check_every')}
        description={t('known_issue.check_every_why')}
        min={1}
        max={365}
        allowDecimal={false}
        value={draft.checkEveryDays}
        onChange={(days) => setDraft({ ...draft, checkEveryDays: Number(days) || 30 })}
      />
      <FormFailure>{publishing.failure ?? saving.failure}</FormFailure>
      <div className={classes.acts}>
        <Button type="submit" variant="default" loading={saving.isBusy} disabled={!isDirty}>
          {t('known_issue.save')}
        </Button>
        {may('publishKnownIssue') && (
          <Button loading={publishing.isBusy} onClick={() => void publish()}>
            {t(issue.published ? 'known_issue.publish_again' : 'known_issue.publish')}
          </Button>
        )}
      </div>
      <p className={classes.quiet}>{t('known_issue.publish_happens', { count: issue.subscribers })}</p>
    </form>
  )
}
