import { MultiSelect, NativeSelect, TextInput } from '@mantine/core'
import { type IssueContent, issueStates, type IssueState, namesRepair } from '../../../src/known-issues/issues/rules.ts'
import { useText } from '../../language/useLanguage.ts'
import { useProductChoices } from '../../promises/choices.ts'
import { longList } from '../../settings/long-list.ts'
import classes from './known-issue.module.css'

type RepairProps = {
  content: IssueContent
  onChange: (part: Partial<IssueContent>) => void
  errorOf: (field: string) => string | undefined
}

/** How far the repair is said to be, by when, and which products it is about. */
export function Repair({ content: { state, release, dueOn, productIds }, onChange, errorOf }: RepairProps) {
  const t = useText()
  const products = useProductChoices()
  const choose = (next: IssueState) =>
    onChange({ state: next, ...(!namesRepair(next) && { release: null, dueOn: null }) })
  return (
    <div className={classes.row}>
      <NativeSelect
        label={t('known_issue.state')}
        value={state}
        error={errorOf('state')}
        onChange={(event) => choose(event.currentTarget.value as IssueState)}
        data={issueStates.map((each) => ({ value: each, label: t(`known.state.${each}`) }))}
      />
      {namesRepair(state) && (
        <>
          <TextInput
            label={t('known_issue.release')}
            maxLength={100}
            value={release ?? ''}
            error={errorOf('release')}
            onChange={(event) => onChange({ release: event.currentTarget.value || null })}
          />
          <TextInput
            type="date"
            label={t('known_issue.due_on')}
            value={dueOn ?? ''}
            error={errorOf('dueOn')}
            onChange={(event) => onChange({ dueOn: event.currentTarget.value || null })}
          />
        </>
      )}
      <MultiSelect
        {...longList}
        searchable
        clearable
        label={t('known_issue.products')}
        placeholder={productIds.length === 0 ? t('known_issue.all_products') : undefined}
        data={products}
        value={productIds}
        error={errorOf('productIds')}
        onChange={(chosen) => onChange({ productIds: chosen })}
      />
    </div>
  )
}
