import { useQuery } from '@tanstack/react-query'
import type { RuleFilters } from '../../src/potholes/counting/contract.ts'
import { ask } from '../api/ask.ts'
import { useChoices } from '../complaints/list/choices/index.ts'
import { Chips } from '../complaints/list/filters/Chips.tsx'
import { FilterButton } from '../complaints/list/filters/FilterButton.tsx'
import { changed, type ListSearch } from '../complaints/list/search.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import { FilterSearch } from '../ui/filters/FilterSearch.tsx'
import { complaintsOf, inRule, ruleOf } from './rule.ts'
import classes from './RuleFields.module.css'

type RuleFieldsProps = {
  /** What is being counted: 'Complaints that show it'. */
  label: string
  /** What that is good for, in a sentence. */
  why?: string
  rule: RuleFilters | null
  onChange: (rule: RuleFilters | null) => void
  /** What the server had against it. */
  error?: string | undefined
}

/** Says which complaints are counted, by the filters of their list, and how many these are. */
export function RuleFields({ label, why, rule, onChange, error }: RuleFieldsProps) {
  const search = (rule ?? {}) as ListSearch
  const choices = inRule(useChoices(search))
  const t = useText()
  const change = (next: ListSearch) => onChange(ruleOf(next))
  return (
    <fieldset className={classes.fields}>
      <legend className={classes.legend}>{label}</legend>
      {why && <p className={classes.quiet}>{why}</p>}
      <div className={classes.row}>
        <div className={classes.words}>
          <FilterSearch
            label={t('rule.words')}
            value={search.q ?? ''}
            onChange={(q) => change(changed(search, { q }))}
          />
        </div>
        {choices.map((choice) => (
          <FilterButton
            key={choice.key}
            choice={choice}
            search={search}
            onChange={(part) => change(changed(search, part))}
          />
        ))}
      </div>
      <Chips search={search} choices={choices} customerName={null} onChange={change} />
      {error && (
        <p className={classes.error} role="alert">
          {error}
        </p>
      )}
      {rule && <Matches rule={rule} />}
    </fieldset>
  )
}

function Matches({ rule }: { rule: RuleFilters }) {
  const t = useText()
  const format = useFormat()
  const { data } = useQuery(ask('countComplaints', { query: rule as never }))
  if (!data) return null
  return (
    <p className={classes.quiet}>
      <a href={complaintsOf(rule)} target="_blank" rel="noreferrer">
        {t('rule.matches', { count: data.count, shown: `${format.number(data.count)}${data.more ? '+' : ''}` })}
      </a>
    </p>
  )
}
